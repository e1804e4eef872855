"""A date said among other words, as in a chat: "trường em xin gửi ngày 25/6 ạ", "Phú Thọ, ngày 05 tháng 7 năm 2024".

The last resort, when a phrase is not understood word for word. The words around must be plain words: a number or
sign left over, or a word that makes numbers of documents, shares and ranks, and nothing is read. Two dates, a day
that is denied or given as a reason, a period that may be the subject of the report, and a word that with one fault
of typing less would belong to the date, are asked about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.dates.reading import spelling
from scheduler.dates.reading.normalise import Token
from scheduler.dates.reading.phrase import Phrase, Table, spelled
from scheduler.dates.reading.results import Ask, Interval, Invalid, Nothing, Reading, notation
from scheduler.dates.reading.sentence import DEFINITE_RULES, LEADING, TRAILING, decide, readings
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
DENIALS = Table(
    dict.fromkeys(
        (
            *(
                "không",
                "k",
                "ko",
                "kg",
                "chưa",
                "chẳng",
                "đừng",
                "ngoài",
                "thay vì",
                "đã",
                "rồi",
                "từng",
            ),
            # Words of the grammar that found no place in a reading: something was said that is not understood.
            *("trước", "sau", "hết", "từ", "đầu", "cuối", "giữa", "mỗi", "hằng", "hàng", "nửa"),
            *("rưỡi", "kém", "hơn", "âm", "lịch", "nữa", "cách", "quá", "tháng", "tuần"),
            *("quý", "năm", "thứ", "trừ"),
            *("có lẽ", "có thể", "hình như", "nếu", "hoặc", "hay", "khoảng", "tầm", "chừng"),
        )
    )
)
REASONS = Table(dict.fromkeys(("vì", "do", "tại", "bởi", "bởi vì", "vướng", "bận", "kẹt")))
# Single words of these turn a date round when one is not read for a fault of typing; a few, also when the fault
# made another word of the language.
TURNING = tuple(
    sorted(
        words[0]
        for table in (FIGURES, DENIALS, REASONS)
        for words in table.phrases
        if len(words) == 1 and len(words[0][1]) > 2
    )
) + spelled("vì kỳ")
NEAR_TURNING = spelled("không chưa chẳng đừng hoặc khoảng tầm chừng vì vướng bận kẹt")
# Words of the grammar that tell nothing of a date alone; every other one beside a date was meant to belong to it.
PLAIN = frozenset(
    spelled("làm việc nhật hôm qua và trong khi văn bản này đó của mới nhận công đợt đồng hồ")
)
TELLING = spelling.WORDS - PLAIN
TELLING_KEYS = frozenset(key for key, _bare in TELLING)
PASSED_KEYS = frozenset(key for key, _bare in PLAIN | spelling.NAMES)
TELLING_BARE = frozenset(bare for _key, bare in TELLING) - {bare for _key, bare in PLAIN}
CHAT_LETTERS = frozenset("aec")  # anh, em, chị
LONGEST_SHORT = 5  # letters of words made of first letters: "UBND"
REACH = 5  # words: a date breaks apart around a word that is not read


@dataclass(frozen=True)
class _Piece:
    """The readings of the tokens from `start` to `end`."""

    start: int
    end: int
    readings: tuple[Reading, ...]


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
    if meant := [one for one in misspelled if one[1] is None or notation(one[1]) not in found]:
        return _ask_again(phrase, meant, list(found.values()))
    first = next(iter(found.values()))
    doubtful = _is_doubtful(phrase, around, pieces[0].start) or _is_cut(phrase, pieces, around)
    if len(found) == 1 and (isinstance(first, Ask | Invalid) or not doubtful):
        return first
    offered = _definite(found.values())
    return Ask(_("Đề nghị ghi rõ ngày."), offered) if offered else Nothing()


def _definite(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(one for one in readings if not isinstance(one, Ask | Invalid | Nothing))


def _ask_again(
    phrase: Phrase, meant: list[tuple[int, Reading | None]], found: list[Reading]
) -> Ask:
    """Which of the readings: with the word that was not read as one that may be meant, then without it."""
    words = dict.fromkeys(phrase.tokens[index].text for index, _reading in meant)
    offered = _definite([*(one for _index, one in meant if one is not None), *found])
    distinct = {notation(one): one for one in offered}
    reason = _("Chưa đọc được “{word}”, đề nghị chọn hoặc ghi lại ngày.")
    return Ask(reason.format(word=", ".join(words)), tuple(distinct.values()))


def _misspelled(
    phrase: Phrase, pieces: list[_Piece], around: list[int]
) -> Iterator[tuple[int, Reading | None]]:
    """The words near a date that may belong to it or turn it round, each with the date that it would make."""
    polite, beside = _polite(phrase, around), _beside(phrase, pieces, around)
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


def _pieces(phrase: Phrase) -> Iterator[_Piece]:
    """From left to right the longest readings of two words or more that name a time."""
    index = 0
    while index < len(phrase):
        found = [(end, one) for rule in DEFINITE_RULES for one, end in rule(phrase, index)]
        furthest = max((end for end, _one in found), default=0)
        if furthest >= index + 2 and _names_a_time(phrase, index, furthest):
            readings = tuple(one for end, one in found if end == furthest)
            yield _Piece(index, furthest, readings)
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
    if tokens[1].text != "/":
        return True
    upper, lower = int(tokens[0].text), int(tokens[2].text)
    return upper <= lower or (upper, lower) == (24, 7)


def _is_plain(token: Token) -> bool:
    return token.text.isalpha() or token.text == "-"


def _meant(phrase: Phrase, piece: _Piece) -> Reading:
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


def _is_rank(phrase: Phrase, piece: _Piece) -> bool:
    """Whether "thứ 7" may count things: "văn bản thứ 7", but "hẹn thứ 7"."""
    if phrase.after(piece.start, "thứ") is None or piece.end - piece.start > 2 or not piece.start:
        return False
    return not any(
        end == piece.start
        for index in range(piece.start)
        for _word, end in LEADING.find(phrase, index)
    )


def _is_doubtful(phrase: Phrase, around: list[int], start: int) -> bool:
    """Whether words around the date deny it, doubt it, or make it a reason; "đơn vị" is no "vì"."""
    polite = _polite(phrase, around)
    others = [index for index in around if index not in polite]
    denied = any(next(DENIALS.find(phrase, index), None) for index in others)
    reason = any(next(REASONS.find(phrase, index), None) for index in others if index < start)
    return denied or reason


def _is_cut(phrase: Phrase, pieces: list[_Piece], around: list[int]) -> bool:
    """Whether a word of the grammar beside a date found no place in it, or letters hang on its number."""
    beside, polite = _beside(phrase, pieces, around), _polite(phrase, around)
    for index in (n for n in around if n not in polite):
        token, behind = phrase.tokens[index], phrase.token(index + 1)
        before = any(index == p.start - 1 for p in pieces)
        after = any(index == p.end for p in pieces)
        tells = token.key in TELLING_KEYS or (phrase.loose and token.key in TELLING_BARE)
        hangs = (before and behind is not None and behind.glued) or (after and token.glued)
        if hangs or (index in beside and tells):
            return True
    return False


def _beside(phrase: Phrase, pieces: list[_Piece], around: list[int]) -> set[int]:
    """The places that touch a date, or are parted from it by words alone that say nothing of themselves."""
    polite, found = _polite(phrase, around), set[int]()
    free = {n for n in around if n in polite or phrase.tokens[n].key in PASSED_KEYS}
    for piece in pieces:
        for index, step in ((piece.start - 1, -1), (piece.end, 1)):
            while index in free:
                found.add(index)
                index += step
            found.add(index)
    return found.intersection(around)


def _polite(phrase: Phrase, around: list[int]) -> set[int]:
    """The places of words that are passed over without a thought."""
    return {place for n in around for end in _fillers(phrase, n) for place in range(n, end)}


def _fillers(phrase: Phrase, index: int) -> Iterator[int]:
    for table in (LEADING, TRAILING):
        yield from (end for _word, end in table.find(phrase, index))
