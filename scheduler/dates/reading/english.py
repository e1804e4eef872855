"""A whole phrase typed in English: bounds and ranges around its days, every word of it read or named in a question."""

from collections.abc import Iterable, Iterator

from scheduler.dates.reading import english_days, left_over, sentence
from scheduler.dates.reading.english_bounds import whole
from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.phrase import Phrase, Scene, Table
from scheduler.dates.reading.results import Ask, Invalid, Nothing, Reading, notation
from scheduler.language import _

LEADING = Table(
    dict.fromkeys(
        (
            *(
                "please",
                "kindly",
                "hi",
                "hello",
                "dear",
                "ok",
                "yes",
                "sorry",
                "we",
                "i",
                "it",
                "is",
            ),
            *(
                "will",
                "shall",
                "can",
                "could",
                "would",
                "like",
                "need",
                "want",
                "ask for",
                "request",
            ),
            *(
                "submit",
                "send",
                "deliver",
                "hand in",
                "report",
                "the report",
                "our report",
                "it is",
            ),
            *("extend", "extended", "extension", "an extension", "the deadline", "new deadline"),
            *("deadline", "to", "on", "the", "at", "postpone", "move", "move it", "finish", "be"),
        )
    )
)
TRAILING = Table(
    dict.fromkeys(
        ("please", "thanks", "thank you", "ok", "then", "at the latest", "latest", "sir", "madam")
    )
)
TELLING = frozenset(
    (
        *(
            "by",
            "before",
            "until",
            "till",
            "after",
            "from",
            "between",
            "within",
            "since",
            "weekend",
        ),
        *("eod", "cob", "eow", "eom", "eoq", "eoy", "business", "tonight", "noon", "quarter", "on"),
        *("end", "beginning", "start", "middle", "of"),
        *english_days.SUFFIXES,
    )
)


def read(tokens: tuple[Token, ...], scene: Scene) -> Reading:
    """What the tokens say in English, every word of them read; else Nothing."""
    phrase = Phrase(tokens, scene, loose=True)
    if not _is_english(phrase):
        return Nothing()
    ends, starts = _ends(phrase), sorted(_starts(phrase))
    found = [one for start in starts for one, end in whole(phrase, start) if end in ends]
    distinct = {notation(one): one for one in found}
    return sentence.decide(list(distinct.values()), loose=False) if found else Nothing()


def asked(tokens: tuple[Token, ...], scene: Scene) -> Reading:
    """The question about a phrase of which an English day was read and other words were not; else Nothing."""
    phrase = Phrase(tokens, scene, loose=True)
    pieces: list[left_over.Piece] = []
    index = 0
    while index < len(phrase):
        found = whole(phrase, index) if _begins(phrase, index) else []
        end = max((end for _one, end in found), default=index)
        if any(english_days.names_a_day(phrase, n) for n in range(index, end)):
            readings = tuple(one for one, at in found if at == end)
            pieces.append(left_over.Piece(index, end, readings))
        index = max(index + 1, end)
    if not pieces:
        return Nothing()
    around = [n for n in range(len(phrase)) if not any(p.start <= n < p.end for p in pieces)]
    offered = {notation(one): one for piece in pieces for one in _offered(piece.readings)}
    reason = left_over.not_read(phrase, around) if around else _("Đề nghị chọn một ngày.")
    return Ask(reason, tuple(offered.values()))


def _offered(found: Iterable[Reading]) -> Iterator[Reading]:
    for one in found:
        if isinstance(one, Ask):
            yield from one.alternatives
        elif not isinstance(one, Invalid | Nothing):
            yield one


def _is_english(phrase: Phrase) -> bool:
    """Whether a word is English; a short name of a month or weekday alone may be a word of another language."""
    words = {token.text for token in phrase.tokens}
    short = any(english_days.is_short_name(phrase, n) for n in range(len(phrase)))
    named = any(english_days.names_a_day(phrase, n) for n in range(len(phrase)))
    return named or not words.isdisjoint(TELLING) or (short and len(phrase) > 1)


def _begins(phrase: Phrase, index: int) -> bool:
    """Whether no number is cut in two where a day begins: of "35/7 May" nothing is read."""
    token = phrase.token(index - 1) if index else None
    here = phrase.token(index)
    return not (token and here and here.glued and not token.text.isalpha())


def _starts(phrase: Phrase) -> set[int]:
    reached, fresh = {0}, [0]
    while fresh:
        place = fresh.pop()
        for table in (LEADING, sentence.LEADING):
            new = {end for _word, end in table.find(phrase, place)} - reached
            reached |= new
            fresh += new
    return reached


def _ends(phrase: Phrase) -> set[int]:
    reached = {len(phrase)}
    for index in range(len(phrase) - 1, -1, -1):
        tables = (TRAILING, sentence.TRAILING)
        if any(end in reached for table in tables for _word, end in table.find(phrase, index)):
            reached.add(index)
    return reached
