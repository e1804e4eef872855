"""Phrases that speak of time without naming one, and readings that must be asked about."""

from collections.abc import Iterator

from scheduler.dates.reading.amounts import Measure, term
from scheduler.dates.reading.days import days
from scheduler.dates.reading.moments import part_of_day, point, single
from scheduler.dates.reading.moon import LunarSaid
from scheduler.dates.reading.numbers import digits
from scheduler.dates.reading.phrase import Found, Phrase, Scene, Table, joined, rule
from scheduler.dates.reading.recurrences import each
from scheduler.dates.reading.results import Amount, Ask, Day, Invalid, Reading, TimeUnit
from scheduler.dates.reading.said import days_of_month, reading_of
from scheduler.language import _

VAGUE = Table(
    dict.fromkeys(
        (
            "sớm nhất có thể",
            "sớm nhất",
            "càng sớm càng tốt",
            "trong thời gian sớm nhất",
            "thời gian sớm nhất",
            "sớm",
            "sớm thôi",
            "lát nữa",
            "lát",
            "chút nữa",
            "tí nữa",
            "một lát nữa",
            "một chút nữa",
            "chốc nữa",
            "thời gian tới",
            "trong thời gian tới",
            "sắp tới",
            "trong tương lai",
            "trước mắt",
            "đầu năm học",
            "cuối năm học",
            "tuần nào đó",
            "tháng nào đó",
            "lúc nào rảnh",
            "sắp",
            "đợt tới",
            "kỳ tới",
            "khi nào",
            "khi nào xong",
            "khi nào rảnh",
            "bao giờ",
            "bao giờ xong",
            "lúc nào",
            "lúc nào cũng được",
            "ngày nào cũng được",
            "hôm nào",
            "hôm nào đó",
            "hôm nào rảnh",
            "bữa nào",
            "ngày nào",
            "ngày nào đó",
            "một ngày nào đó",
            "mai mốt",
            "mai kia",
            "nay mai",
            "một ngày gần đây",
            "ngày gần nhất",
            "sau này",
            "từ từ",
            "chưa biết",
            "chưa rõ",
            "chưa xác định",
            "để sau",
            "sau",
            "sau đó",
            "hôm sau",
            "ngày hôm sau",
            "bữa sau",
            "hôm khác",
            "bữa khác",
            "ngày khác",
            "lần sau",
            "dịp khác",
            "kịp thời",
            "đúng hạn",
            "đúng tiến độ",
            "như cũ",
            "ngay",
            "ngay lập tức",
            "gần đây",
            "dạo này",
            "đợt này",
            "dịp này",
            "hôm trước",
            "bữa trước",
            "hôm nọ",
            "bữa nọ",
            "dịp cuối năm",
            "cuối kỳ",
            "đầu kỳ",
            "khi có số liệu",
            "khi có thể",
            "tùy",
            "tùy ý",
            "trong giờ hành chính",
            "sau giờ hành chính",
            "trong nay mai",
            "một thời gian nữa",
            "một thời gian",
            "ít lâu nữa",
            "không lâu nữa",
            "nhanh nhất có thể",
            "nhanh nhất",
            "asap",
            "tính sau",
            "để tính sau",
            "lúc khác",
            "một ngày gần nhất",
            "khi nào xong thì nộp",
            "bao giờ xong thì nộp",
            "xong thì nộp",
            "trước đây",
            "trước đó",
            "giáp Tết",
            "cận Tết",
            "gần Tết",
            "ra Tết",
            "ra giêng",
            "sang xuân",
            "mùa xuân",
            "mùa hè",
            "mùa thu",
            "mùa đông",
            "trong hè",
            "hè này",
            "năm học này",
            "năm học sau",
            "năm học tới",
            "học kỳ này",
            "học kỳ sau",
        )
    )
)
ABOUT = (
    "khoảng",
    "tầm",
    "chừng",
    "độ",
    "cỡ",
    "gần",
    "hơn",
    "ngót",
    "quanh",
    "khoảng tầm",
    "tầm khoảng",
    "vào khoảng",
    "~",
    "trên dưới",
    "những ngày",
    "mấy ngày",
    "vài ngày",
    "có lẽ",
    "có thể",
    "trong khoảng",
    "sau khoảng",
    "sau hơn",
    "xin thêm khoảng",
    "thêm khoảng",
)
OR = ("hoặc", "hay", "hoặc là", "hay là", "và", "với")


def vague(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "sớm nhất có thể", "đầu giờ", a number alone, a part of the day alone."""
    reason = _("Đề nghị ghi rõ ngày.")
    yield from ((Ask(reason), end) for _word, end in VAGUE.find(phrase, index))
    for part, end in part_of_day(phrase, index):
        yield Ask(_("Sáng hay chiều của ngày nào?"), (Day(phrase.scene.today, part),)), end
    for start in phrase.past(index, "đến", "tới"):
        for value, end in digits(phrase, start):
            if 1 <= value <= 31:
                yield Ask(_("Đây là ngày, hay số ngày?"), _of_number(value, phrase.scene)), end
            elif 1900 <= value <= 2100:
                yield Ask(reason), end


def _of_number(value: int, scene: Scene) -> tuple[Reading, ...]:
    """A number alone: a day of this month or the next; days to add where there is a deadline."""
    amount = (Amount(value, TimeUnit.CALENDAR_DAYS),) if scene.due else ()
    return (*days_of_month(value, scene), *amount)


EVENTS = Table(
    dict.fromkeys(
        (
            "ngày ký",
            "khi ký",
            "ngày ban hành",
            "khi ban hành",
            "ngày có hiệu lực",
            "ngày nhận",
            "ngày nhận được",
            "ngày nhận được văn bản",
            "khi nhận được văn bản",
            "khi nhận",
            "ngày kết thúc",
            "khi kết thúc",
            "kết thúc",
            "khi kết thúc đợt",
            "ngày phát động",
            "khi phát động",
            "đó",
        )
    )
)


@rule
def from_event(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "15 ngày kể từ ngày ký": on which day was that?"""
    for start in phrase.past(
        index, "trong", "trong vòng", "chậm nhất", "sau", "không quá", "trước"
    ):
        for _length, middle in term(phrase, start):
            for joint in phrase.past(middle, "kể từ", "tính từ", "sau", "từ", "trước", "trước khi"):
                yield from (
                    (Ask(_("Ngày đó là ngày nào?")), end) for _e, end in EVENTS.find(phrase, joint)
                )


@rule
def lunar_again(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "rằm hằng tháng", "mùng 10/3 âm lịch hằng năm": no recurrence rule can say it."""
    for said, middle in days(phrase, index):
        for measure, end in each(phrase, middle):
            lunar_month = isinstance(said, LunarSaid) and measure is Measure.YEAR
            if lunar_month or measure in (Measure.QUARTER, Measure.MONTH):
                reading = reading_of(said, phrase.scene)
                yield Ask(_("Đề nghị ghi từng ngày dương lịch."), (reading,)), end


@rule
def either(phrase: Phrase, index: int) -> Iterator[Found[Reading]]:
    """ "thứ 5 hoặc thứ 6", "20/7, 25/7": which one?"""
    for first, second, end in joined(phrase, single(phrase, index), ("", *OR), point):
        if not any(isinstance(one, Ask | Invalid) for one in (first, second)):
            yield Ask(_("Đề nghị chọn một ngày."), (first, second)), end
