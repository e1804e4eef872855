"""A mail has no buttons: it says what is wanted, how that is done, and where answers go."""

import email
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage

import pytest

from bots.mail.message import compose
from config.channels import public_pages
from config.settings import read_settings
from scheduler.clock import RehearsalClock
from scheduler.run.firing.tick import tick
from scheduler.run.saying.notice import About, Notice, NoticeItem, PostChange, Reader, StandingBody
from scheduler.run.sending.drain import Drain
from scheduler.store.handovers import ToldAs
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.bots.notices import DUE, NOW, make_item, make_notice
from tests.build import OFFICE, Province, at, definition, duty, organisation, unit
from tests.run.road import ScriptedChannel

SENDER, RECIPIENT = "nhac-viec@thidua.example", "so-y-te@phutho.example"
PAGES = "https://thidua.phutho.example"
BODY = StandingBody("Ban Thi đua - Khen thưởng", "ban-tdkt@phutho.example", "thidua_bot")
REPLY = "trả lời thư này"
TO_DO = "Đề nghị gửi “Báo cáo sơ kết đợt 1” cho Sở Nội vụ, chậm nhất 17:00 thứ Sáu, 28/6/2024."


def noticed(*items: NoticeItem, body: StandingBody = BODY, **changes: object) -> Notice:
    return make_notice(*items, standing_body=body, **changes)


def read(notice: Notice, *, recipient: str = RECIPIENT, pages: str = PAGES) -> EmailMessage:
    octets = compose(notice, sender=SENDER, recipient=recipient, pages=pages).octets
    return email.message_from_bytes(octets, policy=policy.default)


def said(notice: Notice, kind: str = "plain", **changes: str) -> str:
    part = read(notice, **changes).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def of_standing(step: str, **changes: object) -> NoticeItem:
    return make_item(step=step, reader=Reader.STANDING_BODY, **changes)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_unit_is_told_what_to_hand_in_to_whom_and_until_when(kind):
    assert TO_DO in said(noticed(), kind)


def test_unit_is_told_for_whom_it_hands_in():
    told = said(noticed(make_item(receiver="Ủy ban nhân dân tỉnh")))

    assert "cho Ủy ban nhân dân tỉnh (qua Sở Nội vụ), chậm nhất" in told
    assert REPLY in told


def test_who_sends_outside_is_not_asked_to_write_to_itself():
    told = said(noticed(make_item(receiver="Bộ Nội vụ", outside=True)))

    assert "đến Bộ Nội vụ, chậm nhất 17:00 thứ Sáu, 28/6/2024, rồi ghi số" in told
    assert "gửi /nop cho bot Telegram" in told
    assert "qua Sở Nội vụ" not in told and REPLY not in told


def test_evening_of_the_day_is_not_told_to_be_late():
    """The day ends at 24:00, whatever hour is shown."""
    evening, end = DUE + timedelta(minutes=30), DUE + timedelta(hours=7)
    assert TO_DO in said(noticed(make_item(late_after=end), now=evening))
    assert TO_DO not in said(noticed(make_item(late_after=end), now=end + timedelta(seconds=1)))


def test_nothing_is_sent_outside_after_a_cut_off_the_duty_names():
    closed = make_item(
        receiver="Bộ Nội vụ", outside=True, due_at=DUE - timedelta(days=9), cut_off_at=NOW
    )
    told = said(noticed(closed))

    assert "rồi ghi số" not in told and BODY.name in told


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_answer_reaches_the_standing_body_where_it_has_a_mailbox(kind):
    assert read(noticed())["Reply-To"] == f"{BODY.name} <{BODY.mailbox}>"
    assert f"{REPLY}, kèm báo cáo; thư đến {BODY.name}" in said(noticed(), kind)


@pytest.mark.parametrize(
    ("mailbox", "recipient"), [("", RECIPIENT), (BODY.mailbox, BODY.mailbox), ("7001", RECIPIENT)]
)
def test_mail_nobody_can_answer_names_whom_to_turn_to(mailbox, recipient):
    notice = noticed(body=replace(BODY, mailbox=mailbox))
    assert read(notice, recipient=recipient)["Reply-To"] is None
    for kind in ("plain", "html"):
        assert REPLY not in said(notice, kind, recipient=recipient).lower()
        assert f"liên hệ {BODY.name} để gửi" in said(notice, kind, recipient=recipient)


