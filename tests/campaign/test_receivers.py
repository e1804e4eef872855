"""A receiver that changes: shown before it is applied, told by the ledger, never a new day."""

from pathlib import Path

from tests.campaign.admin_at_work import Admin

UPWARD = "to: {name: Ủy ban nhân dân tỉnh, via: u0}"


def test_another_receiver_is_shown_and_applied(admin: Admin) -> None:
    admin.apply()
    admin.edit("    to: u0", f"    {UPWARD}")

    assert "Ủy ban nhân dân tỉnh (qua Đơn vị u0)" in admin.run("apply", "--yes")
    subject, told = admin.ledger("obligation changed")[-1]
    assert (subject, told["receiver"]) == ("pt-2024/bc/once", "Ủy ban nhân dân tỉnh")
    assert told["before"] == told["after"]


def test_plan_for_programs_gives_receiver_and_proof_as_they_are_written(admin: Admin) -> None:
    admin.edit("    to: u0", f"    {UPWARD}\n    proof: [number, {{form: Mẫu số 01}}]")
    first = admin.plan()["obligations"][0]

    assert (first["to"], first["receiver"]) == ("u0", "Ủy ban nhân dân tỉnh")
    assert first["proof"] == ["number", {"form": "Mẫu số 01"}]


def test_receiver_and_proof_are_rolled_over(admin: Admin, tmp_path: Path) -> None:
    admin.edit("    to: u0", f"    {UPWARD}\n    proof: [{{channel: Thư điện tử}}]")
    admin.run("rollover", "2025", "--out", str(tmp_path / "sau.yaml"))

    text = (tmp_path / "sau.yaml").read_text("utf-8")
    assert UPWARD in text and "{channel: Thư điện tử}" in text
