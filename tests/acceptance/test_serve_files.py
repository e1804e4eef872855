"""What a unit handed in reaches the standing body byte for byte, though the program is killed before it is sent."""

import base64
from typing import Any

import httpx

from tests.acceptance.phone import PATIENCE, Phone
from tests.acceptance.program import TOKEN, Program, until
from tests.acceptance.telegram import Telegram

HEAD, STANDING = 7001, 7556
SPRING = "2024-03-04T09:00:00+07:00"
MAYBE_TWICE = "Tin này có thể được gửi lặp; nếu đã nhận, đề nghị bỏ qua."
PDF = b"%PDF-1.7 " + bytes(range(256)) * 1000
PHOTO = b"\xff\xd8\xff\xe0" + bytes(reversed(range(256))) * 500


def read(bot_api: Telegram, path: str, **params: Any) -> httpx.Response:
    got = httpx.get(f"{bot_api.url}{path}", params=params, trust_env=False)
    return got.raise_for_status()


def received(bot_api: Telegram, chat: int) -> list[tuple[str, str, bytes]]:
    """The files that came to `chat`: name, caption, content."""
    sent = read(bot_api, "/_control/sent", chat=chat).json()
    return [
        (one["file_name"], one["text"], content(bot_api, one["file_id"]))
        for one in sent
        if one["method"] == "sendDocument"
    ]


def content(bot_api: Telegram, file_id: str) -> bytes:
    file = read(bot_api, f"/bot{TOKEN}/getFile", file_id=file_id).json()["result"]
    return read(bot_api, f"/file/bot{TOKEN}/{file['file_path']}").content


def hand_in(head: Phone) -> None:
    """A PDF with its number, and a photo."""
    head.say("/nop")
    head.press("Gửi báo cáo của nhiệm vụ nào?", "1. ")
    head.heard("Số, ký hiệu văn bản là gì?")
    head.say("125/BC-STC")
    head.heard("Đề nghị gửi tệp văn bản")
    head.upload("Báo cáo quý I.pdf", PDF)
    head.heard("1 tệp: Báo cáo quý I.pdf")
    photo = base64.b64encode(PHOTO).decode()
    head.bot_api.order("upload", chat=head.chat, content=photo, name="", photo=True)
    head.press("2 tệp: Báo cáo quý I.pdf, anh-1.jpg", "Gửi")


def told(bot_api: Telegram, words: str) -> bool:
    """Whether somebody who tapped was told so."""
    return any(words in one["text"] for one in read(bot_api, "/_control/answers").json())


def test_files_handed_in_reach_the_standing_body_across_a_kill(
    connected: Program, bot_api: Telegram
):
    connected.must("--at", SPRING, "bind", "phu-tho/ban-tdkt", str(STANDING))
    standing = Phone(bot_api, STANDING)
    serving = connected.start("--at", SPRING)
    try:
        hand_in(Phone(bot_api, HEAD))
        bot_api.order("fault", kind="stall-before", method="sendDocument")
        standing.press("Sở Tài chính đã gửi", "Xem tệp")
        until(lambda: told(bot_api, "Đang gửi 2 tệp."), "the answer to the tap")
        serving.kill()
        bot_api.order("clear_faults")
        assert received(bot_api, STANDING) == []
        serving = connected.start("--at", SPRING)
        until(lambda: len(received(bot_api, STANDING)) == 2, "two files", seconds=PATIENCE)
        assert "Báo cáo quý I.pdf" not in serving.said
    finally:
        serving.kill()
    (first, caption, pdf), (second, same, photo) = received(bot_api, STANDING)
    assert (first, pdf == PDF, second, photo == PHOTO) == (
        "Báo cáo quý I.pdf",
        True,
        "anh-1.jpg",
        True,
    )
    about = ["Sở Tài chính", "Số, ký hiệu: 125/BC-STC"]
    assert same.splitlines()[1:] == about
    assert caption.splitlines()[1:] == [*about, "", MAYBE_TWICE]


def test_lost_file_is_told_and_the_others_come(connected: Program, bot_api: Telegram):
    head = Phone(bot_api, HEAD)
    serving = connected.start("--at", SPRING)
    try:
        hand_in(head)
        head.heard("Cơ quan thường trực được báo ngay")
        kept = [one for one in (connected.home / "thidua-files").rglob("*") if one.is_file()]
        next(one for one in kept if one.read_bytes() == PDF).unlink()
        head.press("Cơ quan thường trực được báo ngay", "Xem tệp")
        head.heard("Tệp “Báo cáo quý I.pdf” không còn trên máy chủ")
        until(lambda: received(bot_api, HEAD), "the other file")
        assert str(connected.home) not in serving.said.replace(str(connected.database), "")
    finally:
        serving.kill()
    assert [(name, found) for name, _caption, found in received(bot_api, HEAD)] == [
        ("anh-1.jpg", PHOTO)
    ]
