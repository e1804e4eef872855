"""Drafts of the tests that are written down as a text, and the forms of their parts."""

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from scheduler.campaign.editing import begin, working
from scheduler.campaign.editing.working import Working
from tests.config.desk.desk_world import NOW, OURS, DeskWorld

SAMPLE = Path("config/samples/campaigns/phu-tho-2024.yaml")


def written(world: DeskWorld, source: str = "") -> Working:
    """A draft of that text, else of the sample."""
    text = source or SAMPLE.read_text("utf-8")
    with world.database.write(OURS) as session:
        return begin.from_text(session, text, issuer_id=OURS, by="Chuyên viên", now=NOW)


def stands(world: DeskWorld, draft: Working) -> Working:
    """The draft as it stands now."""
    with world.database.read() as session:
        return working.load(session, draft.id, OURS)


def path(draft: Working, step: str = "") -> str:
    return f"/ban/ban-thao/{draft.id}/soan{step}"


def sent_by(html: str, form: str = "form#muc") -> dict[str, object]:
    """What that form sends when nothing is touched."""
    found = HTMLParser(html).css_first(form)
    assert found, "no such form"
    sent: dict[str, list[str]] = {}
    for name, value in _controls(found):
        sent.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


def _controls(form: LexborNode) -> Iterator[tuple[str, str]]:
    for one in form.css("input, textarea, select"):
        given = one.attributes
        ticked = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if given.get("name") and ticked:
            value = given.get("value") or ""
            if one.tag == "textarea":
                value = one.text().strip()
            elif one.tag == "select":
                chosen = one.css_first("option[selected]")
                value = chosen.attributes.get("value") or "" if chosen else ""
            yield given["name"] or "", value
