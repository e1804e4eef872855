"""An office in the middle of its year, for the demo: people at their posts, reports on their way, some late.

Everything comes about as in an office: a head or the standing body acts, at an instant, through the workflow. The
agenda stands still meanwhile: nobody is told anything. The same samples give the same year every time.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from config.demo.habits import LONGER_BY, Act, Habit, acts, fridays, habit
from scheduler.campaign.rehearsal import FIRST_ADDRESS
from scheduler.clock import RehearsalClock
from scheduler.dates import civil
from scheduler.definition.organisation import Organisation
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.posts import PostKind
from scheduler.store import files
from scheduler.store.deadline import effective_deadline
from scheduler.store.inbox import Transaction
from scheduler.store.mailboxes import mail_lane
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.workflow import extension, report
from scheduler.workflow.actor import load_actors, load_case
from scheduler.workflow.cases import load_handed, load_owed, load_wishes
from scheduler.workflow.moved_deadline import Rules

LOOKS_AT = time(8)  # of a Friday, at the standing body; what comes in later waits a week
SCAN = b"%PDF-1.4\n% (demo)\n%%EOF\n"
THIN = (Habit.INCOMPLETE, Habit.MENDED)  # what comes first is given back
Place = tuple[str, str]  # lane and address of somebody
Deed = Callable[[Transaction], None]
Deeds = dict[datetime, list[Deed]]  # each instant's in their order


@dataclass(frozen=True)
class Office:
    """An issuer's people: the heads of its units, and who works at the standing body."""

    zone: ZoneInfo
    heads: Sequence[Place]
    standing: Place
    clerk_id: int  # of the person at `standing`


@dataclass(frozen=True)
class MidYear:
    """Issuers up to an instant; files of their reports lie in `folder`. The clock stands at the beginning."""

    installation: Installation
    folder: Path
    until: datetime

    def live(
        self, organisations: Sequence[Organisation], *, progress: Callable[[datetime], None]
    ) -> dict[str, Office]:
        """From the clock's instant to `until`, where it then stands: the offices, by issuer.

        `progress` is told each instant passed.
        """
        people = map(str, itertools.count(FIRST_ADDRESS))
        offices = {one.issuer.id: self._seat(one, people) for one in organisations}
        deeds: Deeds = {}
        for office in offices.values():
            for at, deed in (*self._of_heads(office), *self._of_standing(office)):
                deeds.setdefault(at, []).append(deed)
        for day, instants in itertools.groupby(sorted(deeds), key=datetime.date):
            with self.installation.database.write() as session:
                for deed in itertools.chain.from_iterable(deeds[at] for at in instants):
                    deed(session)
            progress(datetime.combine(day, time(), UTC))
        self._clock.advance_to(self.until)
        return offices

    @property
    def _clock(self) -> RehearsalClock:
        clock = self.installation.clock
        assert isinstance(clock, RehearsalClock), "made by rehearsal_context"
        return clock

    @property
    def _rules(self) -> Rules:
        return Rules(self.installation.calendar, self.installation.policies)

    def _seat(self, organisation: Organisation, people: Iterator[str]) -> Office:
        """Put somebody at every post that has a way."""
        issuer = organisation.issuer
        heads: list[Place] = []
        with self.installation.database.write(issuer.id) as session:
            for unit in organisation.units:
                if unit.id == issuer.standing_body:
                    continue
                if "telegram" in unit.channels:
                    heads.append((issuer.lane, next(people)))
                    self._bind(session, issuer.id, unit.id, PostKind.HEAD, heads[-1][1])
                elif unit.email and "email" in unit.channels:
                    heads.append((mail_lane(issuer.id), unit.email))
            for kind in (PostKind.HEAD, PostKind.DEPUTY, PostKind.CLERK):
                address = next(people)
                person = self._bind(session, issuer.id, issuer.standing_body, kind, address)
        return Office(ZoneInfo(issuer.timezone), heads, (issuer.lane, address), person)

    def _bind(
        self, session: Transaction, issuer_id: str, unit: str, kind: PostKind, address: str
    ) -> int:
        row = find_unit(session, unit, issuer_id=issuer_id)
        author, now = self.installation.author, self._clock.now()
        return bind(session, row, address=address, post_kind=kind, actor=author, now=now).id or 0

    def _of_heads(self, office: Office) -> Iterator[tuple[datetime, Deed]]:
        now = self._clock.now()
        with self.installation.database.read() as session:
            for place in office.heads:
                owed = [
                    case
                    for actor in load_actors(session, *place, now=now)
                    for case in load_owed(session, actor)
                ]
                for case in owed:
                    for at, act in acts(case, office.zone):
                        if now < at < self.until:
                            owes = case.obligation.id or 0
                            yield (
                                at,
                                partial(self._do, place=place, obligation=owes, act=act, now=at),
                            )

    def _of_standing(self, office: Office) -> Iterator[tuple[datetime, Deed]]:
        first, last = (at.astimezone(office.zone).date() for at in (self._clock.now(), self.until))
        for day in fridays(first, last):
            at = civil.at(day, LOOKS_AT, office.zone)
            if self._clock.now() < at < self.until:
                yield at, partial(self._look, office=office, now=at)

    def _do(
        self, session: Transaction, *, place: Place, obligation: int, act: Act, now: datetime
    ) -> None:
        """What a head does about an obligation."""
        (actor,) = load_actors(session, *place, now=now)
        case = load_case(session, obligation, actor)
        if act is Act.SEE:
            report.see(session, case, actor, self._rules, now=now)
        elif act is Act.SUBMIT:
            file = files.store(SCAN, name="bao-cao.pdf", folder=self.folder)
            given = report.Report(f"{case.unit.id}/BC", _("Trình diễn"), (file,))
            report.submit(session, case, actor, given, now=now)
        else:
            due_at = effective_deadline(case.occurrence, case.obligation)
            assert due_at is not None, "habits are of what has a day"
            reason, until = _("Đang chờ số liệu"), due_at + LONGER_BY
            extension.ask(session, case, actor, until, reason, self._rules, now=now)

    def _look(self, session: Transaction, *, office: Office, now: datetime) -> None:
        """The standing body takes in or gives back what came, and grants the time asked for."""
        (actor,) = load_actors(session, *office.standing, now=now)
        for one in load_handed(session, actor):
            if habit(one.case) in THIN and one.time == 1:
                reason = _("Thiếu số liệu so với kế hoạch")
                report.give_back(session, one.case, actor, reason, self._rules, now=now)
            else:
                report.accept(session, one.case, actor, now=now)
        for wish in load_wishes(session, actor):
            extension.grant(session, wish.case, wish.extension, actor, self._rules, now=now)
