"""The text of a definition in the making: the same that its forms change, as it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from wtforms import TextAreaField

from config.desk.desk import DRAFTS, FOLDER, STYLE, Desk, Visit, go_to
from config.desk.editor.opened import Opened, may_change, open_working
from config.desk.editor.problem_links import link_of
from config.desk.editor.shown_lines import shown
from config.desk.forms import RevisedForm, Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing import deeds, history, planned
from scheduler.definition.joining import overwrite
from scheduler.definition.line_changes import Line, line_changes
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.errors import DraftChanged, DraftClosed
from scheduler.language import _
from scheduler.store import drafts
from scheduler.web import static, templates
from scheduler.web.body import Fields
from scheduler.web.respond import READ
from scheduler.words import drafting

LINES_STYLE = static.read(FOLDER / "dong.css")
STYLES = [templates.STYLE, STYLE, LINES_STYLE]
_LINES = 150  # of a comparison above the text; with more it stands too far below
_TEXT = "van_ban"


class Written(TextAreaField):  # type: ignore[misc]  # not tidied: every character is the writer's
    """A text as it is written."""


class TextForm(RevisedForm):
    """The whole text, as it stood when the page was made."""

    van_ban = Written(said(lambda: _("Văn bản của định nghĩa")))


@dataclass(frozen=True)
class Told:
    """A problem with the address where it is mended."""

    link: str
    line: int
    field: str
    reason: str
    example: str


def router(desk: Desk) -> APIRouter:
    """The page, and the style sheet of pages that show lines."""
    routes = APIRouter(include_in_schema=False)
    routes.include_router(static.router([LINES_STYLE]))
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/yaml", methods=READ)
    def text(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_working(visit, draft_id)
        found = planned.plan(visit.desk.installation, opened.working).problems
        written = _("Đã ghi.") if "da-ghi" in visit.request.query_params else ""
        return _page(visit, opened, opened.working.source, problems=found, said=written)

    @routes.post(DRAFTS + "/{draft_id:int}/yaml")
    def write(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        return _write(visit, opened, sent)

    return routes


def _write(visit: Visit, opened: Opened, sent: Fields) -> Response:
    form, installation = TextForm(sent), visit.desk.installation
    typed = _as_kept(sent.get(_TEXT, ""), opened.working.source)
    issuer, by = opened.working.issuer_id, visit.visitor.signature
    try:
        with installation.database.write(issuer) as session:
            draft = drafts.find(session, opened.working.id, issuer)
            deeds.write_text(session, draft, form.seen, typed, by=by, now=visit.desk.now)
    except DefinitionInvalid as error:
        return _page(visit, opened, typed, problems=error.problems, seen=form.seen, status=422)
    except DraftClosed as error:
        told = drafting.closed(error, zone=installation.zone)
        return _page(visit, opened, typed, said=told, seen=form.seen, status=409)
    except DraftChanged as error:
        told = drafting.draft_changed(error, zone=installation.zone)
        return _beside(visit, open_working(visit, opened.working.id), typed, form.seen, told)
    return go_to(f"{opened.base}/yaml?da-ghi=1")


def _beside(visit: Visit, opened: Opened, typed: str, seen: int, told: str) -> Response:
    """Both side by side; what is sent from here is on top of the other's, who keeps what only they changed."""
    issuer, now = opened.working.issuer_id, opened.working.source
    with visit.desk.installation.database.read() as session:
        draft = drafts.find(session, opened.working.id, issuer)
        base = history.text_at(session, draft, seen)
    mine = typed if base is None else overwrite(base, typed, now)
    lines = line_changes(now, mine)
    return _page(visit, opened, mine, said=told, lines=lines, status=409)


def _page(
    visit: Visit,
    opened: Opened,
    text: str,
    *,
    problems: Iterable[Problem] = (),
    said: str = "",
    lines: tuple[Line, ...] = (),
    seen: int = 0,
    status: int = 200,
) -> Response:
    form = TextForm()
    form.van_ban.data, form.revision.data = text, seen or opened.working.revision
    return visit.page(
        "yaml",
        status=status,
        styles=STYLES,
        opened=opened,
        form=form,
        may=may_change(visit, opened),
        problems=[_told(opened, one, refused=status == 422) for one in problems],
        refused=status == 422,
        said=said,
        lines=[shown(one) for one in lines[:_LINES]],
        more=max(0, len(lines) - _LINES),
    )


def _told(opened: Opened, problem: Problem, *, refused: bool) -> Told:
    link = f"#{_TEXT}" if refused else link_of(opened, problem)
    named = problem.named or problem.field
    return Told(link, problem.line, named, problem.reason, problem.example)


def _as_kept(typed: str, source: str) -> str:
    """With the line ends of the text as it stands; browsers send their own."""
    lines = typed.replace("\r\n", "\n")
    return lines.replace("\n", "\r\n") if "\r\n" in source else lines
