"""`thidua drafts`: what is worked on at the desk; one of them as a file that `plan` and `apply` take."""

from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from config.commands import campaigns
from config.commands.drafts import register
from config.commands.terminal import Given
from config.settings import Settings
from scheduler.campaign.drafting import deeds
from scheduler.errors import FileExists, UnknownDraft
from scheduler.store.agenda import find_campaign
from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import BY, Clerk
from tests.campaign.drafting.test_from_text_to_plan import OWN, correct
from tests.directives.letters import letter


@pytest.fixture
def clerk(sqlite: Database) -> Clerk:
    return Clerk(sqlite)


def run(clerk: Clerk, *words: str) -> tuple[Result, str]:
    """How the command ended, and what stands on the console."""
    app = typer.Typer()
    register(app, Settings())
    campaigns.register(app, Settings())
    screen = StringIO()
    given = Given(clerk.installation, Console(file=screen, width=200, no_color=True))
    result = CliRunner().invoke(app, list(words), obj=given)
    return result, screen.getvalue()


def test_without_drafts_it_says_so(clerk: Clerk) -> None:
    assert "Chưa có bản thảo nào" in run(clerk, "drafts")[1]


def test_open_drafts_are_listed_with_who_changed_them(clerk: Clerk) -> None:
    kept = clerk.begin(letter(OWN))
    dropped = clerk.begin(letter("Các đơn vị thi đua."))
    clerk.do(deeds.drop_draft, dropped)
    listed = run(clerk, "drafts")[1]
    for told in (str(kept), "Phát động phong trào thi đua năm 2024", "phu-tho", "letter.txt", BY):
        assert told in listed
    assert "09:00 thứ Hai, 06/5/2024" in listed
    assert listed.count("letter.txt") == 1


def test_one_is_printed_as_a_definition_with_how_much_is_left(clerk: Clerk) -> None:
    draft = clerk.begin(letter(OWN))
    result, _shown = run(clerk, "drafts", str(draft))
    assert result.stdout.startswith(f"# Bản thảo số {draft}.")
    assert "\nissuer: phu-tho\n" in result.stdout
    assert "mục chưa xem lại" in result.stderr


def test_file_it_writes_is_planned_and_applied(clerk: Clerk, tmp_path: Path) -> None:
    draft = clerk.begin(letter(OWN))
    correct(clerk, draft, "dot-2", last_day="20/12")
    file = tmp_path / "phu-tho.yaml"
    assert f"Đã viết bản thảo {file}." in run(clerk, "drafts", str(draft), "--out", str(file))[1]
    assert isinstance(run(clerk, "drafts", str(draft), "--out", str(file))[0].exception, FileExists)
    assert run(clerk, "drafts", str(draft), "--out", str(file), "--force")[0].exit_code == 0
    assert "Báo cáo sơ kết" in run(clerk, "plan", str(file))[1]
    assert run(clerk, "apply", str(file), "--yes")[0].exit_code == 0
    with clerk.database.read() as session:
        assert find_campaign(session, "hoa-an-2024").issuer_id == "phu-tho"


def test_what_is_not_there_is_told(clerk: Clerk, tmp_path: Path) -> None:
    assert isinstance(run(clerk, "drafts", "9")[0].exception, UnknownDraft)
    assert run(clerk, "drafts", "--out", str(tmp_path / "x.yaml"))[0].exit_code == 2
    assert run(clerk, "drafts", "0")[0].exit_code == 2
