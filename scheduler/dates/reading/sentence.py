"""A whole phrase: polite words around it are passed over, every other word must be understood."""

from collections.abc import Callable, Iterator
from datetime import datetime

from scheduler.dates.reading import deadlines, vague
from scheduler.dates.reading.extensions import bare_amount, extension
from scheduler.dates.reading.moments import point
from scheduler.dates.reading.phrase import Found, Phrase, Table
from scheduler.dates.reading.ranges import ranges
from scheduler.dates.reading.recurrences import recurring
from scheduler.dates.reading.results import (
    Ask,
    Day,
    Definite,
    Invalid,
    Nothing,
    Reading,
    Until,
    notation,
)
from scheduler.language import _

PEOPLE = (
    "em",
    "cháu",
    "tôi",
    "mình",
    "anh",
    "chị",
    "sếp",
    "bên em",
    "phòng em",
    "chúng tôi",
    "chúng em",
    *("cô", "thầy", "bác", "chú", "đồng chí", "lãnh đạo"),
    *("các anh", "các chị", "các bác", "các thầy", "các cô", "các đồng chí"),
)
PARTICLES = (
    *(
        "ạ",
        "nhé",
        "nha",
        "nhe",
        "nhen",
        "à",
        "đi",
        "thôi",
        "luôn",
        "giúp",
        "với",
        "ok",
        "được",
        "đủ",
        "liền",
        "ơi",
        "nữa nhé",
    ),
    *(
        "được không",
        "có được không",
        "được ạ",
        "có được không ạ",
        "đi ạ",
        "trở lại",
        "gmt + 7",
        "utc + 7",
    ),
    *("giờ Hà Nội", "giờ Việt Nam", "xong", "là xong", "em nộp", "em gửi"),
)
SENDING = (
    *(
        "nộp",
        "gửi",
        "trình",
        "nộp báo cáo",
        "gửi báo cáo",
        "trình báo cáo",
        "hoàn thành",
        "hoàn tất",
        "làm xong",
    ),
    *("xong báo cáo", "hoàn thành báo cáo"),
)
OPENINGS = (
    *(
        "xin",
        "em xin",
        "dạ",
        "vâng",
        "thưa",
        "kính",
        "kính thưa",
        "đề nghị",
        "kính đề nghị",
        "cho",
        "cho phép",
    ),
    *(
        "xin phép",
        "xin được",
        "đơn vị",
        "đơn vị em",
        "trung tâm",
        "trung tâm em",
        "bạn",
        "các bạn",
        "tạm hẹn",
        "sẽ",
        "phải",
        "cần",
        "muốn",
        "hẹn",
        "báo cáo",
        "tổ chức",
    ),
    *(
        "thực hiện",
        "triển khai",
        "dự kiến",
        "thời gian",
        "thời điểm",
        "bắt đầu",
        "kết thúc",
        "họp",
        "vào",
        "lúc",
    ),
    *(
        "vào lúc",
        "là",
        "vào ngày",
        "nhằm ngày",
        "đúng",
        "chính xác",
        "thì",
        "vào dịp",
        "báo cáo vào",
    ),
    *(
        "nộp vào",
        "gửi vào",
        "về",
        "được",
        "thôi",
        "ok",
        "thời gian nộp",
        "ngày nộp",
        *("ngày đăng", "ngày gửi", "ngày ký", "ngày ban hành", "ngày hoàn thành", "ngày báo cáo"),
        "chắc",
        "chắc là",
        "chắc chắn",
        "chắc chắn là",
        "có hiệu lực",
        "có hiệu lực thi hành",
        "áp dụng",
        "khai mạc",
        "diễn ra",
    ),
)
LEADING = Table(dict.fromkeys((*PEOPLE, *SENDING, *OPENINGS)))
# "tôi" ends no phrase without its verb: bare "cuoi tuan toi" is "cuối tuần tới".
CLOSING_PEOPLE = (*(one for one in PEOPLE if one != "tôi"), *(f"tôi {verb}" for verb in SENDING))
TRAILING = Table(dict.fromkeys((*CLOSING_PEOPLE, *PARTICLES, *SENDING)))
MOST_TOKENS = 40

