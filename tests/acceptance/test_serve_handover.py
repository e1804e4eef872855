"""A head is replaced through the running program, killed before anybody could be told: all hear, once."""

import re

from tests.acceptance.phone import Phone
from tests.acceptance.program import Program
from tests.acceptance.telegram import Telegram
from tests.acceptance.test_serve_talks import HEAD, SPRING, STANDING, invited, serve

NEW = 7777
LATER = "2024-03-04T09:05:00+07:00"  # the clock went on while nothing ran


def test_change_of_head_is_told_to_all_across_a_kill(connected: Program, bot_api: Telegram):
    former, newcomer, standing = Phone(bot_api, HEAD), Phone(bot_api, NEW), Phone(bot_api, STANDING)
    serving = serve(connected)
    try:
        invited(connected, bot_api, "phu-tho/ban-tdkt")
        former.say("/nop")
        former.press("Gửi báo cáo của nhiệm vụ nào?", "1. ")
        former.heard("Số, ký hiệu văn bản là gì?")
        former.say("125/BC-STC")
        former.heard("Đề nghị gửi tệp văn bản")
        link = connected.must("--at", SPRING, "invite", "phu-tho/so-tai-chinh")
        code = re.search(r"[\w-]{43}", link)
        assert code is not None
        newcomer.start(code[0])
        newcomer.heard("Đang có người giữ chức danh này từ")
        newcomer.press("Có đúng không?", "Đúng")
        newcomer.heard("Đã xác nhận")
        serving.kill()
        serving = connected.start("--at", LATER)
        former.heard("Đồng chí thôi giữ chức danh")
        standing.heard("Đổi người giữ chức danh")
        card = newcomer.heard("Đồng chí bắt đầu giữ chức danh")
        assert "số 125/BC-STC" in card["text"]
        former.say("126/BC-STC")
        former.heard("nên không thực hiện được thao tác này")
    finally:
        serving.kill()
    shown = connected.must("ledger", "show", "--subject", "so-tai-chinh/head")
    assert "đổi người giữ chức danh" in shown
    for phone, words in ((former, "thôi giữ chức danh"), (standing, "Đổi người giữ")):
        sent = [one["text"] for one in bot_api.ask("sent", chat=phone.chat)]
        told = [text for text in sent if words in text]
        assert len([text for text in told if "có thể được gửi lặp" not in text]) == 1
