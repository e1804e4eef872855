"""A link into the desk as a mail: one thing, in plain words, with no calendar and nobody to quote it to."""

import email
from dataclasses import replace
from email import policy
from email.message import EmailMessage

import pytest

from bots.mail import message
from scheduler.run.saying.notice import DeskLink, Notice, StandingBody
from tests.bots.notices import make_notice

SECRET = "Ab" + "x" * 41
LINK = DeskLink("so-noi-vu/clerk", "Sở Nội vụ", f"/ban/vao/{SECRET}", 30)
PAGES = "https://thidua.example"


def notice(**changes: object) -> Notice:
    given = {"items": (), "desk_link": LINK, "post": "Chuyên viên Sở Nội vụ", "unit": "Sở Nội vụ"}
    return make_notice(**(given | changes))


def composed(told: Notice, pages: str = PAGES) -> EmailMessage:
    mail = message.compose(
        told, sender="bot@pt.example", recipient="van.thu@pt.example", pages=pages
    )
    return email.message_from_bytes(mail.octets, policy=policy.default)


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_it_says_what_it_opens_how_long_and_whose_it_is() -> None:
    assert text(composed(notice())) == (
        "Liên kết vào bàn làm việc của Sở Nội vụ\n"
        "\n"
        "Kính gửi: Đồng chí Chuyên viên Sở Nội vụ\n"
        "\n"
        f"Mở bàn làm việc: {PAGES}/ban/vao/{SECRET}\n"
        "Liên kết dùng một lần, trong 30 phút; liên kết tạo trước đó không dùng được nữa. Đề nghị không chuyển "
        "liên kết này cho người khác: ai mở đều làm việc dưới danh nghĩa của đồng chí.\n"
        "\n"
        "Nếu đồng chí không yêu cầu liên kết này, đề nghị bỏ qua thư. Hộp thư này chỉ dùng để gửi, không nhận "
        "trả lời.\n"
        "\n"
        "Trân trọng.\n"
    )


def test_it_is_said_in_english_and_in_the_form_of_address() -> None:
    told = text(composed(notice(language="en")))
    assert told.startswith("Link into the desk of Sở Nội vụ\n")
    assert (
        f"Open the desk: {PAGES}/ban/vao/{SECRET}\nThe link works once, within 30 minutes;" in told
    )
    assert "Nếu ông/bà không yêu cầu" in text(composed(notice(address="ông/bà")))


def test_the_address_is_a_link_and_stands_in_no_header() -> None:
    mail = composed(notice())
    html = mail.get_body(("html",))
    assert html is not None and f'<a href="{PAGES}/ban/vao/{SECRET}">' in html.get_content()
    assert SECRET not in " ".join(f"{name}: {value}" for name, value in mail.items())
    assert mail["Subject"] == "Liên kết vào bàn làm việc của Sở Nội vụ"


def test_it_has_no_calendar_and_no_answer_goes_to_others() -> None:
    mail = composed(notice(standing_body=StandingBody("Sở Nội vụ", "so-noi-vu@pt.example")))
    assert mail["Reply-To"] is None and mail["In-Reply-To"] is None
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_sent_again_with_another_link_it_is_another_mail() -> None:
    other = replace(LINK, path=f"/ban/vao/{SECRET[::-1]}")
    ids = {
        composed(notice(desk_link=link, possible_duplicate=twice))["Message-ID"]
        for link in (LINK, other)
        for twice in (False, True)
    }
    assert len(ids) == 2
    again = text(composed(notice(possible_duplicate=True)))
    assert again == text(composed(notice()))  # that before works no more: nobody is told to use it


@pytest.mark.parametrize("rehearsal", [False, True])
def test_a_rehearsal_is_marked_and_its_link_works(rehearsal: bool) -> None:
    mail = composed(notice(rehearsal=rehearsal))
    assert str(mail["Subject"]).startswith("[Diễn tập] ") is rehearsal
    assert "không phải thực hiện" not in text(mail)


def test_without_a_public_address_it_says_where_the_desk_opens() -> None:
    told = text(composed(notice(), pages=""))
    assert "Bàn làm việc chỉ mở được trên máy đang chạy hệ thống" in told
    assert SECRET not in told
