"""Words beside a date that no rule accounts for: each is passed over as polite, or named in a question."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.dates.reading import spelling
from scheduler.dates.reading.phrase import Phrase, Table, spelled
from scheduler.dates.reading.results import Reading
from scheduler.dates.reading.sentence import LEADING, TRAILING
from scheduler.language import _

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
            *("khó", "lỡ", "trượt", "hụt", "tránh", "hủy", "huỷ"),
            *("có lẽ", "có thể", "hình như", "nếu", "hoặc", "hay", "khoảng", "tầm", "chừng"),
        )
    )
)
REASONS = Table(dict.fromkeys(("vì", "do", "tại", "bởi", "bởi vì", "vướng", "bận", "kẹt")))
# What somebody or something does until a day, or an end that is told: not when a report comes.
OTHER_SENSES = Table(
    dict.fromkeys(
        (
            *("nghỉ", "bị ốm", "bị bệnh", "ốm", "nằm viện", "nhập viện", "điều trị", "cách ly"),
            *("đi công tác", "đi vắng", "đi học", "đi họp", "vắng mặt", "thai sản"),
            *("mất điện", "cúp điện", "cắt điện", "mất mạng", "mất nước", "mất kết nối"),
            *("miễn", "dừng", "ngừng", "ngưng", "đình chỉ", "đóng cửa", "bảo trì"),
            *("quá hạn", "hết hiệu lực"),
        )
    )
)
# Words of the grammar that tell nothing of a date alone; every other one beside a date was meant to belong to it.
PLAIN = frozenset(
    spelled("làm việc nhật hôm qua và trong khi văn bản này đó của mới nhận công đợt đồng hồ")
)
TELLING = spelling.WORDS - PLAIN
TELLING_KEYS = frozenset(key for key, _bare in TELLING)
PASSED_KEYS = frozenset(key for key, _bare in PLAIN | spelling.NAMES)
TELLING_BARE = frozenset(bare for _key, bare in TELLING) - {bare for _key, bare in PLAIN}
PURPOSES = spelled("để nhằm")
UNITS = spelled("ngày tuần lễ tháng quý năm giờ kỳ")


@dataclass(frozen=True)
class Piece:
    """The readings of the tokens from `start` to `end`."""

    start: int
    end: int
    readings: tuple[Reading, ...]


def not_read(phrase: Phrase, unread: list[int]) -> str:
    """The question that names the words, those side by side as one."""
    runs: list[str] = []
    for n, index in enumerate(unread):
        beside = n > 0 and unread[n - 1] == index - 1
        text = phrase.tokens[index].text
        runs[-1:] = [f"{runs[-1]} {text}"] if beside else [*runs[-1:], text]
    reason = _("Chưa đọc được “{word}”, đề nghị chọn hoặc ghi lại ngày.")
    return reason.format(word=", ".join(runs))


def unaccounted(phrase: Phrase, pieces: list[Piece], around: list[int]) -> list[int]:
    """The places of the words that no rule accounts for. Who speaks, and of what, may be said ahead of a date; what
    stands behind or within belongs to it, or turns it round."""
    polite, start = passed_over(phrase, around), pieces[0].start
    doubting = _doubting(phrase, around, start) | _cut(phrase, pieces, around)
    begin, close = min([*doubting, start]), _purpose(phrase, pieces)
    return [n for n in around if n not in polite and n >= begin and (n < close or n in doubting)]


def turns_round(phrase: Phrase, pieces: list[Piece], around: list[int]) -> bool:
    """Whether a word denies the date, doubts it, or was meant to belong to it."""
    doubting = _doubting(phrase, around, pieces[0].start) | _cut(phrase, pieces, around)
    return bool(doubting - passed_over(phrase, around))


def _purpose(phrase: Phrase, pieces: list[Piece]) -> int:
    """Where what the date serves begins: "trước ngày 25/6 để tổng hợp"; the end where none is said."""
    end = pieces[-1].end
    return end if any(phrase.says(end, (word,)) for word in PURPOSES) else len(phrase)


def of_other_units(phrase: Phrase, pieces: list[Piece]) -> list[int]:
    """The places of words that make another thing of the unit before: "năm học", "tháng hành động", "ngày hội"."""
    ends = (piece.end for piece in pieces if _is_unit(phrase, piece.end - 1))
    words = (
        range(end, max([end + 1, *_fillers(phrase, end)])) for end in ends if _is_word(phrase, end)
    )
    return [place for word in words for place in word]


def _is_unit(phrase: Phrase, index: int) -> bool:
    return any(phrase.says(index, (word,)) for word in UNITS)


def _is_word(phrase: Phrase, index: int) -> bool:
    token = phrase.token(index)
    is_word = token is not None and token.text.isalpha()
    if any(phrase.says(index, (word,)) for word in PURPOSES):
        return False
    return is_word and next(TRAILING.find(phrase, index), None) is None


def _doubting(phrase: Phrase, around: list[int], start: int) -> set[int]:
    """The places of words that deny a date, doubt it, or ahead of it make it a reason or a day of something else;
    "đơn vị" is no "vì"."""
    polite = passed_over(phrase, around)
    others = [index for index in around if index not in polite]
    return {
        index
        for index in others
        if next(DENIALS.find(phrase, index), None)
        or (index < start and next(REASONS.find(phrase, index), None))
    } | (_of_other_senses(phrase, around, start) - polite)


def _of_other_senses(phrase: Phrase, around: list[int], start: int) -> set[int]:
    """The places, ahead of a date, of words that tell of something else: also behind a polite one, "đi công tác"."""
    ahead = [index for index in around if index < start]
    ends = ((n, end) for n in ahead for _word, end in OTHER_SENSES.find(phrase, n))
    return {place for n, end in ends for place in range(n, end)}


def _cut(phrase: Phrase, pieces: list[Piece], around: list[int]) -> set[int]:
    """The places of words of the grammar that found no place in a date, and of letters on its number."""
    polite = passed_over(phrase, around)
    return {
        index
        for index in around
        if index not in polite and (_hangs(phrase, pieces, index) or _tells(phrase, index))
    }


def _tells(phrase: Phrase, index: int) -> bool:
    token = phrase.tokens[index]
    return token.key in TELLING_KEYS or (phrase.loose and token.key in TELLING_BARE)


def _hangs(phrase: Phrase, pieces: list[Piece], index: int) -> bool:
    behind = phrase.token(index + 1)
    before = any(index == p.start - 1 for p in pieces) and behind is not None and behind.glued
    return before or (phrase.tokens[index].glued and any(index == p.end for p in pieces))


def touching(phrase: Phrase, pieces: list[Piece], around: list[int]) -> set[int]:
    """The places that touch a date, or are parted from it by words alone that say nothing of themselves."""
    polite, found = passed_over(phrase, around), set[int]()
    free = {n for n in around if n in polite or phrase.tokens[n].key in PASSED_KEYS}
    for piece in pieces:
        for index, step in ((piece.start - 1, -1), (piece.end, 1)):
            while index in free:
                found.add(index)
                index += step
            found.add(index)
    return found.intersection(around)


def passed_over(phrase: Phrase, around: list[int]) -> set[int]:
    """The places of words that are passed over without a thought."""
    return {place for n in around for end in _fillers(phrase, n) for place in range(n, end)}


def _fillers(phrase: Phrase, index: int) -> Iterator[int]:
    for table in (LEADING, TRAILING):
        yield from (end for _word, end in table.find(phrase, index))
