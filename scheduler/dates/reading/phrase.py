"""The phrase being read: its tokens, the scene it is said in, and how words are found in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from scheduler.dates.reading import normalise
from scheduler.dates.reading.normalise import Token
from scheduler.dates.workdays import WorkCalendar

S = TypeVar("S")
T = TypeVar("T")
Found = tuple[T, int]  # what was read, and the index of the first token after it
Word = tuple[str, str]  # a word as its key and without diacritics

# Rare words that nobody means when the diacritics are left out.
NEVER_BARE = frozenset({normalise.key("kìa"), normalise.key("cỡ")})


@dataclass(frozen=True)
class Scene:
    """Where and when the phrase is said: `now` is local and aware, `due` the deadline on file if there is one.

    `after`: the last day that cannot be meant, where a later one is asked for.
    """

    now: datetime
    zone: ZoneInfo
    calendar: WorkCalendar
    due: datetime | None = None
    after: date | None = None

    @property
    def today(self) -> date:
        return self.now.date()


@lru_cache(maxsize=4096)
def spelled(text: str) -> tuple[Word, ...]:
    """The words of a phrase of our tables as (key, bare)."""
    return tuple((token.key, token.bare) for token in normalise.tokens(text))


class Phrase:
    """Tokens to read. When `loose`, a word typed without diacritics stands for every word it may be."""

    def __init__(self, tokens: tuple[Token, ...], scene: Scene, *, loose: bool) -> None:
        self.tokens = tokens
        self.scene = scene
        self.loose = loose
        self.memo: dict[tuple[object, int], object] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def token(self, index: int) -> Token | None:
        return self.tokens[index] if index < len(self.tokens) else None

    def says(self, index: int, words: tuple[Word, ...]) -> bool:
        """Whether these words stand at `index`."""
        if index + len(words) > len(self.tokens):
            return False
        return all(self._same(self.tokens[index + n], word) for n, word in enumerate(words))

    def after(self, index: int, text: str) -> int | None:
        """The index after `text`, when it stands at `index`."""
        words = spelled(text)
        token = self.token(index)
        if not words:  # a sign that means something only between digits
            return index + 1 if token and token.text == text else None
        if token is None or token.bare != words[0][1]:  # most words differ: the short way out
            return None
        return index + len(words) if self.says(index, words) else None

    def past(self, index: int, *texts: str) -> Iterator[int]:
        """`index` itself and the index after each of the optional `texts` that stand there."""
        yield index
        for text in texts:
            end = self.after(index, text)
            if end is not None:
                yield end

    def follow(self, index: int, texts: Iterable[str]) -> Iterator[int]:
        """The index after each of `texts` that stands at `index`."""
        for text in texts:
            end = self.after(index, text) if text else None
            if end is not None:
                yield end

    def _same(self, token: Token, word: Word) -> bool:
        key, bare = word
        if token.key == key:
            return True
        return self.loose and token.key == token.bare == bare and key not in NEVER_BARE


class Table(Generic[T]):
    """Phrases and what they mean, found by their first word."""

    def __init__(self, rows: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        self._rows: dict[str, list[tuple[tuple[Word, ...], T]]] = {}
        for text, value in rows.items() if isinstance(rows, Mapping) else rows:
            words = spelled(text)
            self._rows.setdefault(words[0][1], []).append((words, value))

    @property
    def words(self) -> frozenset[Word]:
        """Every word of its phrases."""
        return frozenset(word for words in self.phrases for word in words)

    @property
    def phrases(self) -> Iterator[tuple[Word, ...]]:
        return (words for rows in self._rows.values() for words, _value in rows)

    def find(self, phrase: Phrase, index: int) -> Iterator[Found[T]]:
        """Every row that stands at `index`."""
        token = phrase.token(index)
        for words, value in self._rows.get(token.bare, ()) if token else ():
            if phrase.says(index, words):
                yield value, index + len(words)


def rule(
    read: Callable[[Phrase, int], Iterator[Found[T]]],
) -> Callable[[Phrase, int], list[Found[T]]]:
    """A rule of the grammar: every way to read the tokens at an index, worked out once per phrase."""

    @wraps(read)
    def remembered(phrase: Phrase, index: int) -> list[Found[T]]:
        place = (read, index)
        if place not in phrase.memo:
            phrase.memo[place] = list(dict.fromkeys(read(phrase, index)))
        return phrase.memo[place]  # type: ignore[return-value]

    return remembered


def behind(
    phrase: Phrase,
    index: int,
    texts: Iterable[str],
    read: Callable[[Phrase, int], Iterable[Found[T]]],
) -> Iterator[Found[T]]:
    """What `read` finds behind any of `texts` at `index`."""
    for start in phrase.follow(index, texts):
        yield from read(phrase, start)


def joined(
    phrase: Phrase,
    firsts: Iterable[Found[S]],
    texts: Iterable[str],
    read: Callable[[Phrase, int], Iterable[Found[T]]],
) -> Iterator[tuple[S, T, int]]:
    """Each of `firsts` with what `read` finds behind one of `texts` that follows it; "" for nothing between."""
    texts = tuple(texts)
    for first, middle in firsts:
        yield from ((first, second, end) for second, end in behind(phrase, middle, texts, read))
        if "" in texts:
            yield from ((first, second, end) for second, end in read(phrase, middle))
