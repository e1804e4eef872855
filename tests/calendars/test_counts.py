"""FEEDS rule 23: how many have handed in, in the calendar of the standing body alone, once a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from calendars.query import Scope
from scheduler.run.daily import daily
from scheduler.store.tables import Obligation, Occurrence
from tests.calendars.pages_world import World, open_world
from tests.calendars.peopled import HEAD, peopled
from tests.calendars.samples import values
from tests.calendars.stored import Served, change, stored
from tests.calendars.test_pages import Outline, get

ALL = Scope("issuer", "phu-tho")
TOLD = "Đã gửi: "


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    database = stored(tmp_path)
    peopled(database)
    yield Served(database)
    database.close()


def next_day(served: Served | World) -> None:
    """The work of the next day."""
    served.clock.advance_to(served.clock.now() + timedelta(days=1))
    assert "counts" in daily(
        served.database,
        None,
        zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        now=served.clock.now(),
        wall=served.clock.now(),
    )


def hand_in(served: Served, obligation_id: int, state: str = "submitted") -> None:
    with served.database.write() as session:
        row = session.get_one(Obligation, obligation_id)
        change(session, row, now=served.clock.now(), state=state)


async def event(served: Served, path: str) -> icalendar.Event:
    """The one deadline of a feed, as another parser reads it."""
    document = (await served.get(path)).content
    theirs = [e for e in vobject.readOne(document.decode()).vevent_list if "Hạn" in e.summary.value]
    (mine,) = [e for e in icalendar.Calendar.from_ical(document).walk("VEVENT") if e.get("URL")
               and "deadline" in str(e["URL"])]  # fmt: skip
    assert [one.description.value for one in theirs] == [str(mine["DESCRIPTION"])]
    return mine


def told(found: icalendar.Event) -> list[str]:
    return [line for line in str(found["DESCRIPTION"]).split("\n") if line.startswith(TOLD)]


async def test_rule_23_the_standing_body_reads_how_many_have_handed_in(served: Served) -> None:
    path = served.link_to(ALL)
    assert told(await event(served, path)) == []
    hand_in(served, 1)
    next_day(served)
    assert told(await event(served, path)) == [
        f"{TOLD}1/3 đơn vị (đếm mỗi ngày; số này có từ Chủ nhật, 02/6/2024)"
    ]
    english = (await served.get(path + "?lang=en")).text.replace("\r\n ", "")
    assert "Submitted: 1/3 units" in english


async def test_rule_23_the_count_moves_once_a_day_and_never_at_a_fetch(served: Served) -> None:
    path = served.link_to(ALL)
    hand_in(served, 1)
    next_day(served)
    first = await served.get(path)
    hand_in(served, 2)
    served.later(hours=20)
    assert (await served.get(path)).content == first.content
    next_day(served)
    second = await served.get(path)
    assert second.headers["etag"] != first.headers["etag"]
    next_day(served)
    assert (await served.get(path)).content == second.content
    assert (await served.get(path, if_none_match=second.headers["etag"])).status_code == 304
    again = await Served(served.database, served.clock).get(path)
    assert again.content == second.content


async def test_rule_12_sequence_and_time_grow_with_what_is_told_and_nothing_else(
    served: Served,
) -> None:
    path = served.link_to(ALL)
    seen = [await event(served, path)]
    for deed in (1, None, 2):  # a report, a day without one, another
        if deed:
            hand_in(served, deed)
        next_day(served)
        seen.append(await event(served, path))
    numbers = [int(found["SEQUENCE"]) for found in seen]
    changed = [found["LAST-MODIFIED"].dt for found in seen]
    assert numbers[0] < numbers[1] == numbers[2] < numbers[3]
    assert changed[0] < changed[1] == changed[2] < changed[3]
    assert [found["DTSTAMP"].dt for found in seen] == changed
    assert len({str(found["UID"]) for found in seen}) == 1


@pytest.mark.parametrize(
    "scope",
    [Scope("unit", 2), Scope("block", 1), Scope("person", HEAD), Scope("campaign", 1)],
)
async def test_rule_23_nobody_else_reads_it(served: Served, scope: Scope) -> None:
    path = served.link_to(scope)
    hand_in(served, 2)
    before = await served.get(path)
    next_day(served)
    after = await served.get(path)
    assert TOLD not in after.text.replace("\r\n ", "")
    assert after.content == before.content
    public = await served.get("/cong-khai/phu-tho/phu-tho-2024.ics")
    assert TOLD not in public.text.replace("\r\n ", "")


async def test_what_was_withdrawn_counts_nobody(served: Served) -> None:
    path = served.link_to(ALL)
    hand_in(served, 1)
    next_day(served)
    number = int((await event(served, path))["SEQUENCE"])
    with served.database.write() as session:
        row = session.get_one(Occurrence, 1)
        change(session, row, now=served.clock.now(), withdrawn=True)
    document = (await served.get(path)).content
    assert TOLD not in document.decode().replace("\r\n ", "")
    assert int(values(document, "SEQUENCE")[-1]) > number


async def test_the_pages_of_the_standing_body_tell_it_too(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    with world.database.write() as session:
        session.get_one(Obligation, 14).state = "submitted"  # due within days
    next_day(world)
    for view in ("/danh-sach?trang=1", "/thang?thang=2024-06", "/in"):
        got = await get(world, world.paths["issuer"] + view)
        assert Outline(got.text).faults == []
    html = (await get(world, world.paths["issuer"] + "/danh-sach?trang=1")).text
    assert f"{TOLD}đủ 1/1 đơn vị" in html
    for scope in ("unit", "block", "person", "campaign"):
        html = (await get(world, world.paths[scope] + "/danh-sach?trang=1")).text
        assert "đếm mỗi ngày" not in html
    world.database.close()
