"""Words typed with a fault: mended where only one word can be meant, else the words they may stand for."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from scheduler.dates.reading import (
    amounts,
    clock,
    deadlines,
    extensions,
    named,
    normalise,
    numbers,
    periods,
    sentence,
    solar,
    vague,
    weekdays,
    years,
)
from scheduler.dates.reading.normalise import TONES, Token
from scheduler.dates.reading.phrase import Word, spelled

# Words the rules look for beside those of their tables.
MORE = (
    "thứ tháng thg th mùng mồng rằm âm dương lịch làm việc trong vòng từ kể tính đến tới hết trước sau nữa "
    "rưỡi kém nửa giờ phút hằng hàng mỗi từng định kỳ lần tối đa ít nhất trở đi và hôm buổi dịp Tết nhuận"
)
TABLES = (
    deadlines.BEFORE,
    deadlines.BY,
    extensions.ASKING,
    clock.PARTS,
    clock.ENDS_OF_DAY,
    clock.START_OF_DAY,
    numbers.NUMBER_WORDS,
    amounts.MEASURES,
    periods.WHICH,
    periods.EDGES,
    periods.UNITS,
    periods.TEN_DAYS,
    weekdays.DAY_WORDS,
    weekdays.SUNDAYS,
    solar.LUNAR_MONTHS,
    solar.LUNAR_MARKS,
    solar.SOLAR_MARKS,
    years.RELATIVE_YEARS,
    years.CYCLE,
    numbers.ROMAN_NUMERALS,
    numbers.VAGUE_NUMBERS,
    vague.EVENTS,
)
NAMES = frozenset[Word](named.NAMES.words).union(spelled(" ".join(vague.ABOUT)))
VOWELS = frozenset("aeiouy")
FILLERS = (sentence.LEADING, sentence.TRAILING)
WORDS = frozenset[Word](spelled(MORE)).union(*(table.words for table in TABLES))
BY_BARE = {bare: [word for word in WORDS if word[1] == bare] for _key, bare in WORDS}
SPOKEN = tuple(sorted(w for w in WORDS | NAMES if len(w[1]) > 1 and not VOWELS.isdisjoint(w[1])))
KNOWN = WORDS.union(NAMES, *(table.words for table in FILLERS))
KNOWN_KEYS = frozenset(key for key, _bare in KNOWN)
KNOWN_BARE = frozenset(bare for _key, bare in KNOWN)

HORN, BREVE, ROOF = "\u031b", "\u0306", "\u0302"
TELEX = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
VNI = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
VNI_MARKS = {"6": (ROOF, "aeo"), "7": (HORN, "uo"), "8": (BREVE, "a")}
SYLLABLE = re.compile(
    r"(b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|t[hr]?|v|x)?"
    r"((?:[aeiouy]|ie|o[aeo]|u[aeoy]|uye|ye)(ch?|m|n[gh]?|p|t)?"  # a glide closes what follows
    r"|a[iouy]|e[ou]|i[au]|oi|u[iu]|oa[ioy]|oeo|ua[iy]|uo[iu]|uy[au]|[iy]eu)"
)
LONGEST = 24  # letters of words run together; longer ones are no slip


def is_known(token: Token) -> bool:
    """Whether the word is one of the grammar, with its marks or typed without."""
    return token.key in KNOWN_KEYS or (not token.is_marked and token.bare in KNOWN_BARE)


def is_syllable(bare: str) -> bool:
    """Whether a Vietnamese word can be spelled so without its marks; "thuws" and "nht" can not."""
    return SYLLABLE.fullmatch(bare) is not None


def mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with Telex and VNI keys left in a word ("thuws", "tua62n") and words run together
    ("tuầnsau") as the words they can only be; the same tokens where there is none."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _run(tokens, index)
        text = "".join(token.text for token in tokens[index:end])
        word = None if end == index + 1 else _decoded(text, vni=True)
        if word:
            found.append(_token(word, glued=tokens[index].glued))
            index = end
            continue
        found += _mended(tokens[index])
        index += 1
    return tuple(found)


def _run(tokens: tuple[Token, ...], index: int) -> int:
    """The index after the letters and digits that hang together from `index` on, when letters begin it."""
    end = index + 1
    if not tokens[index].text.isalpha():
        return end
    while end < len(tokens) and tokens[end].glued and tokens[end].text.isalnum():
        end += 1
    return end


def _mended(token: Token) -> list[Token]:
    if not token.text.isalpha() or is_known(token):
        return [token]
    if word := _decoded(token.text, vni=False):
        return [_token(word, glued=token.glued)]
    splits = _splits(token.text)
    if len(splits) == 1 and len({*splits[0]}) == len(splits[0]) and not near(token.text):
        first, *rest = splits[0]
        return [_token(first, glued=token.glued), *(_token(word) for word in rest)]
    return [token]


def _token(word: Word, *, glued: bool = False) -> Token:
    key, bare = word
    return Token(key, key, bare, glued)


def _decoded(text: str, *, vni: bool) -> Word | None:
    """The word of the grammar that these keys type."""
    word = _typed(text, vni=vni)
    if word is None:
        return None
    key, bare = normalise.key(word), normalise.bare(word)
    return (key, bare) if (key, bare) in WORDS and key != normalise.key(text) else None


def _typed(text: str, *, vni: bool) -> str | None:
    """What the keys show where a Vietnamese keyboard is on; None when a key has no letter to mark."""
    letters: list[str] = []
    tone = ""
    for sign in text:
        marks = _vni_mark(sign, letters) if vni else _telex_mark(sign, letters)
        tones = VNI if vni else TELEX
        if marks:
            continue
        if sign in tones and any(letter[0] in VOWELS for letter in letters):
            tone = tones[sign]
        elif sign.isdigit():
            return None
        else:
            letters.append(unicodedata.normalize("NFD", sign))
    vowel = next((n for n, one in enumerate(letters) if one[0] in VOWELS), None)
    if tone and vowel is not None:
        letters[vowel] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def _vni_mark(sign: str, letters: list[str]) -> bool:
    if sign == "9" and "d" in letters:
        letters[letters.index("d")] = "đ"
        return True
    mark, vowels = VNI_MARKS.get(sign, ("", ""))
    places = [n for n, letter in enumerate(letters) if letter in tuple(vowels)]
    for place in places[-2:] if sign == "7" else places[-1:]:
        letters[place] += mark
    return bool(mark and places)


def _telex_mark(sign: str, letters: list[str]) -> bool:
    if sign == "d" and "d" in letters:
        letters[letters.index("d")] = "đ"
        return True
    if sign in "aeo" and sign in letters:
        letters[letters.index(sign)] += ROOF
        return True
    places = [n for n, letter in enumerate(letters) if letter in ("u", "o", "a")]
    if sign != "w" or not places:
        return False
    horned = [n for n in places if letters[n] != "a"] or places[-1:]
    for place in horned[-2:]:
        letters[place] += BREVE if letters[place] == "a" else HORN
    return True


@lru_cache(maxsize=1024)
def _splits(text: str) -> tuple[tuple[Word, ...], ...]:
    """The ways `text` falls into two or more words of the grammar; of words without marks, by their letters."""
    if len(text) > LONGEST:
        return ()
    return tuple(words for words in _words_of(text) if len(words) > 1)


def _words_of(text: str) -> Iterator[tuple[Word, ...]]:
    if not text:
        yield ()
    for end in range(2, len(text) + 1):
        key, bare = normalise.key(text[:end]), normalise.bare(text[:end])
        marked = key != bare and (key, bare) in WORDS
        if marked or (key == bare and end > 2 and bare in BY_BARE):
            yield from (((key, bare), *rest) for rest in _words_of(text[end:]))


def variants(tokens: tuple[Token, ...], index: int) -> Iterator[tuple[tuple[Token, ...], int]]:
    """The tokens with each word that the one at `index` may stand for, alone or run into a neighbour, and its place."""
    token = tokens[index]
    for word in near(token.text):
        yield (*tokens[:index], _token(word, glued=token.glued), *tokens[index + 1 :]), index
    for start in (index - 1, index):
        whole = joined(tokens, start)
        if whole and is_known(whole):
            yield (*tokens[:start], whole, *tokens[start + 2 :]), start


def joined(tokens: tuple[Token, ...], index: int) -> Token | None:
    """The words at `index` and behind it as one, where a space slipped in."""
    parts = tokens[index : index + 2] if index >= 0 else ()
    if len(parts) < 2 or not all(part.text.isalpha() for part in parts):
        return None
    text = unicodedata.normalize("NFC", parts[0].text + parts[1].text)
    return Token(text, normalise.key(text), normalise.bare(text), parts[0].glued)


@lru_cache(maxsize=1024)
def near(text: str) -> tuple[Word, ...]:
    """The words of the grammar that `text` is one fault of typing away from."""
    return nearest(text, SPOKEN)


@lru_cache(maxsize=1024)
def nearest(text: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Those of `words` that `text` is one fault of typing away from; those of the same letters first."""
    if len(text) < 2 or not text.isalpha():
        return ()
    key, bare = normalise.key(text), normalise.bare(text)
    doubled = {text[:n] + text[n + 1 :] for n in range(1, len(text)) if text[n] == text[n - 1]}
    keys = {normalise.key(one) for one in {text, _typed(text, vni=False) or text, *doubled}}
    found = [
        word
        for word in words
        if word[0] != key and (bare == word[1] or any(_is_near(one, word) for one in keys))
    ]
    return tuple(sorted(found, key=lambda word: sorted(word[1]) != sorted(bare)))


