"""A run of these tests that was killed costs the next one nothing."""

import os
from pathlib import Path

from tests.conftest import end_runs_of_the_dead

NOBODY = 2**22 + 1  # above the highest id a process can have


def test_folder_of_a_dead_run_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    dead, living = tmp_path / f"thidua-{NOBODY}-a", tmp_path / f"thidua-{os.getpid()}-b"
    stranger = tmp_path / "thidua-somebody-c"
    for folder in (dead, living, stranger):
        (folder / "sqlite").mkdir(parents=True)
    end_runs_of_the_dead(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([living, stranger])
