"""A draft of the desk put into force by `apply --draft`: the same preview, the same question, the same deed."""

import json

import typer
from rich.console import Console

from config.commands import changes, remarks, terminal
from config.commands.asking import ask
from scheduler.campaign import names, proposals, remark_words
from scheduler.campaign.editing import launching, looking, working
from scheduler.campaign.editing.launching import Launched, Seen
from scheduler.campaign.editing.looking import Look
from scheduler.campaign.editing.working import Working
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import DraftClosed, PlanChanged
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.plan.as_json import changes_as_json, plan_as_json
from scheduler.store import drafts


def apply(
    installation: Installation, console: Console, number: int, *, yes: bool, as_json: bool
) -> None:
    """Show what applying that draft would change, ask (unless `yes`), do exactly that; the draft is applied."""
    draft = _open(installation, number)
    found = looking.look(installation, draft)
    if found.problems:
        raise DefinitionInvalid(found.problems)
    if found.is_behind:
        raise PlanChanged(draft.campaign)
    screen = terminal.Terminal(stderr=True) if as_json else console
    if not (as_json and yes):
        _show(installation, screen, found)
    if found.can_launch and not yes and not ask(_("Áp dụng?"), screen):
        raise typer.Abort
    done = _launched(installation, draft, found) if found.can_launch else None
    if as_json:
        typer.echo(json.dumps(_as_json(installation, found, done), ensure_ascii=False, indent=1))
    elif done:
        told = _("Đã áp dụng “{campaign}”, lần {revision}.")
        console.print(told.format(campaign=done.campaign, revision=done.revision))


def _open(installation: Installation, number: int) -> Working:
    with installation.database.read() as session:
        row = drafts.find(session, number, None)
        if row.source is None:
            told = _(
                "Bản thảo {number} chưa lập thành định nghĩa: đề nghị bấm “Lập thành định nghĩa” ở bàn làm việc."
            )
            raise typer.BadParameter(told.format(number=number))
        found = working.working_of(row)
    if found.state not in ("open", "proposed"):
        raise DraftClosed(found.title, found.state, found.changed_by, found.changed_at)
    return found


def _show(installation: Installation, console: Console, found: Look) -> None:
    assert found.proposal and found.preview, "what has no problems has a plan"
    named = names.known_to(installation, found.proposal)
    warnings = proposals.warnings(found.proposal, found.preview)
    remarks.tell(console, remark_words.of_proposal(found.proposal, warnings, named))
    console.print(changes.preview(found.preview, installation.zone, named))


def _launched(installation: Installation, draft: Working, found: Look) -> Launched:
    return launching.launch(
        installation,
        draft.id,
        Seen(draft.revision, found.digest, is_proposed=draft.state == "proposed"),
        issuer_id=draft.issuer_id,
        by=installation.author,
    )


def _as_json(installation: Installation, found: Look, done: Launched | None) -> dict[str, object]:
    assert found.proposal and found.preview, "what has no problems has a plan"
    return {
        "applied": done is not None,
        "rewritten": found.preview.rewritten,
        "changes": changes_as_json(found.preview.changes, installation.zone),
        "warnings": list(map(str, proposals.warnings(found.proposal, found.preview))),
        "remarks": plan_as_json(found.proposal.plan)["remarks"],
    }