def test_mail_says_that_a_machine_wrote_it_with_and_without_a_calendar():
    for notice in (
        noticed(),
        noticed(make_item(uid="a@thidua")),
        noticed(make_item(state="waived")),
    ):
        assert read(notice)["Auto-Submitted"] == "auto-generated"


def test_calendar_part_stays_the_last_way_to_read_the_mail():
    message = read(noticed(make_item(uid="a@thidua")))
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert (message.get_content_type(), kinds[-1]) == ("multipart/alternative", "text/calendar")


def test_page_of_the_deadline_is_a_link():
    url = f"{PAGES}/{make_item().page}"
    assert f"Xem hạn này trên trang lịch: {url}\n" in said(noticed())
    assert f'<a href="{url}">' in said(noticed(), "html")


def test_several_deadlines_link_to_the_page_of_their_campaign():
    items = [
        make_item(reference=str(n), page=f"cong-khai/pt/pt-2024/muc/deadline/{n}/2024")
        for n in range(3)
    ]
    text = said(noticed(*items))
    assert text.count(PAGES) == 1
    assert f"Xem các hạn trên trang lịch: {PAGES}/cong-khai/pt/pt-2024\n" in text
    assert "gửi 3 báo cáo trên, mỗi báo cáo chậm nhất vào thời hạn ghi ở từng mục" in text


def test_without_a_public_address_there_is_no_link():
    assert "trang lịch" not in said(noticed(), pages="")


@pytest.mark.parametrize(
    ("public_url", "pages"),
    [
        (None, ""),
        ("https://thidua.phutho.example/", "https://thidua.phutho.example"),
        ("http://127.0.0.1:8080", ""),
        ("http://[::1]:8080", ""),
        ("http://0.0.0.0:8080", ""),
        ("http://localhost", ""),
        ("https://who:secret@thidua.example", ""),
    ],
)
def test_only_an_address_others_reach_is_shown(public_url, pages):
    given = {"THIDUA_PUBLIC_URL": public_url} if public_url else {}
    assert public_pages(read_settings(given)) == pages


# whoever reads it


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        (
            make_item(due_at=NOW - timedelta(days=1)),
            "Đề nghị gửi ngay “Báo cáo sơ kết đợt 1”",
        ),
        (
            make_item(due_at=NOW - timedelta(days=9), cut_off_at=NOW),
            "“Báo cáo sơ kết đợt 1” đã hết thời hạn tiếp nhận",
        ),
        (make_item(state="submitted"), "không phải thực hiện gì thêm"),
        (make_item(state="waived"), "không phải thực hiện gì thêm"),
        (make_item(reader=Reader.FORMER), "không phải thực hiện gì thêm"),
        (
            make_item(reader=Reader.OTHER, step="overdue-3wd"),
            "Cần trao đổi, hoặc thấy thông tin chưa đúng: ",
        ),
        (
            make_item(reader=Reader.OTHER, step="overdue-3wd", state="accepted"),
            "không phải thực hiện gì thêm",
        ),
        (
            of_standing("submitted-1", state="submitted", about=About(1, "submitted")),
            "nhận hoặc trả lại báo cáo của Sở Y tế.\nCách làm: gửi /duyet cho bot Telegram https://t.me/thidua_bot",
        ),
        (
            of_standing("extension_asked-1", about=About(1, "asked", wanted_at=DUE)),
            "xem xét, quyết định đề nghị gia hạn của Sở Y tế.\nCách làm: gửi /duyet",
        ),
        (
            of_standing("overdue-7wd", due_at=NOW - timedelta(days=9)),
            "đôn đốc Sở Y tế.\nCách làm: gửi /nhac",
        ),
    ],
)
def test_each_reader_is_told_what_is_theirs_to_do(item, wanted):
    text = said(noticed(item))
    assert wanted in text
    asked = item.reader in (Reader.UNIT, Reader.OTHER) and item.state == "open"
    assert (REPLY in text) == asked


def test_who_no_longer_answers_for_it_gets_no_link():
    assert PAGES not in said(noticed(make_item(reader=Reader.FORMER)))


