"""What the page of a campaign says after a draft was put into force."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from config.desk.desk import Visit, number_in
from scheduler.campaign import change_words
from scheduler.campaign.editing import launching, looking, working
from scheduler.errors import UnknownDraft
from scheduler.language import _

ASKED = "vua"  # in the address: the number of the draft


def note(visit: Visit, campaign: str) -> list[str]:
    """That the draft the address names was applied to this campaign, and who hears next; nothing for any other."""
    number = number_in(visit.request, ASKED)
    installation = visit.desk.installation
    if number is None:
        return []
    try:
        with installation.database.read() as session:
            draft = working.load(session, number, visit.visitor.issuer_id)
            at_once = launching.told_at_once(session, number)
    except UnknownDraft:
        return []
    if draft.state != "applied" or draft.campaign != campaign:
        return []
    found = looking.look(installation, draft)
    lines = [_("Đã áp dụng lần {revision}.").format(revision=draft.applied_as)]
    if found.preview and found.proposal and found.newest == draft.applied_as:
        zone, shown = ZoneInfo(found.proposal.plan.zone), replace(found.preview, at_once=at_once)
        lines += [change_words.hearing(shown, zone), change_words.announcing(shown, zone)]
    return [line for line in lines if line]
