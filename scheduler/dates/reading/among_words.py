"""A date said among other words, as in a chat: "trường em xin gửi ngày 25/6 ạ", "Phú Thọ, ngày 05 tháng 7 năm 2024".

The last resort, when a phrase is not understood word for word. The words around must be plain words: a number or
sign left over, or a word that makes numbers of documents, shares and ranks, and nothing is read. Two dates, a day
that is denied or given as a reason, a period that may be the subject of the report, and a word that with one fault
of typing less would belong to the date, are asked about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scheduler.dates.reading import left_over, spelling
from scheduler.dates.reading.left_over import Piece
from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.phrase import Phrase, Table, spelled
from scheduler.dates.reading.results import Ask, Interval, Invalid, Nothing, Reading, notation
from scheduler.dates.reading.sentence import DEFINITE_RULES, LEADING, decide, readings
from scheduler.language import _

# Without one of these, or a number, a name like "pháp luật" or "quân đội" is not said as a day.
CALENDAR_WORDS = Table(
    dict.fromkeys(
        (
            *("ngày", "hôm", "bữa", "mai", "mốt", "nay", "tuần", "tháng", "quý", "năm", "thứ"),
            *("chủ nhật", "cn", "mùng", "mồng", "rằm", "Tết", "lễ", "dịp", "tiếng", "giờ", "đêm"),
        )
    )
)
# Numbers near these words are no dates.
FIGURES = Table(
    dict.fromkeys(
        (
            *("đạt", "tăng", "giảm", "số", "tỷ", "tỉ", "tỷ lệ", "tỉ lệ", "triệu", "đồng", "điểm"),
            *("điều", "khoản", "nghị định", "nghị quyết", "quyết định", "thông tư", "chỉ thị"),
            *(
                "công văn",
                "luật",
                "bộ luật",
                "chỉ tiêu",
                "tiêu chí",
                "cùng kỳ",
                "so với",
                "kỷ niệm",
            ),
            *("lần", "kỳ họp", "khóa", "khoá", "hạng", "đại hội", "hội nghị", "phiên", "xếp"),
            *("đứng", "vị trí", "lớp", "tổ", "trang", "phụ lục", "biểu mẫu", "tuổi", "tầng"),
        )
    )
)
# Single words of these turn a date round when one is not read for a fault of typing; a few, also when the fault
# made another word of the language.
TURNING = tuple(
    sorted(
        words[0]
        for table in (FIGURES, left_over.DENIALS, left_over.REASONS)
        for words in table.phrases
        if len(words) == 1 and len(words[0][1]) > 2
    )
) + spelled("vì kỳ")
NEAR_TURNING = spelled("không chưa chẳng đừng hoặc khoảng tầm chừng vì vướng bận kẹt")
CHAT_LETTERS = frozenset("aec")  # anh, em, chị
LONGEST_SHORT = 5  # letters of words made of first letters: "UBND"
REACH = 5  # words: a date breaks apart around a word that is not read


def read(phrase: Phrase) -> Reading:
    """The only date among words that are none; a question when it is not clear that it is meant."""
    pieces = list(_pieces(phrase))
    around = [n for n in range(len(phrase)) if not any(p.start <= n < p.end for p in pieces)]
    if not pieces or not all(_is_plain(phrase.tokens[index]) for index in around):
        return Nothing()
    if any(next(FIGURES.find(phrase, index), None) for index in around):
        return Nothing()
    found = {notation(one): one for one in (_meant(phrase, piece) for piece in pieces)}
    misspelled = _misspelled(phrase, pieces, around)
    meant = [one for one in misspelled if one[1] is None or notation(one[1]) not in found]
    unread = left_over.unaccounted(phrase, pieces, around)
    if other_units := left_over.of_other_units(phrase, pieces):
        return _ask_again(phrase, sorted({*unread, *other_units}), meant, [])
    if meant:
        return _ask_again(phrase, unread, meant, list(found.values()))
    first = next(iter(found.values()))
    if len(found) == 1 and (isinstance(first, Invalid) or not unread):
        return first
    asked = _asked(phrase, unread, list(found.values()))
    alone = len(found) == 1 and not isinstance(first, Ask)
    if isinstance(asked, Ask) and alone and not left_over.turns_round(phrase, pieces, around):
        return replace(asked, aside=True)
    return asked


def _asked(phrase: Phrase, unread: list[int], found: list[Reading]) -> Reading:
    """The question which of what was found is meant, with the words that were not read; nothing for no day."""
    offered = _offered(found)
    if not offered and not any(isinstance(one, Ask) for one in found):
        return Nothing()
    return Ask(left_over.not_read(phrase, unread) if unread else _("Đề nghị ghi rõ ngày."), offered)


def _offered(found: Iterable[Reading]) -> tuple[Reading, ...]:
    """The days found, and those a question offers."""
    return _definite(
        other for one in found for other in (one.alternatives if isinstance(one, Ask) else (one,))
    )


def _definite(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(one for one in readings if not isinstance(one, Ask | Invalid | Nothing))


def _ask_again(
    phrase: Phrase,
    unread: list[int],
    meant: list[tuple[int, Reading | None]],
    found: list[Reading],
) -> Ask:
    """Which of the readings: with the word that was not read as one that may be meant, then without it."""
    words = sorted({*unread, *(index for index, _reading in meant)})
    offered = _offered([*(one for _index, one in meant if one is not None), *found])
    distinct = {notation(one): one for one in offered}
    return Ask(left_over.not_read(phrase, words), tuple(distinct.values()))


def _misspelled(
    phrase: Phrase, pieces: list[Piece], around: list[int]
) -> Iterator[tuple[int, Reading | None]]:
    """The words near a date that may belong to it or turn it round, each with the date that it would make."""
    polite, beside = (
        left_over.passed_over(phrase, around),
        left_over.touching(phrase, pieces, around),
    )
    for index in (n for n in around if n not in polite):
        if phrase.tokens[index].key in spelling.KNOWN_KEYS:
            continue
        close = any(p.start - REACH <= index < p.end + REACH for p in pieces)
        made = list(_made(phrase, index)) if close else []
        yield from ((index, one) for one in made)
        touches = any(index in (piece.start - 1, piece.end) for piece in pieces)
        turns = _may_turn(phrase, index, touches=touches, beside=index in beside)
        if close and not made and turns:
            yield index, None


def _may_turn(phrase: Phrase, index: int, *, touches: bool, beside: bool) -> bool:
    """Whether the word may deny or doubt the date, or beside it is none at all; "THCS" is short for some."""
    token, whole = phrase.tokens[index], spelling.joined(phrase.tokens, index)
    is_word = spelling.is_syllable(token.bare)
    is_letter = len(token.text) == 1 and token.text not in CHAT_LETTERS
    may_be_short = not token.is_marked and len(token.text) <= LONGEST_SHORT
    if is_letter or (not is_word and (touches or (beside and not may_be_short))):
        return True
    split = whole is not None and any(whole.key == key for key, _bare in TURNING)
    return split or bool(spelling.nearest(token.text, NEAR_TURNING if is_word else TURNING))


def _made(phrase: Phrase, index: int) -> Iterator[Reading]:
    """The dates that take in the token at `index` once it is read as a word it may stand for."""
    for tokens, place in spelling.variants(phrase.tokens, index):
        other = Phrase(tokens, phrase.scene, loose=phrase.loose)
        covering = [p for p in _pieces(other) if p.start <= place < p.end]
        yield from (_meant(other, piece) for piece in covering)
        if not covering and (whole := readings(other)):
            yield decide(whole, loose=phrase.loose)


def _pieces(phrase: Phrase) -> Iterator[Piece]:
    """From left to right the longest readings of two words or more that name a time."""
    index = 0
    while index < len(phrase):
        found = [(end, one) for rule in DEFINITE_RULES for one, end in rule(phrase, index)]
        furthest = max((end for end, _one in found), default=0)
        if furthest >= index + 2 and _names_a_time(phrase, index, furthest):
            readings = tuple(one for end, one in found if end == furthest)
            yield Piece(index, furthest, readings)
        index = max(index + 1, furthest if furthest >= index + 2 else 0)


def _names_a_time(phrase: Phrase, start: int, end: int) -> bool:
    if _may_be_a_share(phrase.tokens[start:end]):
        return False
    return any(
        phrase.tokens[index].is_number or next(CALENDAR_WORDS.find(phrase, index), None)
        for index in range(start, end)
    )


def _may_be_a_share(tokens: tuple[Token, ...]) -> bool:
    """ "5/7 đơn vị", "24/7", "mục 2.1": a day and month with nothing that says so, and which may be no date."""
    if len(tokens) != 3 or not (tokens[0].is_number and tokens[2].is_number):
        return False
    if tokens[1].text.isalpha():  # "20 tháng 7"
        return False
    if tokens[1].text != "/":
        return True
    upper, lower = int(tokens[0].text), int(tokens[2].text)
    return upper <= lower or (upper, lower) == (24, 7)


def _is_plain(token: Token) -> bool:
    return token.text.isalpha() or token.text == "-"


def _meant(phrase: Phrase, piece: Piece) -> Reading:
    """One answer for a piece; a period or a bare weekday only where nothing else can be meant."""
    one = decide(list({notation(r): r for r in piece.readings}.values()), loose=phrase.loose)
    if _is_rank(phrase, piece):
        return Nothing() if isinstance(one, Invalid) else Ask(_("Đề nghị ghi rõ ngày."), (one,))
    spoken = any(
        phrase.after(piece.start, word) for word in ("ngày", "từ", "trong", "giai đoạn", "vào")
    )
    if isinstance(one, Interval) and not spoken:
        return Ask(_("Đề nghị ghi rõ ngày."), (one,))
    return one


def _is_rank(phrase: Phrase, piece: Piece) -> bool:
    """Whether "thứ 7" may count things: "văn bản thứ 7", but "hẹn thứ 7"."""
    if phrase.after(piece.start, "thứ") is None or piece.end - piece.start > 2 or not piece.start:
        return False
    return not any(
        end == piece.start
        for index in range(piece.start)
        for _word, end in LEADING.find(phrase, index)
    )
