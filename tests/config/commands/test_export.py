"""`thidua export`: a file that says what it is based on, so that nobody undoes what others applied since."""

from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from config.answers import answer
from config.commands import campaigns, drafts, exports
from config.commands.terminal import Given
from config.settings import Settings
from scheduler.campaign.editing import begin, deeds
from scheduler.definition.parts import values_of
from scheduler.definition.roll import roll
from scheduler.errors import AppliedSince, FileExists, RevisionOld, RevisionUnknown
from scheduler.store.agenda import find_campaign
from scheduler.store.database import Database
from scheduler.store.tables import Draft
from tests.campaign.drafting.at_the_desk import BY, NOW, Clerk

SAMPLE = Path("config/samples/campaigns/phu-tho-2024.yaml")
TEXT = SAMPLE.read_text("utf-8")
CODE = "phu-tho-2024"


@pytest.fixture
def clerk(sqlite: Database) -> Clerk:
    return Clerk(sqlite)


def run(clerk: Clerk, *words: str) -> Result:
    app = typer.Typer()
    for part in (campaigns, drafts, exports):
        part.register(app, Settings())
    given = Given(clerk.installation, Console(file=StringIO(), width=200, no_color=True))
    return CliRunner().invoke(app, list(words), obj=given)


def applied(clerk: Clerk, file: Path, text: str) -> int:
    """The revision in force after that text was applied."""
    file.write_text(text, "utf-8")
    result = run(clerk, "apply", str(file), "--yes")
    if result.exception:
        raise result.exception
    with clerk.database.read() as session:
        return find_campaign(session, CODE).revision


def test_what_is_exported_is_applied_again_and_again(clerk: Clerk, tmp_path: Path) -> None:
    assert applied(clerk, tmp_path / "a.yaml", TEXT) == 1
    run(clerk, "export", CODE, "--out", str(tmp_path / "b.yaml"))
    text = (tmp_path / "b.yaml").read_text("utf-8")
    assert text == TEXT.replace("title: Thi đua", "revision: 1\ntitle: Thi đua", 1)
    assert run(clerk, "export", f"phu-tho/{CODE}").stdout == text
    changed = text.replace("within: 2024-07", "within: 2024-08")
    for said, expected in ((text, 1), (changed, 2), (changed, 2), (changed + "# lời\n", 2)):
        assert applied(clerk, tmp_path / "b.yaml", said) == expected
    told_none = changed.replace("revision: 1", "revision:")
    assert applied(clerk, tmp_path / "b.yaml", told_none) == 2
    assert run(clerk, "export", CODE).stdout == changed.replace("revision: 1", "revision: 2")
    again = run(clerk, "export", CODE, "--out", str(tmp_path / "b.yaml"))
    assert isinstance(again.exception, FileExists)


def test_an_older_file_is_refused_with_what_changed_since(clerk: Clerk, tmp_path: Path) -> None:
    applied(clerk, tmp_path / "a.yaml", TEXT)
    old = run(clerk, "export", CODE).stdout
    applied(clerk, tmp_path / "a.yaml", TEXT.replace("within: 2024-07", "within: 2024-08"))
    mine = old.replace("Đợt thi đua thứ nhất", "Đợt một")
    with pytest.raises(RevisionOld) as refused:
        applied(clerk, tmp_path / "b.yaml", mine)
    told = refused.value
    parts = ("duties/so-ket-dot-1",)
    assert told.since == (AppliedSince(2, clerk.installation.author, NOW, parts),)
    said = answer(told).text
    assert "lần 2" in said and "so-ket-dot-1" in said and f"thidua export {CODE}" in said
    assert applied(clerk, tmp_path / "b.yaml", mine.replace("revision: 1", "revision: 2")) == 3


@pytest.mark.parametrize(("revision", "current"), [(2, 0), (7, 1)])
def test_a_file_of_another_database_is_refused(
    clerk: Clerk, tmp_path: Path, revision: int, current: int
) -> None:
    if current:
        applied(clerk, tmp_path / "a.yaml", TEXT)
    changed = TEXT.replace("within: 2024-07", "within: 2024-08")
    with pytest.raises(RevisionUnknown) as refused:
        applied(clerk, tmp_path / "b.yaml", f"revision: {revision}\n{changed}")
    assert (refused.value.given, refused.value.current) == (revision, current)


def test_next_year_has_no_revision_yet() -> None:
    rolled = roll(TEXT.replace("year: 2024", "revision: 4\nyear: 2024", 1), year=2025)
    assert "revision" not in values_of(rolled)


def test_a_draft_that_changes_a_campaign_says_what_it_is_based_on(
    clerk: Clerk, tmp_path: Path
) -> None:
    applied(clerk, tmp_path / "a.yaml", TEXT)
    with clerk.database.write("phu-tho") as session:
        draft = begin.from_campaign(session, CODE, issuer_id="phu-tho", by=BY, now=NOW)
        other = begin.from_text(session, TEXT, issuer_id="phu-tho", by=BY, now=NOW)
    assert values_of(run(clerk, "drafts", str(draft.id)).stdout)["revision"] == "1"
    assert run(clerk, "drafts", str(other.id)).stdout == TEXT


def test_a_file_becomes_a_draft_of_the_campaign_it_was_written_out_of(
    clerk: Clerk, tmp_path: Path
) -> None:
    applied(clerk, tmp_path / "a.yaml", TEXT)
    text = run(clerk, "export", CODE).stdout
    with clerk.database.write("phu-tho") as session:
        draft = begin.from_text(session, text, issuer_id="phu-tho", by=BY, now=NOW)
        assert (draft.campaign, draft.based_on, draft.source) == (CODE, 1, TEXT)
        row = session.get_one(Draft, draft.id)
        again = text.replace("Đợt thi đua thứ nhất", "Đợt một")
        done = deeds.write_text(session, row, 1, again, by=BY, now=NOW)
        assert done.working.source == TEXT.replace("Đợt thi đua thứ nhất", "Đợt một")
        with pytest.raises(RevisionUnknown):
            newer = text.replace("revision: 1", "revision: 2")
            begin.from_text(session, newer, issuer_id="phu-tho", by=BY, now=NOW)
