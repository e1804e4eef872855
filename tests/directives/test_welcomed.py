"""What a campaign is held for is not lost in its draft: preamble anniversaries, events that come once."""

from pathlib import Path

import pytest

from scheduler.definition.read import read_catalogue
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.draft.titles import capital
from scheduler.directives.draft.welcomed import WELCOMED
from scheduler.directives.importer import import_directive
from scheduler.directives.occasions.one_off import is_same
from scheduler.directives.occasions.sameness import entry_meant
from scheduler.directives.page.read import read
from tests.directives.letters import letter, read_letter
from tests.directives.test_from_text_to_plan import drafted, planned

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
        ("Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", None),
        ("bầu cử đại biểu Quốc hội khóa XVI", "2026-03-15"),
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


LISTED = (
    "Lập thành tích chào mừng 96 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2026), Đại hội đại biểu"
    " toàn quốc lần thứ XIV của Đảng (19/01/2026), bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các"
    " cấp nhiệm kỳ 2026 - 2031 (15/3/2026), Ủy ban nhân dân tỉnh phát động thi đua.\n"
    "1. Đợt 1: Từ ngày 01/01/2026 đến ngày 30/4/2026, chào mừng Đại hội XIV của Đảng, bầu cử đại biểu Quốc hội khóa"
    " XVI.\n"
    "2. Đợt 2: Từ ngày 01/5/2026 đến ngày 31/12/2026.\n"
)
YEAR = {"title": "Phát động phong trào thi đua năm 2026", "issued": "12 tháng 01 năm 2026"}
CONGRESS = "dai-hoi-dai-bieu-toan-quoc-lan-thu-xiv-cua-dang"
ELECTION = "bau-cu-dai-bieu-quoc-hoi-khoa-xvi"


def test_dated_event_is_an_occasion_that_the_round_of_the_text_is_held_for() -> None:
    text = drafted(LISTED, **YEAR)
    assert (
        f"occasions:\n  - id: {CONGRESS}\n    title: "
        '"Đại hội đại biểu toàn quốc lần thứ XIV của Đảng"\n    day: 2026-01-19\n'
        f'  - id: {ELECTION}\n    title: "Bầu cử đại biểu Quốc hội khóa XVI"\n    day: 2026-03-15\n'
    ) in text
    assert "milestones:" not in text
    assert text.count("anniversaries:") == 1
    plan = planned(text)
    first, second = [one for one in plan.spans if one.kind.value == "round"]
    assert (first.anniversaries, second.anniversaries) == ((CONGRESS, ELECTION), ())


def test_day_of_an_event_may_be_told_in_words_behind_it() -> None:
    body = "Hướng tới Đại hội Thi đua yêu nước tỉnh Hòa An lần thứ VI, dự kiến tổ chức ngày 15/10/2026.\n"
    (one,) = read_letter(body, **YEAR).occasions
    assert (one.name, one.day) == ("Đại hội Thi đua yêu nước tỉnh Hòa An lần thứ VI", "2026-10-15")


def test_days_of_an_anniversary_are_not_those_of_the_event_before_it() -> None:
    body = "Chào mừng Đại hội Công đoàn tỉnh lần thứ XX và kỷ niệm Quốc khánh (02/9/1945 - 02/9/2026).\n"
    assert [one.day for one in read_letter(body, **YEAR).occasions] == [None]


def test_due_may_wait_for_an_occasion() -> None:
    body = (
        "Hướng tới Đại hội Thi đua yêu nước tỉnh lần thứ VI (15/10/2026).\n"
        "Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày tổ chức Đại hội Thi đua yêu nước tỉnh lần thứ VI 10 ngày.\n"
    )
    text = drafted(body, **YEAR)
    assert "milestones:" not in text
    (due,) = [one.due_at for one in planned(text).occurrences]
    assert due is not None
    assert due.date().isoformat() == "2026-10-05"


def test_title_of_the_only_peak_says_what_it_is_held_for() -> None:
    text = drafted(
        "Đợt cao điểm từ ngày 01/5/2026 đến ngày 28/7/2026.\n",
        title="Phát động đợt cao điểm chào mừng 97 năm Ngày thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2026)",
        issued="12 tháng 01 năm 2026",
    )
    assert "    anniversaries: [cong-doan-viet-nam]\n" in text
    assert "chưa gắn" not in text


HERE = Path(__file__).parent
TEXTS = sorted([*HERE.glob("seeds/*.txt"), *HERE.glob("corpus/*/*.txt")])


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_no_anniversary_that_is_read_is_lost_in_the_draft(file: Path) -> None:
    directive = import_directive(read(file), catalogue=CATALOGUE)
    draft = draft_of(directive, catalogue=CATALOGUE)
    issuer = directive.header.issuer.value
    for one in directive.anniversaries:
        entry = entry_meant(one, CATALOGUE, issuer=issuer)
        names = [one.name, *([entry.id] if entry else [])]
        events = [event for event in directive.occasions if is_same(event, one)]
        names += [capital(event.name) for event in events]
        assert any(name in draft.text for name in names), one.name


def test_anniversary_of_the_preamble_waits_at_the_desk_with_its_words() -> None:
    directive = import_directive(letter(PREAMBLE + ROUND), catalogue=CATALOGUE)
    draft = draft_of(directive, catalogue=CATALOGUE)
    told = [note for note in draft.notes if note.kind == WELCOMED]
    (day,) = [note for note in told if "quoc-khanh" in note.text]
    assert day.evidence is not None
    assert "chưa gắn với đợt nào" in day.text and day.text.endswith("nằm trong Đợt 2")
