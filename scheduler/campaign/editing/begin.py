"""How a definition in the making begins as a text: from reviewed items, from a campaign in force, or from a text."""

import json
import re
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.campaign.drafting.compose import compose
from scheduler.campaign.drafting.items import DraftView
from scheduler.campaign.editing.working import Working, title_of, working_of
from scheduler.definition.blanks import as_line
from scheduler.definition.parts import values_of
from scheduler.errors import DraftClosed, RevisionUnknown, UnknownCampaign
from scheduler.happenings import Happening
from scheduler.language import _
from scheduler.store import drafts, ledger
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition
from scheduler.store.exported import without_revision
from scheduler.store.ledger import Entry
from scheduler.store.tables import Draft, DraftText


def write_down(session: Session, view: DraftView, *, by: str, now: datetime) -> Working:
    """The items of a draft become its text; from then on the text is what is changed. Twice is as once.

    Raises DraftClosed.
    """
    row = drafts.find(session, view.id, view.issuer_id)
    if row.source is not None:
        return working_of(row)
    if row.state != "open":
        raise DraftClosed(row.title, row.state, row.changed_by, row.changed_at)
    return _begun(session, row, compose(view), Happening.DRAFT_WRITTEN_DOWN, by=by, now=now)


def from_text(
    session: Session,
    source: str,
    *,
    issuer_id: str,
    by: str,
    now: datetime,
    campaign: str = "",
    based_on: int = 0,
    templates: Mapping[str, str] | None = None,
) -> Working:
    """A new draft of that text. Raises DefinitionInvalid when it is no YAML.

    A file that tells of which revision it is, of a campaign that is there, becomes a draft that changes that one from
    there on. Raises RevisionUnknown where the campaign never had it.
    """
    values = values_of(source)
    if not campaign:
        campaign, based_on = _told_base(session, values, issuer_id)
    source = without_revision(source)
    code = values.get("campaign")
    known = campaign or (as_line(code) if isinstance(code, str) and code else "")
    title = title_of(values, known or _("Bản thảo chưa có tên"))
    row = Draft(
        issuer_id=issuer_id, title=title, by=by, begun_at=now, changed_by=by, changed_at=now,
        campaign=campaign, based_on=based_on,
        templates=json.dumps(dict(templates), ensure_ascii=False) if templates else "",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _begun(session, row, source, Happening.DRAFT_BEGUN, by=by, now=now)


def _told_base(session: Session, values: Mapping[str, object], issuer_id: str) -> tuple[str, int]:
    """The campaign and the revision that a file says it changes; none where that campaign is not there."""
    code, told = values.get("campaign"), str(values.get("revision") or "")
    if not isinstance(code, str) or not re.fullmatch(r"[0-9]{1,9}", told):
        return "", 0
    try:
        campaign = find_campaign(session, code, issuer_id=issuer_id)
    except UnknownCampaign:
        return "", 0
    if not 0 < int(told) <= campaign.revision:
        raise RevisionUnknown(code, int(told), campaign.revision)
    return code, int(told)


def from_campaign(
    session: Session, code: str, *, issuer_id: str, by: str, now: datetime
) -> Working:
    """The draft in which that campaign is changed: the one that is open, else a new one of what is in force.

    Raises UnknownCampaign.
    """
    campaign = find_campaign(session, code, issuer_id=issuer_id)
    mine = (Draft.issuer_id == issuer_id, Draft.campaign == code)
    working = (Draft.based_on == campaign.revision, col(Draft.state).in_(("open", "proposed")))
    if (found := session.exec(select(Draft).where(*mine, *working)).first()) is not None:
        return working_of(found)
    edition = load_edition(session, campaign)
    return from_text(
        session,
        edition.source,
        issuer_id=issuer_id,
        by=by,
        now=now,
        campaign=code,
        based_on=campaign.revision,
        templates=edition.templates,
    )


def _begun(
    session: Session, row: Draft, source: str, happening: Happening, *, by: str, now: datetime
) -> Working:
    row.source, row.changed_by, row.changed_at = source, by, now
    session.add(row)
    number = row.id or 0
    session.add(DraftText(draft_id=number, revision=row.revision, source=source, by=by, at=now))
    data: dict[str, object] = {"campaign": row.campaign, "based_on": row.based_on}
    entry = Entry(happening, f"draft/{row.id}", by, issuer_id=row.issuer_id, data=data)
    ledger.append(session, [entry], now=now)
    session.flush()
    return working_of(row)
