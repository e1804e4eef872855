"""Laws of a feed over time, whatever happens to its rows: rules 11, 12, 17 and 25."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calendars.contents import About, Owed, Places, Shown, shown_at
from calendars.entry import uid
from scheduler.plan.model import Roll
from scheduler.store.tables import Campaign

START = datetime(2024, 1, 1, tzinfo=UTC)
CAMPAIGN = Campaign(
    id=1,
    issuer_id="phu-tho",
    code="phu-tho-2024",
    title="Thi đua năm 2024",
    directive="",
    zone="Asia/Ho_Chi_Minh",
    year=2024,
    revision=1,
    changed_at=START,
)
FIRST = Owed(
    campaign_id=1,
    duty="so-ket",
    key="2024",
    title="Báo cáo sơ kết",
    due_at=START + timedelta(days=20),
    late_after=START + timedelta(days=20),
    shared_due_at=START + timedelta(days=20),
    origin="quoted",
    origin_text="trong tháng 7",
    to="Sở Nội vụ",
    proof="number",
    contents="",
    rolled="",
    revision=1,
    changed_at=START,
    withdrawn=False,
    state="open",
    state_revision=1,
    state_changed_at=START,
    unit="so-y-te",
)


@dataclass
class World:
    """One deadline of one unit, changed as the core changes it, and what its feed was at each look."""

    row: Owed = FIRST
    campaign: Campaign = field(default_factory=lambda: Campaign(**CAMPAIGN.model_dump()))
    now: datetime = START
    looks: list[tuple[datetime, Shown]] = field(default_factory=list)

    def look(self) -> Shown:
        shown = shown_at(
            self.now,
            about=About("Sở Y tế", "so-y-te.ics"),
            campaigns=[self.campaign],
            spans=[],
            owed=[self.row],
            places=Places("https://thidua.example", {"phu-tho": "thidua_bot"}),
        )
        self.looks.append((self.now, shown))
        return shown

    def wait(self, by: timedelta) -> None:
        self.now += by

    def set_state(self, state: str) -> None:
        self._own(state=state)

    def move_own(self, to: timedelta) -> None:
        self._own(due_at=self.now + to)

    def move_all(self, to: timedelta) -> None:
        at = self.now + to
        self.row = self.row._replace(
            due_at=at, shared_due_at=at, revision=self.row.revision + 1, changed_at=self.now
        )

    def withdraw(self, withdrawn: bool) -> None:
        self.row = self.row._replace(
            withdrawn=withdrawn, revision=self.row.revision + 1, changed_at=self.now
        )

    def rename_campaign(self, title: str) -> None:
        if title != self.campaign.title:
            self.campaign.title, self.campaign.changed_at = title, self.now
            self.campaign.renamed, self.campaign.renamed_at = self.campaign.renamed + 1, self.now

    def rename_unit(self, name: str) -> None:
        if name != self.row.to:
            self.row = self.row._replace(to=name, renamed=self.row.renamed + 1, renamed_at=self.now)

    def _own(self, **fields: Any) -> None:
        revision = self.row.state_revision + 1
        self.row = self.row._replace(**fields, state_revision=revision, state_changed_at=self.now)


Step = Callable[[World], None]
SPANS = st.integers(1, 60 * 24 * 50).map(lambda minutes: timedelta(minutes=minutes))
MOVES = st.integers(-30, 90).map(lambda days: timedelta(days=days))
STATES = st.sampled_from(
    ["open", "seen", "submitted", "returned", "accepted", "waived", "withdrawn"]
)


def _step(name: str, argument: object) -> Step:
    return lambda world: getattr(world, name)(argument)


STEPS = st.one_of(
    SPANS.map(lambda v: _step("wait", v)),
    STATES.map(lambda v: _step("set_state", v)),
    MOVES.map(lambda v: _step("move_own", v)),
    MOVES.map(lambda v: _step("move_all", v)),
    st.booleans().map(lambda v: _step("withdraw", v)),
    st.sampled_from("ab").map(lambda v: _step("rename_campaign", v)),
    st.sampled_from("ab").map(lambda v: _step("rename_unit", v)),
)


def lived(steps: list[Step]) -> World:
    """The world after `steps`, a second apart, looked at after each."""
    world = World()
    world.look()
    for step in steps:
        world.wait(timedelta(seconds=1))
        step(world)
        world.look()
    return world


LIVES = st.lists(STEPS, max_size=25).map(lived)


@given(LIVES)
def test_rule_25_last_modified_grows_with_every_change_and_never_goes_back(world: World) -> None:
    shown = [shown for _, shown in world.looks]
    for before, after in pairwise(shown):
        assert after.last_modified >= before.last_modified
        if after.entries != before.entries:
            assert _second(after.last_modified) > _second(before.last_modified)


@given(LIVES)
def test_rule_12_whatever_changes_in_an_entry_grows_it(world: World) -> None:
    seen = [shown.entries[0] for _, shown in world.looks if shown.entries]
    for before, after in pairwise(seen):
        assert uid(after) == uid(before)
        if replace(after, revision=0, changed_at=START) != replace(
            before, revision=0, changed_at=START
        ):
            assert after.revision > before.revision
            assert _second(after.changed_at) > _second(before.changed_at)


@given(LIVES)
def test_rule_11_an_entry_never_changed_in_the_future(world: World) -> None:
    for now, shown in world.looks:
        assert shown.last_modified <= now
        assert all(entry.changed_at <= now for entry in shown.entries)


@given(LIVES, st.floats(0, 0.999_999) | st.just(1.0))
def test_rule_23_time_alone_changes_nothing_before_it_says_so(world: World, part: float) -> None:
    shown = world.look()
    until = shown.good_until or world.now + timedelta(days=400)
    world.now += (until - world.now - timedelta(microseconds=1)) * part
    assert world.look().entries == shown.entries


@given(LIVES)
def test_rule_17_a_withdrawn_deadline_is_gone_after_thirty_days_and_a_second(world: World) -> None:
    world.set_state("withdrawn")
    world.wait(timedelta(days=30, seconds=1))
    assert world.look().entries == ()


def _second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def test_deadline_tells_its_parts_and_the_day_off_it_left() -> None:
    world = World(
        FIRST._replace(contents='["Báo cáo tháng 12"]', rolled="2024-06-30/2024-06-28/2024-06")
    )
    (entry,) = world.look().entries

    assert entry.contents == ("Báo cáo tháng 12",)
    assert entry.rolled == Roll(date(2024, 6, 30), date(2024, 6, 28), "2024-06")
