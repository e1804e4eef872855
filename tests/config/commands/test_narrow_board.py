"""The board fits the terminal, whatever is owed; a spreadsheet takes all of it."""

import csv
import io
from datetime import datetime

import pytest
from rich.console import Console

from config.commands.narrow_board import shown_board
from scheduler.campaign.board import BoardRow, Cell, board_as_csv
from scheduler.store.tables import Campaign
from tests.build import at

CAMPAIGN = Campaign(
    issuer_id="pt", code="pt-2024", title="Thi đua [2024]", year=2024, zone="Asia/Ho_Chi_Minh"
)
STATES = ("open", "seen", "submitted", "accepted", "returned", "waived")
WORDS = ("CG", "NV", "ĐG", "TN", "TL", "MI")


def rows(duties: int, *, due_at: datetime | None = None) -> list[BoardRow]:
    """Two units that owe `duties` reports, in all states in turn; the first is late with the first."""
    long = "Ủy ban nhân dân thành phố Việt Trì [phường]"
    return [
        BoardRow(
            code,
            name,
            reachable=code == "b",
            paused=code == "b",
            cells=tuple(
                Cell(
                    f"d{n}",
                    "once",
                    f"Báo cáo thứ {n} về kết quả thực hiện phong trào thi đua",
                    STATES[n % 6],
                    due_at,
                    overdue=(code, n) == ("a", 0),
                    to="Sở Nội vụ",
                )
                for n in range(duties)
            ),
        )
        for code, name in (("a", long), ("b", "Sở Y tế"))
    ]


def shown(given: list[BoardRow], *, width: int) -> list[str]:
    console = Console(width=width, no_color=True)
    with console.capture() as capture:
        console.print(shown_board(CAMPAIGN, given, width=width))
    return capture.get().splitlines()


@pytest.mark.parametrize(("width", "duties"), [(80, 9), (80, 3), (80, 52), (40, 9), (200, 9)])
def test_board_fits_the_terminal(width: int, duties: int) -> None:
    lines = shown(rows(duties), width=width)

    assert max(map(len, lines)) <= width


def test_nine_duties_in_80_columns_are_one_table_with_every_state_whole() -> None:
    lines = shown(rows(9, due_at=at("2024-07-31 17:00")), width=80)
    (late,) = (line.split() for line in lines if "Ủy ban" in line)
    (other,) = (line.split() for line in lines if "Sở Y tế" in line)

    assert late[-10:] == ["chưa", "QH", *WORDS[1:], *WORDS[:3]]
    assert other[-10:] == ["dừng", *WORDS, *WORDS[:3]]
    said = " ".join(lines)
    assert "9. Báo cáo thứ 8 về kết quả thực hiện phong trào thi đua: 31/7/2024" in said
    assert "QH = quá hạn; CG = chưa gửi;" in said
    assert "thidua board pt-2024 --csv bang.csv" in said


def test_few_duties_are_told_in_words() -> None:
    assert "quá hạn" in " ".join(shown(rows(2), width=80))


def test_spreadsheet_has_a_line_an_obligation() -> None:
    given = rows(9, due_at=at("2024-07-31 17:00"))
    given[1] = BoardRow("b", "=1+1", reachable=True, paused=False, cells=given[1].cells)
    text = board_as_csv([(CAMPAIGN, given)])
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert len(table) == 1 + 2 * 9
    assert table[1][-3:] == ["31/7/2024 17:00", "quá hạn", "Sở Nội vụ"]
    assert table[10][1:4] == ["b", "'=1+1", "có"]
