"""Where in its document the parts of a draft were found."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.campaign.editing.working import Working
from scheduler.installation import Installation
from scheduler.store import drafts


@dataclass(frozen=True)
class Place:
    """The words of the document, and where they stand in it: `offset` counts code points."""

    quote: str
    offset: int


def places_of(installation: Installation, working: Working) -> Mapping[tuple[str, str], Place]:
    """Of each part that was read from the document, by kind and id (of the head by field); none without one."""
    if working.document_id is None:
        return {}
    with installation.database.read() as session:
        row = drafts.find(session, working.id, working.issuer_id)
        found = [one for one in drafts.load_items(session, row) if one.offset is not None]
        return {(one.kind, one.key): Place(one.quote or "", one.offset or 0) for one in found}
