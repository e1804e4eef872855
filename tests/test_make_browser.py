"""`make browser` brings the browser along or fails, and says what to do; it passes nothing over."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = ("bash", "dirname", "env", "id", "cat", "chmod", "touch")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder for PATH that holds no browser and no apt-get."""
    for name in NEEDED:
        found = shutil.which(name)
        assert found is not None
        (tmp_path / name).symlink_to(found)
    _program(tmp_path, "sudo", '[ "$1" = -n ] && shift; exec "$@"')
    return tmp_path


def _program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!{shutil.which('bash')}\n{script}\n")
    (folder / name).chmod(0o755)


def _bring(path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(path)}
    return subprocess.run(
        [ROOT / ".ci/chromium", sys.executable], env=environment, capture_output=True, text=True
    )


def test_without_a_way_to_install_it_fails_and_says_what_to_do(bare: Path) -> None:
    done = _bring(bare)
    assert done.returncode == 1
    assert "no apt-get" in done.stderr and "chromium fonts-dejavu-core" in done.stderr


def test_an_installation_that_fails_is_a_failure(bare: Path) -> None:
    _program(bare, "apt-get", "exit 100")
    done = _bring(bare)
    assert done.returncode == 1 and "could not install Chromium" in done.stderr


def test_an_installation_that_brings_no_browser_is_a_failure(bare: Path) -> None:
    _program(bare, "apt-get", "exit 0")
    done = _bring(bare)
    assert done.returncode == 1 and "not found on PATH" in done.stderr


def test_a_missing_browser_is_installed_though_lists_cannot_be_renewed(bare: Path) -> None:
    install = f'echo "exit 0" > {bare}/chromium; chmod +x {bare}/chromium; echo "$@" > {bare}/asked'
    _program(bare, "apt-get", f'[ "$1" = install ] || exit 100; {install}')
    done = _bring(bare)
    assert done.returncode == 0, done.stderr
    asked = (bare / "asked").read_text().split()
    assert asked == ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]


def test_a_browser_that_is_there_is_left_alone(bare: Path) -> None:
    _program(bare, "chromium", "exit 0")
    _program(bare, "apt-get", f"touch {bare}/asked")
    assert _bring(bare).returncode == 0
    assert not (bare / "asked").exists()


def test_without_a_browser_its_tests_fail_and_are_not_passed_over(bare: Path) -> None:
    test = "tests/calendars/test_pages_in_chromium.py::test_rounds_that_touch_are_told_apart"
    environment = {**os.environ, "PATH": str(bare)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", test],
        env=environment, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1 and "no chromium on this machine" in done.stdout


READ = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*[name for name in sys.modules if name.split(".")[0] in ("playwright", "axe_playwright_python")])
"""


def test_who_runs_no_browser_does_not_wait_for_its_driver_to_be_read() -> None:
    files = sorted((ROOT / "tests").rglob("test_*_in_chromium.py"))
    modules = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    done = subprocess.run(
        [sys.executable, "-c", READ, *modules], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
    assert len(modules) > 1
