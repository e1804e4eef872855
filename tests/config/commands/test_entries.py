"""Every kind of entry has a name for people."""

from zoneinfo import ZoneInfo

from config.commands.entries import line
from scheduler.definition.models import PhaseKind
from scheduler.happenings import Happening, of_change
from scheduler.plan.diff import ChangeKind
from scheduler.plan.own import Fate
from scheduler.words.ledger import kinds, name

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def test_every_kind_has_a_name() -> None:
    assert set(kinds()) == set(Happening)


def test_every_change_of_a_plan_is_a_kind() -> None:
    things = [*PhaseKind, "anniversary", "occasion", "milestone", "obligation"]
    for thing in things:
        for change in ChangeKind:
            assert of_change(thing, change) in Happening


def test_every_fate_of_an_own_deadline_is_a_kind() -> None:
    assert {f"own deadline {fate}" for fate in Fate} <= set(Happening)


def test_no_name_is_for_two_kinds() -> None:
    assert len(set(kinds().values())) == len(kinds())


def test_kind_of_a_later_version_is_told_as_it_is() -> None:
    assert name("report submitted") == "đã gửi"
    assert name("of a later version") == "of a later version"


def test_line_says_the_kind_in_words() -> None:
    row: dict[str, object] = {"at": "2024-07-31T08:00:00+07:00", "issuer": None, "actor": "thidua"}
    told = line({**row, "kind": "message sent", "subject": "a/b", "data": {"lane": "tg"}}, VIETNAM)

    assert told.plain == "2024-07-31T08:00:00+07:00    thidua  đã gửi tin  a/b  lane: tg"


def test_line_says_instants_in_the_zone_of_its_own() -> None:
    row: dict[str, object] = {"at": "2024-07-01T08:00:00+07:00", "issuer": None, "actor": "thidua"}
    data = {"after": "2024-07-31T10:00:00+00:00", "revision": 2, "days": ["2024-07-31"]}
    told = line({**row, "kind": "obligation moved", "subject": "a/b", "data": data}, VIETNAM)

    assert told.plain.endswith("after: 2024-07-31T17:00:00+07:00; revision: 2; days: 2024-07-31")
