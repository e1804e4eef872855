"""Heads below the headline of a page, and of papers that a decision is issued with."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.model import Header
from scheduler.directives.page.source import Source

BODY = "\nI. THỜI GIAN\nPhong trào diễn ra từ ngày 01/6/2024 đến ngày 30/9/2024.\n1. Báo cáo trước ngày 25/9/2024.\n"
OWN = (
    "SỞ NỘI VỤ BẠCH SƠN\nPHÒNG TỔ CHỨC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 61/KH-SNV\nBạch Sơn, ngày 02 tháng 4 năm 2024\nKẾ HOẠCH\nPhong trào thi đua năm 2024\n"
)


def head_of(text: str) -> Header:
    """The header of a text."""
    return import_directive(Source(text + BODY), catalogue={}).header


@pytest.mark.parametrize(
    "headline",
    ["", "KẾ HOẠCH THI ĐUA NĂM 2024\n", "KẾ HOẠCH THI ĐUA\n\nThứ tư - 20/3/2024 15:12\n", "KẾ HOẠCH\n"],
)  # fmt: skip
def test_a_headline_over_the_letterhead_is_no_heading(headline: str) -> None:
    head = head_of(headline + OWN)
    assert (head.number.value, head.issue_date.value) == ("61/KH-SNV", "2024-04-02")
    assert head.title.value == "Phong trào thi đua năm 2024"


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        ("(Kèm theo Quyết định số 88/QĐ-TA ngày 29/5/2024 của Chánh án Tòa án nhân dân tỉnh Bạch Sơn)",
         "Tòa án nhân dân tỉnh Bạch Sơn"),
        ("(Ban hành kèm theo Quyết định số 88/QĐ-UBND ngày 29 tháng 5 năm 2024 của Chủ tịch UBND xã Hòa An)",
         "Ủy ban nhân dân xã Hòa An"),
        ("Ban hành kèm theo Quyết định số 8/QĐ-SYT ngày 29/5/2024 của Sở Y tế tỉnh Bạch Sơn",
         "Sở Y tế tỉnh Bạch Sơn"),
        ("(Kèm theo Công văn số 8/SYT-VP ngày 29/5/2024)", None),
        ("(Kèm theo Quyết định số 8/QĐ-BV ngày 29/5/2024 của Giám đốc Bệnh viện đa khoa Hòa An)",
         "Bệnh viện đa khoa Hòa An"),
    ],
)  # fmt: skip
def test_a_paper_has_day_and_body_of_its_decision(said: str, issuer: str | None) -> None:
    head = head_of(f"KẾ HOẠCH\nPHONG TRÀO THI ĐUA NĂM 2024\n{said}\n")
    assert (head.issue_date.value, head.issuer.value) == ("2024-05-29", issuer)
    assert head.title.value == "PHONG TRÀO THI ĐUA NĂM 2024"


def test_a_decision_that_the_text_rests_on_dates_nothing() -> None:
    head = head_of(
        "KẾ HOẠCH\nPHONG TRÀO THI ĐUA NĂM 2024\nCăn cứ Quyết định số 8/QĐ-BV ngày 29/5/2024 của Bộ Y tế;\n"
    )
    assert head.issue_date.value is None


def test_its_own_day_stands_before_that_of_a_decision() -> None:
    said = "(Kèm theo Quyết định số 8/QĐ-BV ngày 29/5/2024 của Bộ Y tế)\n"
    assert head_of(OWN + said).issue_date.value == "2024-04-02"
