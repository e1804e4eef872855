"""Whom a report goes to and how, in words."""

import pytest

from scheduler.words import proof, receiver


@pytest.mark.parametrize(
    ("given", "outside", "said"),
    [
        ("", False, "Sở Nội vụ"),
        ("", True, "Sở Nội vụ"),
        ("Ủy ban nhân dân tỉnh", False, "Ủy ban nhân dân tỉnh (qua Sở Nội vụ)"),
        ("Bộ Nội vụ", True, "Bộ Nội vụ"),  # the unit that takes it in sends it
    ],
)
def test_receiver_is_named_with_who_takes_it_in(given: str, outside: bool, said: str) -> None:
    assert receiver.named("Sở Nội vụ", given, outside=outside) == said


def test_proof_says_what_then_how() -> None:
    given = (
        "channel:Hệ thống quản lý văn bản",
        "number",
        "form:Mẫu số 01",
        "file",
        "channel:bản mềm qua thư điện tử",
    )
    assert proof.listed(given) == (
        "số, ký hiệu văn bản; tệp văn bản; theo Mẫu số 01;"
        " gửi qua Hệ thống quản lý văn bản và bản mềm qua thư điện tử"
    )


def test_proof_of_older_rows_is_said_as_ever() -> None:
    assert proof.listed(("number", "file")) == "số, ký hiệu văn bản; tệp văn bản"
