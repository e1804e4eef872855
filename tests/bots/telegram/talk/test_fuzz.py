"""Hostile people: forged buttons, foreign chats, names and texts made to break a message. Nothing changes or leaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.telegram.event import Commanded, Pressed, Said
from bots.telegram.talk.buttons import ACTIONS
from bots.telegram.talk.commands import COMMANDS
from tests.bots.telegram.talk.conftest import make_town

HOSTILE = (
    "<b>đậm</b><script>alert(1)</script>",
    "&lt;/b&gt; & <a href='x'>",
    "\u202egnohp iàT ởS\u2066",
    "😀" * 4096,
    "\u200b\u200d\u2060",
    "  \n\n ",
    "a" * 5000,
    "{unit} %s \\ ' \" ; DROP TABLE obligation",
    "\ud83d",
    "́" * 500,
)
texts = st.sampled_from(HOSTILE) | st.text(max_size=200)
EXAMPLES = settings(max_examples=40)
FEW = settings(max_examples=12)  # each is a whole report in a database of its own

OURS = (
    "obligation", "submission", "submissionfile", "extension", "holder", "reminder", "invite",
    "ledger", "item", "subscription",
)  # fmt: skip
numbers = st.integers(0, 6) | st.sampled_from([99, 2**31 - 1, 2**31, 2**63, 10**20])
actions = st.sampled_from([*ACTIONS, "qy", "qn", "qe", "qo", "qp", "zz", "", "SE", "ác"])
forged = st.one_of(
    st.text(max_size=80),
    st.builds(lambda a, *n: ":".join([a, *map(str, n)]), actions, numbers, numbers, numbers),
    st.builds(lambda a, n: f"{a}:{n}", actions, numbers),
)


@pytest.fixture(scope="module")
def tense(sqlite_files):
    """Everything is open at once: a report of u1 to decide, a wish of u2, escalations, questions half answered."""
    town = make_town(sqlite_files)
    town.province.bind("u1", "-100300", now=town.now, post="group")
    for moment in ("2024-07-22 08:00", "2024-08-05 08:00"):
        town.go(moment)
    first, second, third = (town.phone(user) for user in ("101", "102", "103"))
    first.tap("su:1:1:0")
    first.say("125/BC-STC")
    first.send("mat-cua-tai-chinh.pdf")
    first.press("Gửi")
    second.tap("ex:2:1:0")
    second.say("15/8")
    second.press("Đúng")
    second.say("đang chờ số liệu")
    third.tap("su:3:1:0")
    third.say("1/BC")
    town.phone("100").command("/nhac")
    return town


def snapshot(town, tables=OURS):
    return {name: town.province.rows(f"SELECT * FROM {name} ORDER BY 1") for name in tables}


def unit_rows(town, unit_id):
    return town.province.rows(f"SELECT * FROM obligation WHERE unit_id = {int(unit_id)}")


@EXAMPLES
@given(data=forged, chat=st.sampled_from(["555", "101", "-100300", "-1"]))
def test_button_forged_by_a_stranger_changes_nothing(tense, data, chat):
    before = snapshot(tense)
    said = tense.phone("555", chat).tap(data, "1")
    assert snapshot(tense) == before
    assert not leaks(said, "Sở Tài chính", "Sở Y tế", "Huyện Lâm Thao", "125/BC-STC", "tai-chinh")


@EXAMPLES
@given(data=forged, chat=st.sampled_from(["103", "101", "-100300", "100"]))
def test_button_forged_by_another_unit_changes_nothing_of_ours(tense, data, chat):
    before = (
        [unit_rows(tense, unit) for unit in (2, 3)],
        snapshot(tense, ("submission", "extension")),
    )
    said = tense.phone("103", chat).tap(data, "1")
    after = (
        [unit_rows(tense, unit) for unit in (2, 3)],
        snapshot(tense, ("submission", "extension")),
    )
    assert after == before
    assert not leaks(said, "Sở Tài chính", "Sở Y tế", "125/BC-STC", "tai-chinh")


def leaks(said, *secrets):
    return [secret for secret in secrets if any(secret in one for one in said)]


@EXAMPLES
@given(
    name=st.sampled_from(sorted(COMMANDS)) | st.text(max_size=40),
    argument=texts,
    user=st.sampled_from(["555", "103"]),
    chat=st.sampled_from(["", "-100300", "-1"]),
)
def test_commands_tell_nothing_of_another_unit(tense, name, argument, user, chat):
    phone = tense.phone(user, chat)
    before = snapshot(tense)
    said = phone.do(Commanded(phone.place, name, scrub(argument), "1"))
    assert snapshot(tense) == before
    assert not leaks(said, "Sở Tài chính", "Sở Y tế", "125/BC-STC", "tai-chinh")


@EXAMPLES
@given(text=texts, user=st.sampled_from(["555", "101", "103"]), chat=st.sampled_from(["", "-1"]))
def test_any_text_is_survived(tense, text, user, chat):
    phone = tense.phone(user, chat)
    phone.do(Said(phone.place, scrub(text), "1", None))


@FEW
@given(number=texts, note=texts, name=texts, reason=texts, wish=texts, caption=texts)
def test_hostile_texts_travel_through_a_whole_report(
    sqlite_files, number, note, name, reason, wish, caption
):
    town = make_town(sqlite_files, now="2024-07-22 08:00")
    head, standing = town.phone("101"), town.phone("100")
    head.tap("ex:1:1:0")
    head.say(scrub(wish))
    head.say("9/8")
    head.press("Đúng")
    head.say(scrub(reason) or "x")
    head.tap("su:1:1:0")
    head.say(scrub(number) or "x")
    send(head, scrub(name), scrub(caption))
    head.say(scrub(note))
    if "Gửi" in head.last.labels:
        head.press("Gửi")
    town.pump()
    standing.command("/duyet")
    standing.command("/tinhhinh")
    if "1. Trả lại" in standing.last.labels:
        standing.press("1. Trả lại")
        standing.say(scrub(reason) or "x")
    town.pump()
    head.command("/viec")


def send(phone, name, caption):
    phone.send(name or "x", caption=caption)


def scrub(text):
    """As the receiver hands text on: no half of a surrogate pair, no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_units_and_duties_break_no_message(sqlite_files, name):
    town = make_town(sqlite_files)
    shown = scrub(name).replace("'", "''").replace("%", "%%")
    for table, column in (
        ("unit", "name"),
        ("unit", "short"),
        ("occurrence", "title"),
        ("post", "title"),
    ):
        town.province.execute(f"UPDATE {table} SET {column} = '{shown}'")
    town.go("2024-07-22 08:00")
    head, standing = town.phone("101"), town.phone("100")
    for command in ("/viec", "/lich", "/nop", "/giahan", "/uyquyen", "/start"):
        head.command(command)
    for command in ("/tinhhinh", "/nhac", "/duyet", "/yeucau"):
        standing.command(command)
    head.tap("de:1:1:0")
    head.tap("su:1:1:0")
    head.say("1/BC")
    head.send("a.pdf")
    head.press("Gửi")
    town.pump()
    standing.tap("ac:1:2:1")
    town.pump()


def test_pressed_without_a_message_is_answered(tense):
    phone = tense.phone("101")
    assert phone.do(Pressed(phone.place, "cb", "se:1:1:0", None))
