"""Which kept files belong to something: to a report handed in, or gathered by somebody, or to a kept document."""

import json
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.store.tables import Document, Question, SubmissionFile


def load_hashes(session: Session, *, now: datetime) -> frozenset[str]:
    """The hashes of all of them at `now`; a question nobody may answer any more owns nothing."""
    handed_in = session.exec(select(SubmissionFile.content_hash).distinct()).all()
    asked = session.exec(
        select(Question.data).where(col(Question.ended_at).is_(None), Question.expires_at > now)
    )
    gathered = (
        str(file["content_hash"]) for data in asked for file in json.loads(data).get("files") or ()
    )
    documents = session.exec(select(Document.content_hash).distinct()).all()
    return frozenset([*handed_in, *gathered, *documents])
