"""README describes every command, setting and the definition, and nothing that is not there."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from config.command import build
from config.settings import NAMES, Settings
from scheduler.definition.check import check
from scheduler.definition.check_units import check_organisation
from scheduler.definition.organisation import Block, Issuer, Organisation, Rotation, Unit
from scheduler.definition.read import (
    examine_organisation,
    read_catalogue,
    read_definition_text,
    read_organisation_document,
    read_policies,
)
from scheduler.plan.build import make_plan
from tests.build import CALENDAR

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.vi.md")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands() -> set[str]:
    return {" ".join(words) for words in _walk(typer.main.get_command(build(Settings())), ())}


def _walk(group: object, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, command in getattr(group, "commands", {}).items():
        found = list(_walk(command, (*above, name)))
        yield from found or [(*above, name)]


@pytest.mark.parametrize("readme", READMES)
def test_readme_describes_every_command_and_no_other(readme: str) -> None:
    told = re.findall(r"^\| `thidua ([a-z]+(?: [a-z][a-z-]*)*)", text(readme), re.MULTILINE)
    assert sorted(told) == sorted(commands())


@pytest.mark.parametrize("readme", READMES)
def test_readme_describes_every_setting_and_no_other(readme: str) -> None:
    told = re.findall(r"^\| `(THIDUA_[A-Z_]+)`", text(readme), re.MULTILINE)
    assert sorted(told) == sorted(NAMES)


def test_definition_of_readme_is_valid_and_plans() -> None:
    example = re.search(r"```yaml\n(.*?)```", text("README.md"), re.DOTALL)
    assert example, "README has its example"
    definition = read_definition_text(example[1], name="README.md")
    organisation = read_organisation_document(ROOT / "config/samples/units/phu-tho.yaml").value
    catalogue = read_catalogue(ROOT / "config/anniversaries.yaml")
    policies = read_policies(ROOT / "config/policies.yaml")
    faults = check(definition, organisation=organisation, catalogue=catalogue, policies=policies)
    assert [fault for fault in faults if not fault.warning] == []
    plan = make_plan(
        definition,
        organisation=organisation,
        catalogue=catalogue,
        policies=policies,
        calendar=CALENDAR,
    )
    assert definition.year == 2024
    assert [len(o.units) > 0 for o in plan.occurrences] == [True] * 6


@pytest.mark.parametrize("readme", READMES)
def test_units_of_readme_are_valid_and_show_every_field(readme: str, tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(issuer:.*?)```", text(readme), re.DOTALL)[0]
    file = tmp_path / "mau.yaml"
    file.write_text(example, "utf-8")
    assert check_organisation(examine_organisation(file)) == ()
    shown = set(re.findall(r"([a-z_]+):", example))
    fields = (Organisation, Issuer, Block, Rotation, Unit)
    assert {name for model in fields for name in model.model_fields} - shown == {"sample"}


@pytest.mark.parametrize("readme", READMES)
def test_readme_serves_before_it_invites(readme: str) -> None:
    said = text(readme)
    steps = ("make shell", "thidua init", "thidua apply", "thidua serve", "thidua invite")
    first = said.index("thidua init")
    places = [said.index(step, 0 if step == "make shell" else first) for step in steps]
    assert places == sorted(places)


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_the_make_targets(readme: str) -> None:
    targets = re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE)
    assert [t for t in targets if f"make {t}" not in text(readme) and t != "clean"] == []


def test_files_of_readme_exist() -> None:
    told = re.findall(
        r"`((?:config|scheduler|bots|calendars|tests)/[a-z_./-]+)`", text("README.md")
    )
    assert [path for path in told if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_own_anniversaries_of_readme_join_the_catalogue(readme: str, tmp_path: Path) -> None:
    example = re.search(r"^    (anniversaries:\n(?:    - .*\n)+)", text(readme), re.MULTILINE)
    assert example, "README shows a file of an office"
    file = tmp_path / "anniversaries.yaml"
    file.write_text(textwrap.dedent(example[0]), "utf-8")
    known = read_catalogue(ROOT / "config/anniversaries.yaml", own=file)

    assert known["thanh-lap-so"].date == "08-28"
    assert known["tuyen-giao"].ask is None


@pytest.mark.parametrize("readme", READMES)
def test_readme_shows_every_option_of_a_command_and_no_other(readme: str) -> None:
    for words, options in _options(typer.main.get_command(build(Settings())), ()):
        row = re.search(rf"^\| `thidua {words}[^a-z-].*$", text(readme), re.MULTILINE)
        assert row, words
        told = set(re.findall(r"--[a-z-]+", row[0]))
        assert (words, options - {"--help"} - told, told - options) == (words, set(), set())


def _options(command: object, above: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
    found = getattr(command, "commands", None)
    if not found:
        known = [name for one in getattr(command, "params", ()) for name in one.opts]
        yield " ".join(above), {name for name in known if name.startswith("--")}
    for name, below in (found or {}).items():
        yield from _options(below, (*above, name))


def test_readme_shows_every_key_a_definition_or_office_file_has() -> None:
    keys = """occasions: template: unplaced: last_year: except: part_of: same_as: on_request: issued received
        roll: name: via: form: channel: notices: phases: address: last_day: into: holidays: count_rule: ask:"""
    assert [key for key in keys.split() if key not in text("README.md")] == []
