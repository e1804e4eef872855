"""What a mail says, read back by the parser of the standard library."""

import email
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.mail.message import compose, correct
from scheduler.run.saying.notice import Notice
from tests.bots.notices import DUE, NOW, make_item, make_notice

SENDER, RECIPIENT = "nhac-viec@thidua.example", "so-y-te@phutho.example"
LONG = "Báo cáo kết quả thực hiện phong trào thi đua yêu nước sáu tháng đầu năm, phương hướng sáu tháng cuối năm"
TWO = (
    make_item(reference="a", duty="Việc một", uid="a@thidua"),
    make_item(reference="b", duty="Việc hai", uid="b@thidua", due_at=DUE + timedelta(days=1)),
)


def read(notice: Notice, **changes: Any) -> EmailMessage:
    given = {"sender": SENDER, "recipient": RECIPIENT} | changes
    return email.message_from_bytes(compose(notice, **given).octets, policy=policy.default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_headers_say_who_to_whom_when_and_that_a_machine_wrote():
    message = read(make_notice(issuer="UBND tỉnh Phú Thọ"))
    assert str(message["From"]) == f'"UBND tỉnh Phú Thọ" <{SENDER}>'.replace('"', "")
    assert str(message["To"]) == f"Giám đốc Sở Y tế <{RECIPIENT}>"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "vi"


def test_subject_is_the_first_line():
    message = read(make_notice())
    assert message["Subject"] == body(message, "plain").splitlines()[0]
    assert message["Subject"] == "Hạn 28/6: Báo cáo sơ kết đợt 1"


def test_long_vietnamese_subject_survives_in_short_lines():
    octets = compose(make_notice(make_item(duty=LONG)), sender=SENDER, recipient=RECIPIENT).octets
    head = octets.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(len(line) for line in head.split(b"\r\n")) <= 78
    assert read(make_notice(make_item(duty=LONG)))["Subject"] == f"Hạn 28/6: {LONG}"


def test_text_and_html_say_the_same():
    message = read(make_notice(*TWO))
    rich = body(message, "html")
    for line in filter(None, body(message, "plain").splitlines()):
        assert line in rich


def test_html_escapes_what_people_typed():
    rich = body(read(make_notice(make_item(unit="<script>alert(1)</script> & con"))), "html")
    assert "<script>" not in rich
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; con" in rich


@pytest.mark.parametrize(
    "hostile",
    [
        "Gửi\r\nBcc: moi-nguoi@phutho.example\r\n\r\nxin chào",
        "Gửi\x00\x07 báo cáo",
        "Gửi 🎉👨‍👩‍👧 báo cáo",
        "Gửi \u202egnud iạn",
        "Gửi \ud83d báo cáo",
        "=?utf-8?q?Bcc=3A?= x",
        "x" * 10_000,
        "Báo cáo " * 1250,
        " ",
        "",
    ],
)
def test_hostile_titles_stay_in_their_place(hostile):
    item = make_item(duty=hostile, unit=hostile, origin_text=hostile, uid="a@thidua")
    message = read(make_notice(item, post=hostile, issuer=hostile))
    assert not message.defects
    assert message["Bcc"] is None
    assert str(message["To"]).endswith(f"{RECIPIENT}>") or str(message["To"]) == RECIPIENT
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert "17:00 thứ Sáu, 28/6/2024" in body(message, "plain")


@given(st.text(max_size=120))
def test_headers_never_break(name):
    octets = compose(
        make_notice(make_item(duty=name), post=name, issuer=name),
        sender=SENDER,
        recipient=RECIPIENT,
    ).octets
    head = octets.partition(b"\r\n\r\n")[0]
    names = {
        line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")
    }
    assert names == {
        b"Subject", b"From", b"To", b"Date", b"Message-ID", b"In-Reply-To", b"References",
        b"Auto-Submitted", b"X-Auto-Response-Suppress", b"Content-Language", b"MIME-Version",
        b"Content-Type",
    }  # fmt: skip
    assert octets.isascii()


def test_every_line_fits_smtp():
    octets = compose(
        make_notice(*(make_item(reference=str(n), duty="x" * 900, uid=f"{n}@t") for n in range(9))),
        sender=SENDER,
        recipient=RECIPIENT,
    ).octets
    assert max(len(line) for line in octets.split(b"\r\n")) <= 998


# which mail it is


def test_same_delivery_sent_again_has_the_same_id():
    first = compose(make_notice(), sender=SENDER, recipient=RECIPIENT)
    again = compose(
        make_notice(possible_duplicate=True, now=NOW + timedelta(minutes=2)),
        sender=SENDER,
        recipient=RECIPIENT,
    )
    assert again.id == first.id
    assert first.id.startswith("delivery-1.1.")
    assert first.id.endswith("@thidua.example")


@pytest.mark.parametrize(
    "other",
    [
        make_notice(delivery_id=2),
        make_notice(make_item(step="before-1wd")),
        make_notice(make_item(due_at=DUE + timedelta(days=1))),
        make_notice(make_item(state="withdrawn")),
    ],
)
def test_what_says_something_else_has_another_id(other):
    ids = {compose(one, sender=SENDER, recipient=RECIPIENT).id for one in (make_notice(), other)}
    assert len(ids) == 2


def test_mails_about_one_obligation_are_one_thread():
    first, second = (
        read(make_notice(make_item(step=step), delivery_id=number))
        for number, step in enumerate(("before-7wd", "before-3wd"), start=1)
    )
    assert first["References"] == first["In-Reply-To"] == second["References"]
    assert first["Message-ID"] != second["Message-ID"]


def test_mail_about_several_obligations_continues_nothing():
    assert read(make_notice(*TWO))["References"] is None


def test_correction_answers_the_mail_it_corrects():
    first = compose(make_notice(), sender=SENDER, recipient=RECIPIENT)
    moved = make_notice(make_item(due_at=DUE + timedelta(days=7)))
    second = compose(moved, sender=SENDER, recipient=RECIPIENT, follows=first.id)
    assert read(moved, follows=first.id)["In-Reply-To"] == f"<{first.id}>"
    assert second.id.startswith("delivery-1.2.")
    assert correct(first.id, moved) == moved
    assert correct(second.id, moved).items == ()


def test_ids_stay_whole_under_a_long_domain():
    long = "nhac@" + ".".join(["ban-thi-dua-khen-thuong"] * 4) + ".example"
    message = read(make_notice(), sender=long)
    for name in ("Message-ID", "References", "In-Reply-To"):
        assert str(message[name]).endswith(long.partition("@")[2] + ">"), message[name]
    octets = compose(make_notice(), sender=long, recipient=RECIPIENT).octets
    assert b"=?utf-8?q?=3C" not in octets


def test_english_reader_reads_english():
    message = read(make_notice(language="en"))
    assert message["Content-Language"] == "en"
    assert "28 June" in body(message, "plain") or "June" in body(message, "plain")


def test_mail_begins_and_ends_as_a_letter_of_the_issuer():
    lines = body(read(make_notice(address="thầy/cô")), "plain").splitlines()
    assert "Kính gửi: Thầy/cô Giám đốc Sở Y tế" in lines
    assert lines[-1] == "Trân trọng."
