"""A definition in the making over its year: what everybody would be told, on a database of its own, thrown away then.

Where it changes a campaign in force, that one is in force there too, as it stands: so who is told of what is moved or
withdrawn is seen. Nobody reports anything in a rehearsal.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlmodel import select

from scheduler.campaign import proposals
from scheduler.campaign.editing import planned
from scheduler.campaign.editing.in_force import Standing, is_in_force, load_standing, put_into_force
from scheduler.campaign.editing.invented import Held, Readers, load_held, load_reached, seat
from scheduler.campaign.editing.working import Working
from scheduler.campaign.proposals import Proposal
from scheduler.campaign.rehearsal import (
    Look,
    Message,
    Progress,
    pass_time,
    rehearsal_context,
    run_alone,
)
from scheduler.clock import RehearsalClock
from scheduler.definition.organisation import Organisation
from scheduler.definition.problems import DefinitionInvalid
from scheduler.installation import Installation
from scheduler.plan.model import Plan
from scheduler.run.outcome import Outcome, Sent
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store.tables import Lane

AUTHOR = "rehearsal"
BEFORE = timedelta(days=14)  # what is under way is told by then: no holidays last longer
MOST_DAYS = 1100  # of one rehearsal: three years
HANDFUL = 40  # messages worded at once: no crash doubles any here

Looks = Mapping[str, Look]  # how a notice reads, by the channel of its lane: "telegram", "mail"
Keep = Callable[[Message], None]


@dataclass(frozen=True)
class Days:
    """First and last day of a rehearsal, both within."""

    first: date
    last: date

    def contains(self, day: date) -> bool:
        """Whether that is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Script:
    """What is rehearsed: the proposal, what is in force before it (None: nothing), and who is told in truth."""

    proposal: Proposal
    standing: Standing | None
    held: tuple[Held, ...]
    reached: frozenset[str]  # ids of units whose reminders somebody is told in truth
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """In which its days are days."""
        return ZoneInfo(self.proposal.plan.zone)

    @property
    def today(self) -> date:
        """The day it is now."""
        return self.now.astimezone(self.zone).date()

    @property
    def everybody(self) -> Organisation:
        """The units there will be, and those that are in force and named no more."""
        given = self.proposal.organisation
        if self.standing is None:
            return given
        named = {unit.id for unit in given.units}
        more = [unit for unit in self.standing.organisation.units if unit.id not in named]
        return given.model_copy(update={"units": (*given.units, *more)})

    @property
    def days(self) -> Days:
        """From the first thing that happens, or from today where it is in force, to the last."""
        return _usual(self.proposal.plan, self.today, runs=self.standing is not None)


def prepare(installation: Installation, working: Working) -> Script:
    """What has to be known of a draft. Raises DefinitionInvalid, and the errors of an unusable database."""
    found = planned.plan(installation, working)
    if found.proposal is None:
        raise DefinitionInvalid(found.problems)
    now, issuer = installation.clock.now(), found.proposal.organisation.issuer.id
    with installation.database.read() as session:
        standing = load_standing(session, found.proposal.plan.campaign, issuer)
        held = load_held(session, issuer, now=now)
        reached = load_reached(session, issuer, now=now)
        return Script(found.proposal, standing, held, reached, now)


def usual_days(installation: Installation, working: Working) -> Days | None:
    """Those a person will want to see of a draft, as `Script.days`; None while it cannot be planned."""
    found = planned.plan(installation, working).proposal
    if found is None:
        return None
    issuer, plan = found.organisation.issuer.id, found.plan
    with installation.database.read() as session:
        runs = is_in_force(session, plan.campaign, issuer)
    today = installation.clock.now().astimezone(ZoneInfo(plan.zone)).date()
    return _usual(plan, today, runs=runs)


