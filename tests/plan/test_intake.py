"""Reports that may still come when the report made of them has gone."""

from typing import Any

import pytest

from tests.build import definition, duty, plan

UPWARD = duty(
    "len", kind="bao_cao_nam", due={"by": "12-25"}, to={"name": "Bộ Nội vụ"},
    owed_by={"ids": ["co-quan-thuong-truc"]},
)  # fmt: skip


def remarked(**own: Any) -> list[tuple[str, str]]:
    given = {"kind": "bao_cao_nam", "due": {"by": "12-20"}} | own
    found = plan(definition(duty("bc", **given), UPWARD))
    return [(r.subject, r.detail) for r in found.remarks if r.kind == "intake_after_upward"]


def test_intake_that_ends_after_the_upward_report_is_remarked() -> None:
    assert remarked() == [("bc", "len")]  # 15 working days after 20 December


@pytest.mark.parametrize(
    "own",
    [
        {"cut_off": "2 working days"},
        {"due": {"by": "12-27"}},  # of another period: it is due after the upward report
        {"due": {"by": "11-15"}},
        {"kind": "dang_ky"},
        {"kind": "bao_cao_thang"},
        {"to": "u1", "owed_by": {"ids": ["u2"]}},
    ],
)
def test_intake_of_something_else_is_not(own: dict[str, Any]) -> None:
    assert remarked(**own) == []


@pytest.mark.parametrize("kind", ["tong_ket", "bao_cao_khac"])
def test_report_of_the_same_period_by_another_kind_is_remarked(kind: str) -> None:
    assert remarked(kind=kind) == [("bc", "len")]


def test_without_a_report_outside_nothing_is_remarked() -> None:
    found = plan(definition(duty("bc", due={"by": "12-20"}), duty("len", due={"by": "12-25"})))
    assert [r for r in found.remarks if r.kind == "intake_after_upward"] == []
