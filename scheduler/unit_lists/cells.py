"""What one cell says of a unit: the value, or a sentence on what is wrong and what to do."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from scheduler.language import _
from scheduler.text import fold
from scheduler.unit_lists.columns import Field

_MAIL = re.compile(r"[^@\s;,<>()]+@[^@\s;,<>().]+(?:\.[^@\s;,<>().]+)+")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EPOCH = date(1899, 12, 30)  # from which Excel counts days
_COUNTED = range(20_000, 80_000)  # days that Excel counts for 1954–2119
_FAILED = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|Err:\d+", re.I)
_NOTHING = frozenset({"", "-", "–", "—", "khong", "khong co"})
_WEEKS = {
    "public sector": "public_sector",
    "public_sector": "public_sector",
    "co quan": "public_sector",
    "hanh chinh": "public_sector",
    "enterprise": "enterprise",
    "doanh nghiep": "enterprise",
    "six_day": "six_day",
    "six day": "six_day",
    "sau ngay": "six_day",
    "ca thu bay": "six_day",
}
_CHANNELS = {
    "telegram": "telegram",
    "tele": "telegram",
    "email": "email",
    "e-mail": "email",
    "mail": "email",
    "thu dien tu": "email",
}
_MOST = 500  # letters, as a units file takes them


class Wrong(Exception):
    """A cell says nothing that can be used; its argument is the sentence."""


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing: it is empty, or holds a dash."""
    return fold(text).strip() in _NOTHING


def is_failed(text: str) -> bool:
    """Whether it is what a spreadsheet shows where a formula fails."""
    return _FAILED.fullmatch(text.strip()) is not None


def is_name(text: str) -> bool:
    """Whether it can be what a unit is called: it has letters, and is no failed formula."""
    return sum(sign.isalpha() for sign in text) > 1 and not is_failed(text)


def line(text: str) -> str:
    """A text. Raises Wrong."""
    if len(text) > _MOST:
        raise Wrong(_("Quá dài: tối đa {max_length} ký tự.").format(max_length=_MOST))
    return text


def id_(text: str) -> str:
    """An id. Raises Wrong."""
    if not _SLUG.fullmatch(text):
        told = _("Mã “{text}” chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ so-noi-vu.")
        raise Wrong(told.format(text=text[:80]))
    return text


def kind(text: str) -> str:
    """A kind of unit, as a word without marks. Raises Wrong."""
    found = "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:60].strip("-")
    return id_(found) if found else id_(text)


def email(text: str) -> str:
    """One mailbox. Raises Wrong."""
    if not _MAIL.fullmatch(text):
        told = _(
            "“{text}” không phải một địa chỉ thư. Mỗi đơn vị một địa chỉ, ví dụ snv@tinh.gov.vn."
        )
        raise Wrong(told.format(text=text[:80]))
    return text


def channels(text: str) -> tuple[str, ...]:
    """Ways to reach a unit, the first before the others. Raises Wrong."""
    found: dict[str, None] = {}
    for one in re.split(r"[,;/+\n]|\bvà\b", text):
        word = " ".join(fold(one).split())
        if word and word not in _CHANNELS:
            told = _(
                "Không có kênh “{text}”: đề nghị ghi telegram, email, hoặc cả hai cách nhau dấu phẩy."
            )
            raise Wrong(told.format(text=one.strip()[:80]))
        if word:
            found[_CHANNELS[word]] = None
    return tuple(found)


def day(text: str) -> date:
    """A day as people and Excel write it. Raises Wrong."""
    if text.isdigit() and int(text) in _COUNTED:
        return _EPOCH + timedelta(days=int(text))
    iso, said = _ISO.fullmatch(text), _DAY.fullmatch(text)
    numbers = [int(one) for one in iso.groups()] if iso else []
    if said:
        numbers = [int(one) for one in reversed(said.groups())]
    try:
        return date(*numbers)
    except (ValueError, TypeError):
        told = _("“{text}” không phải một ngày. Ví dụ: 30/6/2025.")
        raise Wrong(told.format(text=text[:80])) from None


def week(text: str) -> str:
    """A kind of working week. Raises Wrong."""
    found = _WEEKS.get(" ".join(fold(text).split()))
    if found is None:
        told = _(
            "Không có tuần làm việc “{text}”: đề nghị ghi public_sector (cơ quan), enterprise (doanh nghiệp nghỉ thứ"
            " Bảy) hoặc six_day (làm cả thứ Bảy)."
        )
        raise Wrong(told.format(text=text[:80]))
    return found


# Of a unit: how a cell is read, and what it is where the cell says nothing.
READ: Mapping[Field, tuple[Callable[[str], object], object]] = {
    Field.NAME: (line, ...),
    Field.SHORT: (line, None),
    Field.KIND: (kind, ...),
    Field.HEAD_TITLE: (line, ...),
    Field.EMAIL: (email, None),
    Field.CHANNELS: (channels, ()),
    Field.FIRST_DAY: (day, None),
    Field.LAST_DAY: (day, None),
    Field.WEEK: (week, ...),
    Field.BASIS: (line, None),
}  # "...": it stays as it was


def successors(text: str) -> list[str]:
    """Names or ids of those that take over, which commas do not part: names have them."""
    return [one.strip() for one in re.split(r"[;\n]", text) if not is_nothing(one)]
