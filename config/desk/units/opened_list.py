"""A list of units that was brought in, with what its pages need."""

from collections.abc import Callable
from dataclasses import dataclass

from config.desk.desk import Visit
from config.desk.units.bringing import today_of
from config.desk.units.units_page import LISTS
from scheduler.access.roles import Right
from scheduler.campaign import brought_lists, organising
from scheduler.campaign.organising import Affected
from scheduler.definition.organisation import Organisation
from scheduler.store.tables import Issuer
from scheduler.unit_lists.choices import Choices
from scheduler.unit_lists.listed import Listed


@dataclass(frozen=True)
class OpenedList:
    """The list as it stands, what it says, and the units it is compared with, which stand at `based_on`."""

    id: int
    name: str
    state: str
    revision: int
    by: str
    changed_by: str
    choices: Choices
    listed: Listed
    based_on: int
    two_people: bool
    affected: tuple[Affected, ...] = ()

    @property
    def before(self) -> Organisation:
        """The units in force."""
        return self.listed.before

    @property
    def path(self) -> str:
        """Of its page; others lie below it."""
        return f"{LISTS}/{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.state == brought_lists.OPEN


def open_list(visit: Visit, number: int, *, affected: bool = False) -> OpenedList:
    """The list of that number; `affected`: with the campaigns it would change. Raises UnknownUnitList."""
    visit.require(Right.LOOK)
    installation, issuer_id = visit.desk.installation, visit.visitor.issuer_id
    with installation.database.read() as session:
        row = brought_lists.find(session, number, issuer_id)
        listed = brought_lists.read(session, row, today=today_of(visit))
        issuer = session.get_one(Issuer, issuer_id)
        is_asked = affected and row.state == brought_lists.OPEN
        seen = ("list", row.id, row.revision)
        found = (
            organising.affected_once(
                session, installation, listed.wanted, seen=seen, now=visit.desk.now
            )
            if is_asked and listed.wanted
            else ()
        )
        return OpenedList(
            id=number,
            name=row.name,
            state=row.state,
            revision=row.revision,
            by=row.by,
            changed_by=row.changed_by,
            choices=brought_lists.choices(row),
            listed=listed,
            based_on=issuer.units_revision,
            two_people=issuer.desk_two_people,
            affected=found,
        )


def may_change(visit: Visit, opened: OpenedList) -> bool:
    """Whether who looks may change it now."""
    return opened.is_open and visit.visitor.may(Right.DEFINE)


def may_apply(visit: Visit, opened: OpenedList) -> bool:
    """Whether who looks may put it into force: who defines; where the office wants two people, who approves and has
    not changed it last."""
    if not opened.two_people:
        return may_change(visit, opened)
    other = visit.visitor.signature != opened.changed_by
    return opened.is_open and other and visit.visitor.may(Right.APPROVE)


def wants_two_people(visit: Visit) -> bool:
    """Whether the office of who looks wants that another one approves what somebody prepared."""
    with visit.desk.installation.database.read() as session:
        return session.get_one(Issuer, visit.visitor.issuer_id).desk_two_people


def say(visit: Visit, number: int, revision: int, given: Callable[[Choices], Choices]) -> None:
    """Make the choices about a list what `given` makes of them.

    Raises UnknownUnitList, UnitListClosed, and UnitsChanged where somebody said something else meanwhile.
    """
    issuer, by = visit.visitor.issuer_id, visit.visitor.signature
    with visit.desk.installation.database.write(issuer) as session:
        row = brought_lists.find(session, number, issuer)
        wanted = given(brought_lists.choices(row))
        brought_lists.say(session, row, revision, wanted, by=by, now=visit.desk.now)
