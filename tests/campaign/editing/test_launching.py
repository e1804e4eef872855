"""A draft is put into force: what was shown, once, by who may."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from scheduler.campaign.editing import begin, deeds, launching, looking, working
from scheduler.campaign.editing.launching import Seen
from scheduler.campaign.editing.looking import Look
from scheduler.campaign.editing.working import Working
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import (
    ApprovesOwn,
    DraftChanged,
    DraftClosed,
    LaunchDiffers,
    NothingToLaunch,
    NotProposed,
    PlanChanged,
    UnknownDraft,
)
from scheduler.store import drafts
from scheduler.store.organisation import save_organisation
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Campaign, DefinitionRevision, Issuer, LedgerEntry
from tests.config.desk.desk_world import NOW, OURS, THEIRS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SOURCE = Path("config/samples/campaigns/phu-tho-2024.yaml").read_text("utf-8")
HEAD = "Giám đốc, Sở Nội vụ"
CODE = "phu-tho-2024"


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


def begun(world: DeskWorld, source: str = SOURCE, **given: object) -> Working:
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW, **given)


def look(world: DeskWorld, draft: Working) -> tuple[Look, Seen]:
    with world.database.read() as session:
        draft = working.load(session, draft.id, OURS)
    found = looking.look(world.desk.installation, draft)
    return found, Seen(draft.revision, found.digest)


def launch(
    world: DeskWorld, draft: Working, seen: Seen, by: str = HEAD, issuer: str = OURS
) -> launching.Launched:
    return launching.launch(world.desk.installation, draft.id, seen, issuer_id=issuer, by=by)


def change_title(world: DeskWorld, draft: Working, title: str, revision: int = 1) -> None:
    with world.database.write(OURS) as session:
        row = drafts.find(session, draft.id, OURS)
        deeds.write_field(session, row, revision, ("title",), title, by=CLERK, now=NOW)


def in_force(session: Session) -> list[tuple[str, int]]:
    ours = select(Campaign).where(Campaign.issuer_id == OURS).order_by(Campaign.code)
    return [(one.code, one.revision) for one in session.exec(ours)]


def test_what_was_shown_is_put_into_force_by_who_does_it(world: DeskWorld) -> None:
    draft = begun(world)
    found, seen = look(world, draft)
    assert found.can_launch and found.preview and len(found.preview.changes.occurrences) == 3
    done = launch(world, draft, seen)
    assert (done.campaign, done.revision, done.shown) == (CODE, 1, found.preview)
    with world.database.read() as session:
        row = drafts.find(session, draft.id, OURS)
        edition = session.exec(select(DefinitionRevision)).one()
        lines = session.exec(select(LedgerEntry).where(LedgerEntry.subject == f"draft/{draft.id}"))
        last = max(lines, key=lambda one: one.seq)
        assert in_force(session) == [(CODE, 1)]
        assert (row.state, row.campaign, row.applied_as) == ("applied", CODE, 1)
        assert (edition.author, edition.source) == (HEAD, SOURCE)
        assert (last.kind, last.actor) == ("draft applied", HEAD)


def test_pressed_twice_it_is_done_once(world: DeskWorld) -> None:
    draft = begun(world)
    _found, seen = look(world, draft)
    launch(world, draft, seen)
    again = launch(world, draft, seen)
    assert (again.campaign, again.revision, again.shown) == (CODE, 1, None)
    with pytest.raises(DraftClosed):
        launch(world, draft, replace(seen, revision=2))
    with world.database.read() as session:
        assert in_force(session) == [(CODE, 1)]


def test_a_text_changed_meanwhile_is_not_what_was_seen(world: DeskWorld) -> None:
    draft = begun(world)
    _found, seen = look(world, draft)
    change_title(world, draft, "Phong trào khác")
    with pytest.raises(DraftChanged):
        launch(world, draft, seen)


def test_units_changed_meanwhile_are_not_what_was_seen(world: DeskWorld, tmp_path: Path) -> None:
    world.desk.installation.config_dir = tmp_path / "office"  # the units are those of the database
    draft = begun(world)
    _found, seen = look(world, draft)
    with world.database.write(OURS) as session:
        was = load_in_force(session, OURS)
        units = [
            one.model_copy(update={"last_day": date(2024, 1, 31)}) if one.id == "so-gddt" else one
            for one in was.units
        ]
        given = was.model_copy(update={"units": tuple(units)})
        save_organisation(session, given, actor="x", now=NOW + timedelta(minutes=1))
    with pytest.raises(LaunchDiffers):
        launch(world, draft, seen)
    with world.database.read() as session:
        assert in_force(session) == []
    assert launch(world, draft, look(world, draft)[1]).revision == 1


def test_a_newer_definition_of_the_campaign_goes_before(world: DeskWorld) -> None:
    first = begun(world)
    launch(world, first, look(world, first)[1])
    mine, other = (
        begun(world, SOURCE.replace("title: ", "title: Mới ", 1), campaign=CODE, based_on=1)
        for _ in range(2)
    )
    _found, seen = look(world, mine)
    launch(world, other, look(world, other)[1])
    with pytest.raises(PlanChanged):
        launch(world, mine, seen)
    found, _seen = look(world, mine)
    assert found.is_behind and not found.can_launch and found.newest == 2


def test_a_new_one_does_not_change_a_campaign_that_is_there(world: DeskWorld) -> None:
    first = begun(world)
    launch(world, first, look(world, first)[1])
    again = begun(world)
    found, seen = look(world, again)
    assert [one.field for one in found.problems] == ["campaign"]
    with pytest.raises(DefinitionInvalid):
        launch(world, again, seen)


def test_a_change_keeps_the_code_of_its_campaign(world: DeskWorld) -> None:
    first = begun(world)
    launch(world, first, look(world, first)[1])
    other = SOURCE.replace(f"campaign: {CODE}", "campaign: phu-tho-khac")
    found, _seen = look(world, begun(world, other, campaign=CODE, based_on=1))
    assert [one.field for one in found.problems] == ["campaign"]


def test_the_same_again_is_nothing_to_apply(world: DeskWorld) -> None:
    first = begun(world)
    launch(world, first, look(world, first)[1])
    same = begun(world, campaign=CODE, based_on=1)
    with pytest.raises(NothingToLaunch):
        launch(world, same, look(world, same)[1])


def test_an_issuer_puts_only_its_own_into_force(world: DeskWorld) -> None:
    draft = begun(world)
    _found, seen = look(world, draft)
    with pytest.raises(UnknownDraft):
        launch(world, draft, seen, issuer=THEIRS)
    theirs = Path("config/samples/campaigns/lai-chau-2024.yaml").read_text("utf-8")
    found, seen = look(world, begun(world, theirs))
    assert not found.can_launch
    assert THEIRS not in "".join(map(str, found.problems)).replace(f"“{THEIRS}”", "")


def want_two_people(world: DeskWorld) -> None:
    with world.database.write(OURS) as session:
        session.get_one(Issuer, OURS).desk_two_people = True


def test_where_two_are_wanted_nobody_approves_their_own(world: DeskWorld) -> None:
    want_two_people(world)
    draft = begun(world)
    _found, seen = look(world, draft)
    with pytest.raises(NotProposed):
        launch(world, draft, seen)
    with world.database.write(OURS) as session:
        row = drafts.find(session, draft.id, OURS)
        row.state, row.proposed_by = "proposed", HEAD
        session.add(row)
    for by in (HEAD, CLERK):  # who proposed it, who wrote it
        with pytest.raises(ApprovesOwn):
            launch(world, draft, seen, by=by)
    assert launch(world, draft, seen, by="admin-phu-tho").revision == 1
    with world.database.read() as session:
        rows = session.exec(select(LedgerEntry).where(col(LedgerEntry.kind) == "draft applied"))
        assert '"proposed_by": "Giám đốc, Sở Nội vụ"' in rows.one().data
