from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.dates import reading

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 6, 12, 9, tzinfo=ZONE)

LINES = (Path(__file__).parent / "phrases.tsv").read_text().splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith(("#", "phrase\t"))]


@pytest.mark.parametrize(("phrase", "expected"), [row[:2] for row in ROWS], ids=lambda text: text)
def test_phrase_reads_as_listed(phrase: str, expected: str) -> None:
    assert reading.notation(reading.read(phrase, now=NOW, zone=ZONE)) == expected