def _is_near(key: str, word: Word) -> bool:
    """By its letters and its tone: one of the two differs; or a letter is missing and took the tone with it;
    or the word was typed without any marks."""
    (letters, tone), (meant, wanted) = _parts(key), _parts(word[0])
    if letters == meant or (tone == wanted and _is_one_fault(letters, meant)):
        return True
    shorter = len(letters) < len(meant) or not is_syllable(normalise.bare(letters))
    if not tone and shorter and _is_one_fault(letters, meant) and _lost_vowel(letters, meant):
        return True
    return normalise.bare(key) == key and _is_one_fault(key, word[1])


def _lost_vowel(letters: str, meant: str) -> bool:
    """Whether the letter that is missing or another one is a vowel, which may have had the tone."""
    lost = next((m for n, m in enumerate(meant) if letters[n : n + 1] != m), "")
    return bool(lost) and normalise.bare(lost) in VOWELS


def _parts(key: str) -> tuple[str, str]:
    letters = key.rstrip("".join(TONES))
    return letters, key[len(letters) :]


def _is_one_fault(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too many, another one, or two have changed places."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = next(
        (n for n, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other),
        min(len(typed), len(meant)),
    )
    rest, wanted = typed[same:], meant[same:]
    swapped = rest[1::-1] + rest[2:]
    return wanted in (rest[1:], swapped) or rest[1:] == wanted[1:] or rest == wanted[1:]
