"""`thidua apply --draft`: a draft of the desk is put into force as the desk would."""

import json
from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console
from sqlmodel import select
from typer.testing import CliRunner, Result

from config.commands import campaigns
from config.commands.terminal import Given
from config.settings import Settings
from scheduler.campaign.editing import begin
from scheduler.errors import DraftClosed, PlanChanged
from scheduler.store.tables import DefinitionRevision, Draft
from tests.config.desk.desk_world import NOW, OURS, DeskWorld, open_desk
from tests.config.desk.drafted import CLERK

SOURCE = Path("config/samples/campaigns/phu-tho-2024.yaml").read_text("utf-8")


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


def begun(world: DeskWorld, source: str = SOURCE, **given: object) -> int:
    with world.database.write(OURS) as session:
        return begin.from_text(session, source, issuer_id=OURS, by=CLERK, now=NOW, **given).id


def run(world: DeskWorld, *words: str) -> tuple[Result, str]:
    app = typer.Typer()
    campaigns.register(app, Settings())
    screen = StringIO()
    given = Given(world.desk.installation, Console(file=screen, width=200, no_color=True))
    return CliRunner().invoke(app, ["apply", *words], obj=given), screen.getvalue()


def test_it_shows_asks_and_applies_the_draft_once(world: DeskWorld) -> None:
    draft = begun(world)
    result, shown = run(world, "--draft", str(draft), "--yes")
    assert result.exit_code == 0
    assert "17:00 thứ Tư, 31/7/2024" in shown and "Đã áp dụng “phu-tho-2024”, lần 1." in shown
    with world.database.read() as session:
        assert session.get_one(Draft, draft).state == "applied"
        assert session.exec(select(DefinitionRevision)).one().author == "admin"
    result, _shown = run(world, "--draft", str(draft), "--yes")
    assert isinstance(result.exception, DraftClosed)


def test_one_that_is_behind_is_not_applied(world: DeskWorld) -> None:
    run(world, "--draft", str(begun(world)), "--yes")
    drafts = [
        begun(world, SOURCE.replace("title: ", f"title: {word} ", 1), campaign="phu-tho-2024", based_on=1)
        for word in ("Hai", "Ba")
    ]  # fmt: skip
    assert run(world, "--draft", str(drafts[0]), "--yes")[0].exit_code == 0
    assert isinstance(run(world, "--draft", str(drafts[1]), "--yes")[0].exception, PlanChanged)


def test_it_takes_a_file_or_a_draft(world: DeskWorld) -> None:
    assert run(world)[0].exit_code == 2
    assert run(world, "x.yaml", "--draft", "1")[0].exit_code == 2


NO_REMINDER = "“Ký giao ước thi đua” chưa ấn định thời hạn: chưa nhắc đơn vị nào."


@pytest.mark.parametrize("where", ["plan", "apply", "draft"])
def test_duty_without_a_due_is_named_before_anything_is_done(
    world: DeskWorld, tmp_path: Path, where: str
) -> None:
    file = tmp_path / "ke-hoach.yaml"
    file.write_text(SOURCE, "utf-8")
    app = typer.Typer()
    campaigns.register(app, Settings())
    screen = StringIO()
    given = Given(world.desk.installation, Console(file=screen, width=200, no_color=True))
    words = ["apply", "--draft", str(begun(world))] if where == "draft" else [where, str(file)]
    result = CliRunner().invoke(app, words, obj=given, input="n\n")
    assert NO_REMINDER in screen.getvalue()
    assert "Đã áp dụng" not in screen.getvalue() + result.output


@pytest.mark.parametrize("where", ["plan", "apply", "draft"])
def test_duty_without_a_due_is_named_to_a_program(
    world: DeskWorld, tmp_path: Path, where: str
) -> None:
    file = tmp_path / "ke-hoach.yaml"
    file.write_text(SOURCE, "utf-8")
    words = ["--draft", str(begun(world))] if where == "draft" else [str(file)]
    app = typer.Typer()
    campaigns.register(app, Settings())
    given = Given(world.desk.installation, Console(file=StringIO()))
    yes = [] if where == "plan" else ["--yes"]
    command = "plan" if where == "plan" else "apply"
    result = CliRunner().invoke(app, [command, *words, "--json", *yes], obj=given)
    remarks = json.loads(result.stdout)["remarks"]
    assert any(
        "undated" in one.values() and "ky-giao-uoc" in "".join(map(str, one.values()))
        for one in remarks
    )