@dataclass
class Telling:
    """A channel that tells nobody: hands on each message as it reads when it leaves, unless it is `muted`."""

    lane: str
    look: Look
    clock: RehearsalClock
    readers: Readers
    zone: ZoneInfo
    issuer: str
    keep: Keep
    muted: bool = False
    count: int = field(default=0)

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Hand it on."""
        self.count += 1
        reader = self.readers.get((self.lane, address))
        if reader and not self.muted:
            local = self.clock.now().astimezone(self.zone)
            text = self.look(replace(notice, rehearsal=False))  # as it will be read in truth
            self.keep(Message(local, self.issuer, reader.unit_id, reader.unit, reader.post, text))
        return Sent(str(self.count))

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """What was read stays as it was read."""
        return Sent(message_id)

    async def check(self) -> Outcome:
        """Always there."""
        return Sent("")


def rehearse_draft(
    installation: Installation,
    script: Script,
    looks: Looks,
    days: Days,
    *,
    keep: Keep,
    progress: Progress,
    enough: Callable[[], bool] = lambda: False,
    handful: int = HANDFUL,
) -> None:
    """Let those days happen; `keep` is handed each message, oldest first, as its reader reads it when it arrives.

    A campaign that is in force goes on from now, and so does a new one whose first day is today; else it begins on
    that day as if it were launched then.
    `progress` is told each instant passed, and ends it by raising; `enough`: no message more is to be sent; a
    `handful` is under way at once.
    """
    begin = _midnight(days.first, script.zone)
    if script.standing or days.first == script.today:
        begin = max(begin, script.now)
    start = script.now - BEFORE if script.standing else begin
    until = _midnight(days.last + timedelta(days=1), script.zone)
    with _stage(installation, start) as fresh:
        stage = _Stage(fresh, script, looks, keep, progress, enough, handful)
        run_alone(stage.run(begin, until))


@dataclass
class _Stage:
    fresh: Installation
    script: Script
    looks: Looks
    keep: Keep
    progress: Progress
    enough: Callable[[], bool]
    handful: int

    async def run(self, begin: datetime, until: datetime) -> None:
        clock, proposal = self.fresh.clock, self.script.proposal
        assert isinstance(clock, RehearsalClock), "made by rehearsal_context"
        if self.script.standing:
            put_into_force(
                self.fresh.database, self.script.standing, proposal, author=AUTHOR, now=clock.now()
            )
            channels = self._channels(clock, muted=True)
            await self._pass(channels, self.script.now)
            clock.advance_to(self.script.now)
            self._apply()
            await self._pass(channels, begin)
        else:
            self._apply()
            channels = self._channels(clock, muted=False)
        for one in channels.values():
            one.muted = False
        await self._pass(channels, until)

    def _apply(self) -> None:
        proposal = self.script.proposal
        proposals.apply(self.fresh, proposal, proposals.preview(self.fresh, proposal))

    async def _pass(self, channels: Mapping[str, Telling], until: datetime) -> None:
        drain = Drain(
            self.fresh.database,
            channels,
            self.fresh.office,
            self.fresh.clock,
            rehearsal=True,
            handful=self.handful,
            stopping=self.enough,
        )
        await pass_time(drain, list(channels), until, self.progress)

    def _channels(self, clock: RehearsalClock, *, muted: bool) -> dict[str, Telling]:
        organisation = self.script.everybody
        with self.fresh.database.write() as session:
            script = self.script
            readers = seat(session, organisation, script.held, script.reached, now=clock.now())
            lanes = session.exec(select(Lane).order_by(Lane.id)).all()
        return {
            lane.id: Telling(
                lane.id,
                self.looks[lane.channel],
                clock,
                readers,
                self.script.zone,
                organisation.issuer.id,
                self.keep,
                muted,
            )
            for lane in lanes
        }


@contextmanager
def _stage(installation: Installation, start: datetime) -> Iterator[Installation]:
    with TemporaryDirectory(prefix="thidua-") as folder:
        fresh = rehearsal_context(installation, Path(folder), start, author=AUTHOR)
        try:
            yield fresh
        finally:
            fresh.database.close()


def _usual(plan: Plan, today: date, *, runs: bool) -> Days:
    said = sorted(_days_of(plan, ZoneInfo(plan.zone)))
    first = today if runs or not said else said[0]
    most = first + timedelta(days=MOST_DAYS - 1)
    return Days(first, min(max([*said[-1:], first]), most))


def _days_of(plan: Plan, zone: ZoneInfo) -> Iterator[date]:
    """Every day on which something happens."""
    for span in plan.spans:
        yield from (day for day in (span.first_on, span.last_on) if day)
        yield from (one.at.astimezone(zone).date() for one in span.announcements)
    for one in plan.occurrences:
        ends = (one.due_at, one.late_after, one.cut_off_at)
        for at in (*ends, *(reminder.at for reminder in one.reminders)):
            if at:
                yield at.astimezone(zone).date()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
