"""What a document asks and no part said yet becomes a part."""

from datetime import datetime

from sqlmodel import Session

from scheduler.campaign.drafting.written import Kind, Values
from scheduler.campaign.editing import deeds
from scheduler.campaign.editing.doing import Changed
from scheduler.campaign.editing.working import working_of
from scheduler.store.tables import Draft


def unplaced(draft: Draft) -> list[str]:
    """Its sentences that no part says yet."""
    held = working_of(draft).values.get("unplaced")
    return [one for one in held if isinstance(one, str)] if isinstance(held, list) else []


def place(
    session: Session,
    draft: Draft,
    revision: int,
    kind: Kind,
    values: Values,
    sentence: str,
    *,
    by: str,
    now: datetime,
    lost_is_known: bool = False,
) -> Changed:
    """Add what is made of one of those sentences, which is then said. Raises as `deeds.add_entry`, and CommentsLost."""
    added = deeds.add_entry(session, draft, revision, kind, values, by=by, now=now)
    left = [one for one in unplaced(draft) if one != sentence]
    if len(left) == len(unplaced(draft)):
        return added
    done = deeds.write_list(
        session,
        draft,
        draft.revision,
        ("unplaced",),
        left,
        by=by,
        now=now,
        lost_is_known=lost_is_known,
    )
    return Changed(done.working, added.key, done.lost)
