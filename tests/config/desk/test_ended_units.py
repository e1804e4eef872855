"""Units that ended and still owe something are named until their campaign is applied again."""

from datetime import date
from pathlib import Path

from scheduler.access.roles import Role
from scheduler.campaign import organising, proposals
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition
from scheduler.store.ended_units import still_owing
from scheduler.store.organisation_revisions import load_in_force
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import NOW, OURS
from tests.config.desk.in_force import CODE, campaign_in_force

TODAY = NOW.date()


async def test_who_ended_is_named_until_the_campaign_is_applied_again(tmp_path: Path) -> None:
    desk = campaign_in_force(tmp_path)
    with desk.database.write() as session:
        assert still_owing(session, OURS, today=TODAY) == []
        before = load_in_force(session, OURS)
        unit = next(one for one in before.units if one.id == "buu-dien")
        ended = unit.model_copy(update={"last_day": date(2024, 5, 1)})
        wanted = organising.with_unit(before, ended)
        organising.put(session, wanted, based_on=0, by="A", now=NOW)
        (found,) = still_owing(session, OURS, today=TODAY)
        assert (found.code, found.units) == (CODE, (unit.name,))
        text = load_edition(session, find_campaign(session, CODE, issuer_id=OURS)).source
    async with desk.visit(Role.CLERK) as browser:
        page = await browser.get("/ban/don-vi")
        assert (
            f'action="/ban/phong-trao/{CODE}/sua"' in page.text and Outline(page.text).faults == []
        )
    installation = desk.desk.installation
    again = proposals.propose_text(installation, text, name="")
    proposals.apply(installation, again, proposals.preview(installation, again))
    with desk.database.read() as session:
        assert still_owing(session, OURS, today=TODAY) == []
    desk.database.close()
