"""A head does the duty through the running program: link, tap, type, upload; killed in the middle of each step."""

import hashlib
import re

from tests.acceptance.phone import Phone
from tests.acceptance.program import Program, Serving
from tests.acceptance.telegram import Telegram

HEAD, STANDING = 7001, 7556
SPRING = "2024-03-04T09:00:00+07:00"
PDF = b"%PDF-1.7 bao cao"


def serve(program: Program) -> Serving:
    return program.start("--at", SPRING)


def invited(program: Program, bot_api: Telegram, unit: str) -> Phone:
    """Somebody opens the link for the head's post of `unit`, and confirms."""
    phone = Phone(bot_api, STANDING)
    code = re.search(r"[\w-]{43}", program.must("--at", SPRING, "invite", unit))
    assert code is not None
    phone.start(code[0])
    phone.press("Có đúng không?", "Đúng")
    phone.heard("Đã xác nhận")
    return phone


def test_report_is_handed_in_and_taken_across_three_kills(connected: Program, bot_api: Telegram):
    head = Phone(bot_api, HEAD)
    serving = serve(connected)
    try:
        standing = invited(connected, bot_api, "phu-tho/ban-tdkt")
        head.say("/nop")
        head.press("Gửi báo cáo của nhiệm vụ nào?", "1. ")
        head.heard("Số, ký hiệu văn bản là gì?")
        serving.kill()
        head.say("125/BC-STC")
        serving = serve(connected)
        head.heard("Đề nghị gửi tệp văn bản")
        serving.kill()
        head.upload("bao-cao.pdf", PDF)
        serving = serve(connected)
        head.heard("Đề nghị kiểm tra rồi bấm Gửi")
        serving.kill()
        head.press("Đề nghị kiểm tra rồi bấm Gửi", "Gửi")
        serving = serve(connected)
        standing.press("Sở Tài chính đã gửi", "Nhận")
        head.heard("Đã tiếp nhận")
    finally:
        serving.kill()
    digest = hashlib.sha256(PDF).hexdigest()
    kept = connected.home / "thidua-files" / digest[:2] / digest
    assert kept.read_bytes() == PDF
