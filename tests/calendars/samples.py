"""Entries for the tests of the feed, and a reader of content lines that shares no code with the writer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from calendars.entry import Entry, Kind
from calendars.feed import Colour, feed

CHANGED = datetime(2024, 1, 15, 3, 0, 0, 123456, tzinfo=UTC)
DUE = datetime(2024, 6, 28, 10, 0, tzinfo=UTC)

DEADLINE = Entry(
    issuer="phu-tho",
    campaign="phu-tho-2024",
    kind=Kind.DEADLINE,
    key="so-ket-dot-1/2024",
    unit="so-y-te",
    title="Báo cáo sơ kết đợt 1",
    zone="Asia/Ho_Chi_Minh",
    revision=4,
    changed_at=CHANGED,
    due_at=DUE,
    origin="quoted",
    origin_text="kết thúc trong tháng 7/2024",
    to="Sở Nội vụ",
    proof=("number", "file"),
    campaign_title="Thi đua năm 2024",
    directive="210/KH-UBND ngày 15/01/2024",
    link="https://thidua.example/viec/7",
)
ANNIVERSARY = Entry(
    issuer="phu-tho",
    campaign="phu-tho-2024",
    kind=Kind.ANNIVERSARY,
    key="dien-bien-phu",
    title="Ngày Chiến thắng Điện Biên Phủ",
    zone="Asia/Ho_Chi_Minh",
    revision=1,
    changed_at=CHANGED,
    first_on=date(2024, 5, 7),
    last_on=date(2024, 5, 7),
    ordinal=70,
    occasion="tron",
)
ROUND = Entry(
    issuer="phu-tho",
    campaign="phu-tho-2024",
    kind=Kind.PHASE,
    key="dot-1",
    title="Đợt 1",
    zone="Asia/Ho_Chi_Minh",
    revision=1,
    changed_at=CHANGED,
    first_on=date(2024, 1, 1),
    last_on=date(2024, 6, 30),
)
SOME = (DEADLINE, ANNIVERSARY, ROUND)


def deadline(**changes: Any) -> Entry:
    """`DEADLINE` with these fields changed."""
    return replace(DEADLINE, **changes)


def feed_of(*entries: Entry, **choices: Any) -> bytes:
    """The feed of `entries`, a Vietnamese unit feed without alarms unless chosen otherwise."""
    usual: dict[str, Any] = {
        "name": "Lịch thi đua – Sở Y tế",
        "source_url": None,
        "colour": Colour.UNIT,
        "language": "vi",
        "alarms": False,
    }
    return feed(entries, **(usual | choices))


def unfolded(document: bytes) -> list[str]:
    """Its content lines, as RFC 5545 3.1 says to read them."""
    return document.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values(document: bytes, name: str) -> list[str]:
    """What stands behind `name` and its parameters, line after line."""
    split = (line.partition(":") for line in unfolded(document))
    return [value for left, _, value in split if left.split(";")[0] == name]


def value(document: bytes, name: str) -> str:
    """The one value of `name`."""
    (only,) = values(document, name)
    return only
