"""What putting a draft into force would do, before it is done: what changes, who hears of it, who cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to, number_in, sheet
from config.desk.editor import part_names as parts
from config.desk.editor.opened import Opened, open_working
from config.desk.editor.problem_links import link_of, link_of_part
from config.desk.visiting import Visiting
from scheduler.campaign import change_words, hearing, names, proposals, reaching, remark_words
from scheduler.campaign.change_words import Row
from scheduler.campaign.editing import catching_up, first_messages, looking, stages
from scheduler.campaign.editing.looking import Look
from scheduler.definition.problems import Problem
from scheduler.errors import NobodyApproves
from scheduler.language import _
from scheduler.plan.diff import ChangeKind
from scheduler.plan.model import RemarkKind
from scheduler.store import drafts
from scheduler.web.respond import READ
from scheduler.words import drafting, due, step

PAGE = "thay-doi"
_AWAITED = ("open", "proposed")  # states in which a draft can still be put into force
_ROWS, _UNITS, _NAMED, _PROBLEMS, _NEXT = 30, 15, 300, 40, 5
_AGAIN, _MOST_TIMES = (
    2,
    30,
)  # seconds; the page shows itself anew until the first messages are there
_TAGS = {ChangeKind.CREATED: "done", ChangeKind.MOVED: "doubt", ChangeKind.WITHDRAWN: "late"}


@dataclass(frozen=True)
class Said:
    """A problem in words, where it is mended, and what right looks like in a text."""

    url: str
    place: str
    reason: str
    example: str = ""


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/thay-doi", methods=READ)
    def difference(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return show(visit, open_working(visit, draft_id))

    @routes.api_route(DRAFTS + "/{draft_id:int}/thay-doi/tin", methods=READ)
    def messages(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return _messages(visit, open_working(visit, draft_id))

    @routes.post(DRAFTS + "/{draft_id:int}/thay-doi/tin")
    def word(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return _word(visit, open_working(visit, draft_id))

    return routes


def show(visit: Visit, opened: Opened, *, said: str = "", status: int = 200) -> Response:
    """The page; `said`: why what was asked for is not done."""
    installation, draft = visit.desk.installation, opened.working
    if draft.state not in _AWAITED:
        return visit.page(PAGE, status=status, opened=opened, said=said, over=True)
    found = looking.look(installation, draft)
    return visit.page(
        PAGE,
        status=status,
        opened=opened,
        said=said,
        over=False,
        look=found,
        problems=_listed(opened, found.problems),
        count=len(found.problems),
        coming=first_messages.find(installation, draft) if found.can_launch else None,
        **_around(visit, opened, found),
        **(_told(visit, opened, found) if found.preview and not found.problems else {}),
    )


def _around(visit: Visit, opened: Opened, found: Look) -> dict[str, object]:
    """What may be done next, what others put into force meanwhile, whom nobody can tell."""
    draft, now = opened.working, visit.desk.now
    with visit.desk.installation.database.read() as session:
        stage = stages.load(session, draft, visit.visitor, now=now)
        owing = hearing.owing(found.proposal.plan) if found.proposal else frozenset()
        missed = reaching.load(session, draft.issuer_id, owing, now=now)
        row = drafts.find(session, draft.id, draft.issuer_id)
        newer = catching_up.find_newer(session, row) if found.is_behind else None
    return {
        "stage": stage,
        "no_approver": drafting.nobody_approves(NobodyApproves(two_people=stage.two_people)),
        "newer": newer,
        "newer_parts": [parts.name(opened, one) for one in newer.parts] if newer else [],
        "missed": missed[:_UNITS],
        "more_missed": missed[_UNITS:_NAMED],
        "missed_count": len(missed),
    }


def _launchable(visit: Visit, opened: Opened) -> Look | None:
    """None of what is over, or cannot be put into force as it stands: of that there are no first messages."""
    if opened.working.state not in _AWAITED:
        return None
    found = looking.look(visit.desk.installation, opened.working)
    return found if found.can_launch else None


def _word(visit: Visit, opened: Opened) -> Response:
    """Have the first messages worded, and wait for them."""
    if _launchable(visit, opened) is None:
        return go_to(f"{opened.base}/{PAGE}")
    installation, by = visit.desk.installation, visit.visitor.signature
    first_messages.ask(installation, opened.working, by=by)
    return go_to(f"{opened.base}/{PAGE}/tin")


def _messages(visit: Visit, opened: Opened) -> Response:
    """The first messages alone, on a page that shows itself anew until they are there."""
    found = _launchable(visit, opened)
    if found is None or found.preview is None:
        return go_to(f"{opened.base}/{PAGE}")
    coming = first_messages.find(visit.desk.installation, opened.working)
    unreached = found.preview.unreached
    answer = visit.page("tin-dau", opened=opened, coming=coming, unreached=unreached)
    times = number_in(visit.request, "luot") or 0
    if coming.is_awaited and times < _MOST_TIMES:
        answer.headers["Refresh"] = f"{_AGAIN}; url=?luot={times + 1}"
    return answer


def _told(visit: Visit, opened: Opened, found: Look) -> dict[str, object]:
    """What the plan and its changes say."""
    shown, proposal = found.preview, found.proposal
    assert shown and proposal, "asked where there is a plan"
    zone, now, known = ZoneInfo(proposal.plan.zone), visit.desk.now, names.of(proposal)
    rows = list(change_words.rows(shown, zone, known))
    warnings = _listed(opened, proposals.warnings(proposal, shown))
    # who gets no reminder before all else: what is behind the last row is not told
    first = sorted(proposal.plan.remarks, key=lambda one: one.kind is not RemarkKind.UNDATED)
    remarks = [remark_words.sentence(one, known) for one in first]
    coming = hearing.next_reminders(proposal.plan, now=now, most=_NEXT)
    return {
        "sheet": sheet(rows, visit.request.query_params.get("trang", ""), each=_ROWS),
        "tags": _TAGS,
        "links": {row.of: link_of_part(opened, row.of) for row in rows if row.of},
        "counts": _counts(rows),
        "rewritten": change_words.rewritten() if shown.rewritten and not shown.changes else "",
        "zoned": change_words.another_zone(shown.changes.heading, zone),
        "hearing": change_words.hearing(shown, zone),
        "announcing": change_words.announcing(shown, zone),
        "blocks": hearing.by_block(proposal.plan, proposal.organisation),
        "next": [(due.moment(one.at, zone), one, step.told(one.step)) for one in coming],
        "warnings": warnings,
        "remarks": list(dict.fromkeys(remarks))[:_PROBLEMS],
    }


def _counts(rows: Sequence[Row]) -> list[tuple[str, int, str]]:
    """How many rows of each kind there are: word, number, kind of the tag."""
    kinds = dict.fromkeys((row.kind, row.word) for row in rows if row.kind)
    return [
        (word, sum(row.kind is kind for row in rows), _TAGS.get(kind, ""))
        for kind, word in kinds
        if kind
    ]


def _listed(opened: Opened, problems: Sequence[Problem]) -> list[Said]:
    return [_said(opened, one) for one in problems[:_PROBLEMS]]


def _said(opened: Opened, problem: Problem) -> Said:
    url, part = link_of(opened, problem), parts.name_of_field(opened, problem.named)
    if url != opened.text_path:  # a form says itself how its fields are filled in
        return Said(url, part, problem.reason)
    line = _("dòng {line}").format(line=problem.line) if problem.line else ""
    place = " · ".join(one for one in (part, line) if one)
    return Said(url, place, problem.reason, problem.example)
