"""What the difference of a draft foretells is what its people are then sent, in truth."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import col, select

from config.desk.looks import LOOKS
from scheduler.access.roles import Role
from scheduler.campaign.editing import begin, launching, looking
from scheduler.campaign.editing.first_messages import first_messages
from scheduler.campaign.editing.launching import Seen
from scheduler.campaign.rehearsal import Message, pass_time, run_alone
from scheduler.clock import Clock
from scheduler.posts import PostKind
from scheduler.run.outcome import Outcome, Sent
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.tables import Address, Holder, Lane, Post, Unit
from tests.config.desk.desk_world import OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SOURCE = Path("config/samples/campaigns/phu-tho-2024.yaml").read_text("utf-8")
MONDAY = datetime(2024, 7, 15, 2, tzinfo=UTC)  # a reminder of the report due on 31 July is past
Told = tuple[datetime, str, str]  # when, to which unit, what


@dataclass
class Channel:
    """Sends nothing, and keeps what each unit was told."""

    name: str
    clock: Clock
    units: dict[str, str]  # by address
    told: list[Told] = field(default_factory=list)

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        self.told.append((self.clock.now(), self.units[address], LOOKS[self.name](notice)))
        return Sent(str(len(self.told)))

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        return Sent(message_id)

    async def check(self) -> Outcome:
        return Sent("")


def gather(world: DeskWorld) -> None:
    """One reads Telegram, one is told in its group and by mail, the standing body has a head and a clerk."""
    with world.database.write(OURS) as session:
        for code, address, kind in (
            ("ubnd-tx-phu-tho", "7001", PostKind.HEAD),
            ("so-tai-chinh", "-7002", PostKind.GROUP),
            ("mttq-tinh", "-7003", PostKind.GROUP),
        ):
            unit = find_unit(session, code, issuer_id=OURS)
            bind(session, unit, address=address, post_kind=kind, actor="x", now=MONDAY)
    world.sign_in(Role.HEAD)
    world.sign_in(Role.CLERK)


def send(world: DeskWorld, *, days: int) -> list[Told]:
    """What everybody is told in so many days."""
    installation = world.desk.installation
    with world.database.read() as session:
        query = (
            select(Address.value, Unit.code)
            .join(Holder, col(Holder.person_id) == Address.person_id)
            .join(Post, col(Post.id) == Holder.post_id)
            .join(Unit, col(Unit.id) == Post.unit_id)
        )
        units = dict(session.exec(query).all())
        lanes = {lane.id: lane.channel for lane in session.exec(select(Lane))}
    channels = {lane: Channel(name, installation.clock, units) for lane, name in lanes.items()}
    drain = Drain(world.database, channels, installation.office, installation.clock)
    until = installation.clock.now() + timedelta(days=days)
    run_alone(pass_time(drain, list(channels), until, lambda _at: None))
    return [one for channel in channels.values() for one in channel.told]


def as_told(messages: tuple[Message, ...], reached: set[str]) -> list[Told]:
    return sorted(
        (m.at.astimezone(UTC), m.unit_id, m.text) for m in messages if m.unit_id in reached
    )


def test_who_can_be_told_is_told_what_was_foretold(tmp_path: Path) -> None:
    world = open_desk(tmp_path)
    world.desk.installation.clock.advance_to(MONDAY)  # type: ignore[attr-defined]
    gather(world)
    installation = world.desk.installation
    with world.database.write(OURS) as session:
        draft = begin.from_text(session, SOURCE, issuer_id=OURS, by=CLERK, now=MONDAY)
    foretold = first_messages(installation, draft, LOOKS, count=44)
    seen = Seen(1, looking.look(installation, draft).digest)
    launching.launch(installation, draft.id, seen, issuer_id=OURS, by="x")
    sent = sorted(send(world, days=8))
    reached = {unit for _at, unit, _text in sent}
    until = foretold[-1].at
    assert foretold[0].at == MONDAY and len(reached) == 14
    assert as_told(foretold, reached) == [one for one in sent if one[0] <= until]
    world.database.close()
