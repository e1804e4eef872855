"""What a campaign is held for is not lost in its draft: preamble anniversaries, events that come once."""

from pathlib import Path

from scheduler.definition.read import read_catalogue
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from tests.directives.letters import letter, read_letter

CATALOGUE = read_catalogue(Path(__file__).parents[2] / "config" / "anniversaries.yaml")
PREAMBLE = (
    "Lập thành tích chào mừng 79 năm Quốc khánh nước CHXHCN Việt Nam (02/9/1945 - 02/9/2024), chào mừng Đại hội đại"
    " biểu toàn quốc lần thứ XIV của Đảng và bầu cử đại biểu Quốc hội"
    " khóa XVI (15/3/2026).\n"
)
ROUND = "Đợt 2: từ ngày 01/7/2024 đến ngày 31/12/2024.\n"


def top_of(body: str) -> list[str]:
    text = draft_of(import_directive(letter(body), catalogue=CATALOGUE), catalogue=CATALOGUE).text
    return [line for line in text.split("campaign:")[0].splitlines() if line.startswith("#")]


def test_anniversary_of_the_preamble_is_told_with_the_round_it_lies_in() -> None:
    (told,) = [line for line in top_of(PREAMBLE + ROUND) if "quoc-khanh" in line]
    assert told.startswith("# ngày kỷ niệm văn bản nêu, chưa gắn với đợt nào: quoc-khanh (")
    assert told.endswith("; nằm trong Đợt 2")


def test_event_that_comes_once_is_told_with_its_day_or_that_it_has_none() -> None:
    read = read_letter(PREAMBLE)
    assert [(one.name, one.day) for one in read.occasions] == [
        ("Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", None)
    ]
    assert [(one.name, one.date) for one in read.milestones] == [
        ("bầu cử đại biểu Quốc hội khóa XVI", "2026-03-15")
    ]
    assert any(
        line.endswith("Đại hội đại biểu toàn quốc lần thứ XIV của Đảng, văn bản không ghi ngày")
        for line in top_of(PREAMBLE)
    )


def test_event_that_is_a_milestone_is_not_told_again() -> None:
    body = "Hướng tới Đại hội Thi đua yêu nước tỉnh lần thứ V (20/10/2024).\n"
    assert [one.name for one in read_letter(body).milestones] == [
        "Đại hội Thi đua yêu nước tỉnh lần thứ V"
    ]
    assert not [line for line in top_of(body) if "Đại hội" in line]
