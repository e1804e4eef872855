"""Asking for more time: "xin lùi 5 ngày", "thêm 3 ngày làm việc", "lùi hạn đến 20/7"."""

from collections.abc import Iterator

from scheduler.dates.reading.amounts import Term, calendar_days, from_now, term
from scheduler.dates.reading.deadlines import AT_MOST, WITHIN, by, going_on, if_over, until
from scheduler.dates.reading.moments import single
from scheduler.dates.reading.phrase import Found, Phrase, Table, behind, rule
from scheduler.dates.reading.results import Amount, Ask, Day, Interval, Reading, TimeUnit
from scheduler.language import _

MOST_DAYS = 366  # more is no extension but a slip of the finger

ASKING = Table(
    dict.fromkeys(
        (
            "lùi",
            "lùi lại",
            "dời",
            "dời lại",
            "hoãn",
            "hoãn lại",
            "gia hạn",
            "thêm",
            "cộng thêm",
            "cộng",
            "+",
            "kéo dài",
            "kéo dài thêm",
            "nới",
            "nới thêm",
            "giãn",
            "chậm",
            "chậm lại",
            "chậm thêm",
            "muộn",
            "muộn hơn",
            "trễ",
            "trễ hơn",
            "khất",
            "khất lại",
            "delay",
            "chuyển",
            "đẩy lùi",
            "tăng thêm",
            "bổ sung thêm",
        )
    )
)
# What may stand among those words without changing them.
OBJECTS = Table(
    dict.fromkeys(
        (
            "hạn",
            "hạn nộp",
            "hạn chót",
            "thời hạn",
            "thời gian",
            "thời hạn nộp",
            "thời gian nộp",
            "nộp",
            "báo cáo",
            "ngày nộp",
            "lịch",
            "cho em",
            "cho đơn vị",
            "cho tôi",
            "cho chúng tôi",
            "được",
            "xin",
        )
    )
)
MOVES = ("sang", "qua", "vào", "thành", "sang đến", "sang ngày", "qua ngày", "về")
PLEAS = ("xin", "cho", "cho xin", "xin phép", "cho em", "cho em xin", "xin thêm")
MORE = ("nữa", "so với hạn", "so với hạn cũ", "kể từ hạn cũ", "kể từ hạn nộp", "nữa nhé")


@rule
def _asking(phrase: Phrase, index: int) -> Iterator[Found[None]]:
    """One or more words that ask for time, with their objects."""
    for _word, middle in ASKING.find(phrase, index):
        yield None, middle
        yield from _asking(phrase, middle)
        yield from _objects(phrase, middle)


@rule
def _objects(phrase: Phrase, index: int) -> Iterator[Found[None]]:
    for _word, middle in OBJECTS.find(phrase, index):
        yield None, middle
        yield from _objects(phrase, middle)
        yield from _asking(phrase, middle)


@rule
def extension(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """An amount for the deadline on file, a new deadline, or a plea without either."""
    for _word, middle in _asking(phrase, index):
        yield Ask(_("Đề nghị gia hạn thêm bao nhiêu ngày, hoặc đến ngày nào?")), middle
        yield from _amounts(phrase, middle)
        yield from if_over(until(phrase, middle), over=_is_late(phrase, middle))
        # "thêm tối đa 5 ngày": counted from now, as `until` says, or added
        at_most = behind(phrase, middle, (*WITHIN, *AT_MOST), term)
        yield from ((amount(length), end) for length, end in at_most)
        yield from if_over(_points(phrase, middle), over=_is_late(phrase, middle - 1))
        yield from _moves(phrase, middle)
    for text in PLEAS:
        start = phrase.after(index, text)
        yield from _amounts(phrase, start) if start is not None else ()


def _is_late(phrase: Phrase, index: int) -> bool:
    """Whether "hạn" at `index` makes "trễ hạn" of the word before."""
    late = ("trễ hạn", "chậm hạn", "muộn hạn")
    return index > 0 and any(phrase.after(index - 1, text) is not None for text in late)


def _points(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """A new deadline that follows at once; "muộn hơn 5/8" names none."""
    before = phrase.token(index - 1)
    if before is not None and before.text == "hơn":
        return
    lengths = {end for _length, end in term(phrase, index)}  # "thêm 24h" is no hour of the day
    for reading, end in single(phrase, index):
        if end not in lengths:
            yield _new_deadline(reading), end


def _amounts(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    for length, middle in term(phrase, index):
        for end in phrase.past(middle, *MORE):
            yield amount(length), end
            for new, after in [*until(phrase, end), *going_on(phrase, end)]:
                yield (
                    Ask(
                        _("Đề nghị ghi số ngày hoặc ngày mới, không ghi cả hai."),
                        (amount(length), new),
                    ),
                    after,
                )


def amount(length: Term) -> Amount | Ask:
    """The term as an amount of days; asked about when it is vague, in odd hours, or too long."""
    days, odd = divmod(length.minutes, 24 * 60)
    count = days + calendar_days(length)
    if length.vague or odd:
        return Ask(_("Đề nghị gia hạn thêm bao nhiêu ngày?"))
    if not 1 <= count + length.working_days <= MOST_DAYS:
        return Ask(_("Số ngày này chưa hợp lý, đề nghị ghi lại."))
    if length.working_days:
        return Amount(length.working_days, TimeUnit.WORKING_DAYS)
    return Amount(count, TimeUnit.CALENDAR_DAYS)


def _moves(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "dời sang thứ Hai": a new deadline; "sang tuần sau" leaves the day open."""
    for text in MOVES:
        start = phrase.after(index, text)
        if phrase.loose and text == "thành":  # "hoan thanh" is "hoàn thành"
            continue
        for reading, end in single(phrase, start) if start is not None else ():
            yield _new_deadline(reading), end


def _new_deadline(reading: Reading) -> Reading:
    if isinstance(reading, Interval):
        return Ask(_("Đề nghị ghi rõ ngày."), (by(reading),))
    return by(reading)


@rule
def bare_amount(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "5 ngày" alone: an amount when a deadline is on file, else it may also count from today."""
    scene = phrase.scene
    for length, end in term(phrase, index):
        if scene.due is not None:
            yield amount(length), end
            continue
        alternatives = tuple(
            found
            for found in (from_now(length, scene), amount(length))
            if isinstance(found, Day | Amount)
        )
        yield Ask(_("Tính từ hôm nay hay cộng vào thời hạn gửi?"), alternatives), end