def handed_on(
    told_as: ToldAs, *items: NoticeItem, open_: int = 0, body: StandingBody = BODY
) -> Notice:
    change = PostChange(told_as, "so-y-te/head", "Giám đốc, Sở Y tế", "Sở Y tế", NOW, open=open_)
    return replace(noticed(make_item(), body=body), items=items, changes=(change,))


NOTHING = "không phải thực hiện gì thêm"


@pytest.mark.parametrize("told_as", [ToldAs.FORMER, ToldAs.HOLDER])
def test_who_gets_or_loses_a_post_is_told_whom_to_ask(told_as):
    asked = f"Cần trao đổi, hoặc thấy thông tin chưa đúng: {REPLY}; thư đến {BODY.name}."
    assert asked in said(handed_on(told_as))
    deaf = said(handed_on(told_as, body=replace(BODY, mailbox="")))
    assert REPLY not in deaf
    assert f"Cần trao đổi, hoặc thấy thông tin chưa đúng: liên hệ {BODY.name};" in deaf


@pytest.mark.parametrize(("open_", "is_said"), [(0, True), (3, False)])
def test_who_holds_a_post_with_duties_is_not_told_that_nothing_is_to_do(open_, is_said):
    assert (NOTHING in said(handed_on(ToldAs.HOLDER, open_=open_))) == is_said


def test_whom_a_change_of_hands_gives_duties_is_told_how_once():
    text = said(handed_on(ToldAs.HOLDER, make_item(), open_=1))
    assert (text.count(REPLY), NOTHING in text, TO_DO in text) == (1, False, True)


def test_standing_body_has_nobody_to_ask_about_a_change_of_hands():
    text = said(handed_on(ToldAs.STANDING_BODY, open_=3))
    assert ("Cần hỏi" in text, NOTHING in text) == (False, True)


def test_english_reader_reads_english():
    text = said(noticed(language="en"))
    assert "To do: submit “Báo cáo sơ kết đợt 1” to Sở Nội vụ by 17:00" in text


# on the whole road

START, FIRST = at("2024-01-15 09:00"), at("2024-07-22 08:00")


async def told(province: Province) -> Notice:
    """What leaves by the mailbox first."""
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    tick(province.database, OFFICE, now=FIRST)
    channel = ScriptedChannel()
    await Drain(province.database, {"mail-pt": channel}, OFFICE, RehearsalClock(FIRST))("mail-pt")
    return channel.said[0].notice


def opened(database, **body: object) -> Province:
    units = [unit("u0", **body), unit("u1", email="u1@pt.example"), unit("u2")]
    province = Province(database, organisation(units=units)).open(bound=False)
    province.execute("UPDATE lane SET served = TRUE, username = 'pt_bot' WHERE id = 'tg-pt'")
    return province


async def test_mailbox_of_the_standing_body_is_found(database):
    notice = await told(opened(database, email="u0@pt.example"))
    with database.read() as session:
        name = find_unit(session, "pt/u0").name
    assert notice.standing_body == StandingBody(name, "u0@pt.example", "pt_bot")
    assert notice.items[0].page.startswith("cong-khai/pt/")


async def test_mailbox_that_refused_what_we_sent_gets_no_answers(database):
    province = opened(database, email="u0@pt.example")
    province.execute("UPDATE address SET closed_at = '2024-01-20' WHERE value = 'u0@pt.example'")
    assert (await told(province)).standing_body.mailbox == ""


async def test_standing_body_with_a_chat_only_has_no_mailbox(database):
    province = opened(database)
    with database.write() as session:
        bind(session, find_unit(session, "pt/u0"), address="77", actor="test", now=START)
    assert (await told(province)).standing_body.mailbox == ""


def test_superior_who_is_asked_for_something_is_not_told_that_there_is_nothing_to_do():
    text = said(noticed(make_item(reader=Reader.OTHER, step="overdue-3wd")))
    assert "Đề nghị đồng chí đôn đốc thủ trưởng" in text
    assert "không phải làm gì" not in text


def test_standing_body_is_sent_to_no_command_for_what_is_closed():
    item = of_standing("overdue-7wd", due_at=NOW - timedelta(days=9), cut_off_at=NOW)
    assert "/nhac" not in said(noticed(item))


def test_unit_is_not_told_to_answer_with_a_report_that_is_taken_in_no_more():
    text = said(noticed(make_item(due_at=NOW - timedelta(days=9), cut_off_at=NOW)))
    assert "kèm báo cáo" not in text
