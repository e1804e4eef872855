"""An installation of any size: one issuer, so many units that owe one report, each with a chat of its own."""

from datetime import datetime
from pathlib import Path

import yaml

from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.acceptance.program import Program

JANUARY = datetime.fromisoformat("2024-01-02T08:00:00+07:00")
EIGHT = datetime.fromisoformat("2024-07-11T08:00:00+07:00")  # when the first reminder is due
FIRST_CHAT = 10_000
ISSUER = {"id": "lon", "name": "UBND tỉnh Lớn", "lane": "tg-lon", "standing_body": "u0"}
CAMPAIGN = {
    "campaign": "lon-2024",
    "title": "Thi đua 2024",
    "year": 2024,
    "issuer": "lon",
    "directive": {"number": "1/KH-UBND", "issuer": "UBND tỉnh Lớn"},
    "duties": [
        {
            "id": "so-ket",
            "title": "Báo cáo sơ kết",
            "kind": "so_ket",
            "due": {"by": "07-31"},
            "origin": {"quoted": "trước ngày 01/8/2024"},
            "owed_by": {"all": True, "except": ["u0"]},
            "to": "u0",
        }
    ],
}


def installed(folder: Path, units: int, *, url: str = "") -> Program:
    """The campaign applied; the head of unit n is reached in chat FIRST_CHAT + n, n from 1."""
    program = Program(folder, url=url)
    names = [{"id": f"u{n}", "name": f"Đơn vị {n}", "kind": "xa"} for n in range(units + 1)]
    _write(folder / "units.yaml", {"issuer": ISSUER, "units": names})
    _write(folder / "campaign.yaml", CAMPAIGN)
    at = ("--at", JANUARY.isoformat())
    program.must(*at, "init", "--rehearsal", "--units", folder / "units.yaml")
    with program.writing() as session:
        for n in range(1, units + 1):
            unit = find_unit(session, f"u{n}")
            bind(session, unit, address=str(FIRST_CHAT + n), actor="test", now=JANUARY)
    program.must(*at, "apply", "--yes", "--units", folder / "units.yaml", folder / "campaign.yaml")
    return program


def _write(file: Path, value: object) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
