"""What other units mean for the campaigns of an issuer, and putting an older list back."""

from pathlib import Path

from scheduler.campaign import organising, proposals
from scheduler.definition.organisation import Unit
from scheduler.store.organisation_revisions import load_in_force
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk


def world(folder: Path) -> DeskWorld:
    """With a campaign in force."""
    desk = open_desk(folder)
    installation = desk.desk.installation
    file = installation.config_dir / "campaigns" / "phu-tho-2024.yaml"
    proposal = proposals.propose(installation, file)
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    return desk


def test_campaigns_that_would_count_other_units_are_named(tmp_path: Path) -> None:
    desk = world(tmp_path)
    with desk.database.write() as session:
        before = load_in_force(session, OURS)
        new = Unit(id="so-moi", name="Sở Mới", kind="so", block="khoi-2")
        left = next(one for one in before.units if one.id == "buu-dien")
        ended = left.model_copy(update={"last_day": NOW.date()})
        wanted = organising.with_unit(before, ended)
        wanted = wanted.model_copy(update={"units": (*wanted.units, new)})
        installation = desk.desk.installation
        (found,) = organising.affected_once(session, installation, wanted, seen="a", now=NOW)
        assert (found.code, found.joined, found.left) == (
            "phu-tho-2024",
            ("so-moi",),
            ("buu-dien",),
        )
        same = organising.affected_once(session, installation, before, seen="b", now=NOW)
        assert same == ()
        later = NOW.replace(year=2026)
        assert organising.affected(session, installation, wanted, now=later) == []
    desk.database.close()


def test_a_list_that_is_put_back_keeps_units_that_came_later(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    with desk.database.write() as session:
        before = load_in_force(session, OURS)
        first = before.units[0].model_copy(update={"name": "Tên khác"})
        new = Unit(id="so-moi", name="Sở Mới", kind="so")
        wanted = organising.with_unit(before, first)
        wanted = wanted.model_copy(update={"units": (*wanted.units, new)})
        assert organising.put(session, wanted, based_on=0, by="A", now=NOW) == 1
        assert organising.put_back(session, OURS, 0, based_on=1, by="B", now=NOW) == 2
        units = load_in_force(session, OURS).units
    assert (units[0].name, units[-1].id) == (before.units[0].name, "so-moi")
    desk.database.close()
