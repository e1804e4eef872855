"""The text of a definition that says its head alone, to begin with."""

from collections.abc import Sequence

from sqlmodel import Session, select

from scheduler.definition.dump import dump
from scheduler.directives.draft.titles import slug
from scheduler.store.tables import Campaign, Issuer


def blank(
    session: Session, title: str, year: int, *, issuer_id: str, templates: Sequence[str] = ()
) -> str:
    """For a campaign of that issuer, with an id that no other of its campaigns has; launched by the issuer itself."""
    issuer = session.get_one(Issuer, issuer_id)
    values: dict[str, object] = {
        "campaign": _code(session, title, year, issuer_id),
        "title": title,
        "year": year,
        "issuer": issuer_id,
        "directive": {"issuer": issuer.name},
    }
    if templates:
        values["template"] = list(templates)
    return dump({**values, "duties": []})


def _code(session: Session, title: str, year: int, issuer_id: str) -> str:
    named = select(Campaign.code).where(Campaign.issuer_id == issuer_id)
    taken = set(session.exec(named))
    ending = f"-{year}"
    base = (slug(title) or "phong-trao").removesuffix(ending)[:50].strip("-")
    code, count = f"{base}{ending}", 1
    while code in taken:
        count += 1
        code = f"{base}-{count}{ending}"
    return code
