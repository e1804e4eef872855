"""Which kept files belong to a report: to one handed in, or to one somebody is gathering."""

import json
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.store.tables import Question, SubmissionFile


def load_hashes(session: Session, *, now: datetime) -> frozenset[str]:
    """The hashes of all of them at `now`; a question nobody may answer any more owns nothing."""
    handed_in = session.exec(select(SubmissionFile.content_hash).distinct()).all()
    asked = session.exec(
        select(Question.data).where(col(Question.ended_at).is_(None), Question.expires_at > now)
    )
    gathered = (
        str(file["content_hash"]) for data in asked for file in json.loads(data).get("files") or ()
    )
    return frozenset([*handed_in, *gathered])
