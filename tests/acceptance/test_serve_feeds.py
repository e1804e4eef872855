"""Feeds of a running service, fetched over HTTP and read back by parsers that are not ours."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject

from tests.acceptance.conftest import CAMPAIGN, JANUARY
from tests.acceptance.program import Program, Serving, until

AT = "2024-07-01T09:00:00+07:00"
PUBLIC = "/cong-khai/phu-tho/phu-tho-2024.ics"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DUES = {  # of every unit of the campaign, to the minute
    "so-ket-dot-1": datetime(2024, 7, 31, 17, tzinfo=ZONE),
    "tong-ket-nam": datetime(2024, 12, 20, 17, tzinfo=ZONE),
}


def events(text: str) -> dict[str, icalendar.Event]:
    """Events of 2024 by UID, as recurring-ical-events finds them."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        date(2024, 1, 1), date(2025, 1, 1)
    )
    return {str(event["UID"]): event for event in found}


def secret_path(program: Program, unit: str) -> str:
    """The path of a new secret link of `unit`."""
    url = program.must("subscribe", "--unit", unit, "--name", "Máy văn thư").splitlines()[0]
    return "/lich/" + url.rpartition("/lich/")[2]


def instants(text: str) -> set[datetime]:
    """When the events of a feed that have an hour begin."""
    starts = [event["DTSTART"].dt for event in events(text).values()]
    return {start for start in starts if isinstance(start, datetime)}


@pytest.fixture
def feeds(installed: Program) -> Program:
    """No bot: calendars need none."""
    return installed


def test_public_feed_has_phases_and_deadlines(feeds: Program):
    with feeds.serving("--at", AT) as serving:
        answer = serving.get(PUBLIC)
    found = {str(e["SUMMARY"]): e for e in events(answer.text).values()}
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    rounds = [e for name, e in found.items() if "Đợt thi đua thứ nhất" in name]
    assert [(e["DTSTART"].dt, e["DTEND"].dt) for e in rounds] == [
        (date(2024, 1, 1), date(2024, 7, 1))
    ]
    assert any("Quốc khánh" in name for name in found)


def test_two_parsers_read_the_same_events(feeds: Program):
    path = secret_path(feeds, "phu-tho/so-y-te")
    with feeds.serving("--at", AT) as serving:
        text = serving.get(path).text
    theirs = {v.uid.value: v.summary.value for v in vobject.readOne(text).vevent_list}
    assert theirs == {uid: str(event["SUMMARY"]) for uid, event in events(text).items()}
    assert set(DUES.values()) <= instants(text)


def test_secret_link_unknown_and_revoked(feeds: Program):
    path = secret_path(feeds, "phu-tho/so-y-te")
    with feeds.serving("--at", AT) as serving:
        assert serving.get(path).status_code == 200
        assert serving.get("/lich/khong-co.ics").status_code == 404
        assert feeds.run("revoke", "1").code == 0
        gone = serving.get(path)
    assert gone.status_code == 410
    assert "thu hồi" in gone.text
    secret = path.removeprefix("/lich/").removesuffix(".ics")
    assert secret not in serving.said


def test_unchanged_feed_answers_304(feeds: Program):
    with feeds.serving("--at", AT) as serving:
        first = serving.get(PUBLIC)
        again = serving.get(PUBLIC, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_moved_deadline_raises_sequence_and_keeps_uid(feeds: Program, tmp_path: Path):
    path = secret_path(feeds, "phu-tho/so-y-te")
    moved = tmp_path / "moved.yaml"
    moved.write_text(CAMPAIGN.read_text("utf-8").replace("{within: 2024-07}", "{by: 2024-07-26}"))
    with feeds.serving("--at", AT) as serving:
        before = serving.get(path)
        feeds.must("--at", AT, "apply", "--yes", moved)
        after = until(lambda: _changed(serving, path, before.headers["ETag"]), "a changed feed")
    (old, new), *more = [
        (old, new)
        for uid, old in events(before.text).items()
        for new in [events(after)[uid]]
        if old["DTSTART"].dt != new["DTSTART"].dt
    ]
    assert more == []
    assert int(new["SEQUENCE"]) > int(old.get("SEQUENCE", 0))
    assert datetime(2024, 7, 26, 17, tzinfo=ZONE) in instants(after)
    assert events(before.text).keys() == events(after).keys()


def _changed(serving: Serving, path: str, etag: str) -> str | None:
    answer = serving.get(path, **{"If-None-Match": etag})
    return answer.text if answer.status_code == 200 else None


def test_printed_feed_is_the_served_one(feeds: Program):
    printed = feeds.must("--at", AT, "feed", "--campaign", "phu-tho-2024")
    with feeds.serving("--at", AT) as serving:
        served = serving.get(PUBLIC).text
    # the address it names as its source differs: the port was not known to the one that printed
    without_source = re.compile(r"(?m)^SOURCE.*\r?\n(?: .*\r?\n)*")
    assert without_source.sub("", printed.replace("\r\n", "\n")) == without_source.sub(
        "", served.replace("\r\n", "\n")
    )


def test_other_issuers_campaign_is_not_found_under_ours(feeds: Program):
    feeds.must("--at", JANUARY, "apply", "--yes", CAMPAIGN.with_name("lai-chau-2024.yaml"))
    with feeds.serving("--at", AT) as serving:
        assert serving.get("/cong-khai/lai-chau/lai-chau-2024.ics").status_code == 200
        assert serving.get("/cong-khai/phu-tho/lai-chau-2024.ics").status_code == 404