Rule = Callable[[Phrase, int], Iterator[Found[Reading]] | list[Found[Reading]]]
DEFINITE_RULES: tuple[Rule, ...] = (
    point,  # type: ignore[assignment]
    deadlines.until,
    deadlines.inside,
    deadlines.onwards,
    ranges,
    recurring,
    extension,
)
LAST_RULES: tuple[Rule, ...] = (
    bare_amount,
    vague.vague,
    vague.either,
    vague.from_event,
    vague.lunar_again,
)


def readings(phrase: Phrase) -> list[Reading]:
    """Every different reading of the whole phrase, best kind first."""
    ends = _before_end(phrase)
    starts = sorted(_after_fillers(phrase))
    for rules in (DEFINITE_RULES, LAST_RULES):
        found = [
            reading
            for start in starts
            for rule in rules
            for reading, end in rule(phrase, start)
            if end in ends and end > start
        ]
        if found:
            return list({notation(one): one for one in reversed(found)}.values())
    return _about(phrase, starts, ends)


def _about(phrase: Phrase, starts: list[int], ends: set[int]) -> list[Reading]:
    """ "khoảng 20/7": the reading of the rest is offered, not taken."""
    places = (middle for start in starts for middle in phrase.follow(start, vague.ABOUT))
    tries = ((rule, middle) for middle in places for rule in (*DEFINITE_RULES, *LAST_RULES))
    found = (
        reading for rule, middle in tries for reading, end in rule(phrase, middle) if end in ends
    )
    for reading in found:
        offered = reading.alternatives if isinstance(reading, Ask) else (reading,)
        return [Ask(_("Đề nghị ghi rõ ngày."), offered)]
    return []


def _after_fillers(phrase: Phrase) -> set[int]:
    """The places a reading may begin: the start, and behind each run of fillers."""
    reached, fresh = {0}, [0]
    while fresh:
        for _word, end in LEADING.find(phrase, fresh.pop()):
            if end not in reached:
                reached.add(end)
                fresh.append(end)
    return reached


def _before_end(phrase: Phrase) -> set[int]:
    """The places a reading may end: the end, and before each run of fillers that reaches it."""
    reached = {len(phrase)}
    for index in range(len(phrase) - 1, -1, -1):
        if any(end in reached for _word, end in TRAILING.find(phrase, index)):
            reached.add(index)
    return reached


def decide(found: list[Reading], *, loose: bool) -> Reading:
    """One answer: the definite reading if there is one only, else a question, a refusal, or nothing."""
    definite = [one for one in found if not isinstance(one, Ask | Invalid | Nothing)]
    asked = [one for one in found if isinstance(one, Ask)]
    if loose:
        definite = _day_over_until(definite)
        if definite and any(ask.alternatives for ask in asked):
            asked_for = tuple(other for ask in asked for other in ask.alternatives)
            return Ask(
                _("Câu này hiểu được nhiều cách, đề nghị ghi có dấu."), (*definite, *asked_for)
            )
    if len(definite) == 1:
        return definite[0]
    if definite:
        return Ask(_("Câu này hiểu được nhiều cách, đề nghị ghi rõ ngày."), tuple(definite))
    refused = [one for one in found if isinstance(one, Invalid)]
    return (refused or asked or [Nothing()])[0]


def _day_over_until(definite: list[Definite]) -> list[Definite]:
    """Without diacritics "tối" and "tới" look the same: "toi thu 5" names the same day either way."""
    days = {one.on for one in definite if isinstance(one, Day)}
    return [
        one
        for one in definite
        if not (isinstance(one, Until) and not isinstance(one.last, datetime) and one.last in days)
    ]
