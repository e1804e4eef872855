"""Foreign JSON becomes an event or nothing: never a crash, never a change of ours."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.event import (
    Commanded,
    Kind,
    Membership,
    Migrated,
    Other,
    Place,
    Pressed,
    Said,
    Uploaded,
)
from bots.telegram.hearing import parse
from bots.telegram.hearing.poller import as_update
from scheduler.store import inbox
from tests.bots.telegram.receiving import LANE, Bot

ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "language_code": "vi-VN"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -5, "type": "supergroup"}
HERE = Place(LANE, 1, "7", "7")


def read(**update: Any) -> Any:
    return parse.read({"update_id": 1, **update}, lane=LANE, bot_name="Thidua_Bot")


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 3, "from": ANNA, "chat": PRIVATE, "date": 0} | more


def test_text_is_said():
    reply = {"message_id": 2, "chat": PRIVATE}
    said = read(message=message(text="thứ Sáu", reply_to_message=reply))
    assert said == Said(HERE, "thứ Sáu", "3", "2")


def test_command_somebody_passes_on_is_no_order_but_an_invitation_may_be() -> None:
    forward = {"forward_date": 1}
    assert read(message=message(text="/huy", **forward)).text == "/huy"
    assert read(message=message(text="/start abc", **forward)).argument == "abc"


@pytest.mark.parametrize(
    ("more", "forwarded"),
    [
        ({"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "B"}}, True),
        ({"forward_date": 1}, True),
        ({"forward_origin": None}, False),
        ({}, False),
    ],
)
def test_forward_is_told_from_what_was_typed(more, forwarded):
    document = {"document": {"file_id": "F"}}
    assert read(message=message(text="x", **more)).forwarded is forwarded
    assert read(message=message(**document, **more)).forwarded is forwarded


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/viec", "viec", ""),
        ("/Start@thidua_bot abc_-1", "start", "abc_-1"),
        ("/nop  12/BC \n x", "nop", "12/BC \n x"),
    ],
)
def test_command_is_read(text, name, argument):
    assert read(message=message(text=text)) == Commanded(HERE, name, argument, "3")


def test_command_for_another_bot_is_none_of_ours():
    assert read(message=message(text="/start@other_bot x")) is None


@pytest.mark.parametrize("text", ["/", "//x", "/việc", "/ viec", "a/viec"])
def test_text_with_a_slash_is_no_command(text):
    assert isinstance(read(message=message(text=text)), Said)


def test_topic_is_kept_and_general_left_out():
    spoken = {"text": "x", "chat": GROUP, "is_topic_message": True}
    inside = read(message=message(message_thread_id=9, **spoken))
    general = read(message=message(message_thread_id=1, **spoken))
    reply_thread = read(message=message(text="x", chat=GROUP, message_thread_id=4))
    assert (inside.place.thread, general.place.thread, reply_thread.place.thread) == (9, None, None)
    assert inside.place.is_group


def test_tap_is_pressed_even_without_its_message():
    query = {"id": "88", "from": ANNA, "data": "seen:1", "chat_instance": "1"}
    pressed = read(callback_query={**query, "message": message()})
    assert pressed == Pressed(HERE, "88", "seen:1", "3")
    assert read(callback_query=query) is None


def test_file_of_any_kind_is_uploaded():
    document = {"file_id": "F", "file_name": "bc.pdf", "mime_type": "application/pdf"}
    sizes = [{"file_id": "S", "file_size": 10}, {"file_id": "L", "file_size": 900}]
    uploaded = read(message=message(document=document | {"file_size": 5}, caption="ghi chú"))
    photo = read(message=message(photo=sizes, media_group_id="A"))
    assert uploaded == Uploaded(HERE, "F", "bc.pdf", "application/pdf", 5, "3", "ghi chú")
    assert (photo.file_id, photo.octets, photo.media_type, photo.album) == (
        "L", 900, "image/jpeg", "A",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("voice", Kind.VOICE),
        ("video", Kind.VIDEO),
        ("video_note", Kind.VIDEO),
        ("audio", Kind.AUDIO),
        ("sticker", Kind.STICKER),
        ("location", Kind.LOCATION),
        ("venue", Kind.LOCATION),
        ("contact", Kind.CONTACT),
        ("poll", Kind.POLL),
        ("dice", Kind.DICE),
        ("animation", Kind.ANOTHER),
        ("story", Kind.ANOTHER),
    ],
)
def test_message_of_another_kind_is_not_swallowed(field, kind):
    sent = message(**{field: {"file_id": "F"}}, document={"file_id": "F"})
    assert read(message=sent) == Other(HERE, kind, "3")


def test_edit_is_told_but_not_of_a_place_that_moves():
    reply = {"message_id": 2, "chat": PRIVATE}
    edited = read(edited_message=message(text="10/8", edit_date=1, reply_to_message=reply))
    assert edited == Other(HERE, Kind.EDITED, "3", "2")
    assert read(edited_message=message(location={"latitude": 1.0, "longitude": 1.0})) is None


@pytest.mark.parametrize("field", ["pinned_message", "new_chat_title", "new_chat_members"])
def test_service_message_is_none_of_ours(field):
    assert read(message=message(**{field: {}})) is None


@pytest.mark.parametrize(
    ("member", "status"),
    [
        ({"status": "kicked"}, "kicked"),
        ({"status": "restricted", "is_member": False}, "left"),
        ({"status": "restricted", "is_member": True}, "restricted"),
    ],
)
def test_membership_is_read(member, status):
    change = {"chat": PRIVATE, "from": ANNA, "date": 0, "new_chat_member": member}
    assert read(my_chat_member=change) == Membership(HERE, status)


def test_migration_is_read():
    moved = read(message=message(chat=GROUP, migrate_to_chat_id=-1001))
    assert moved == Migrated(Place(LANE, 1, "-5", "7"), "-1001")


def test_language_is_english_for_english_only():
    spoken = [read(message=message(text="x", **{"from": ANNA | {"language_code": code}}))
              for code in ("en-GB", "vi", "fr")]  # fmt: skip
    assert [said.place.language for said in spoken] == ["en", "vi", "vi"]


def test_halves_of_letters_and_nul_are_made_storable():
    assert read(message=message(text="a\ud800b\0c")).text == "a?bc"


@pytest.mark.parametrize("number", [None, True, -1, 2**63, 1.0, "1", [], {}])
def test_update_without_a_usable_id_is_none_of_ours(number):
    assert as_update({"update_id": number}) is None


NUMBERS = st.integers() | st.sampled_from([0, -1, 2**31, 2**63, -(2**63), 10**30, 1])
LEAVES = st.none() | st.booleans() | NUMBERS | st.floats() | st.text() | st.just("\ud800\0")
NAMES = st.sampled_from(
    [
        "message",
        "callback_query",
        "my_chat_member",
        "update_id",
        "from",
        "chat",
        "id",
        "type",
        "text",
        "data",
        "message_id",
        "document",
        "photo",
        "file_id",
        "file_size",
        "new_chat_member",
        "status",
        "is_member",
        "migrate_to_chat_id",
        "reply_to_message",
        "message_thread_id",
        "is_topic_message",
        "language_code",
        "caption",
        "media_group_id",
        "voice",
        "sticker",
        "edited_message",
        "forward_origin",
    ]
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner)
)
SHAPED = st.fixed_dictionaries(
    {"id": st.just("5") | LEAVES},
    optional={
        "message_id": NUMBERS,
        "from": st.just(ANNA) | st.dictionaries(NAMES, LEAVES),
        "chat": st.sampled_from([PRIVATE, GROUP]) | st.dictionaries(NAMES, LEAVES),
        "text": st.text()
        | st.sampled_from(["/start " + "x" * 99, "/huy", "😀" * 4096, "<b>&\u202e"]),
        "data": JSON,
        "message": st.just(message()) | JSON,
        "document": JSON,
        "photo": JSON,
        "new_chat_member": st.just({"status": "kicked"}) | JSON,
        "migrate_to_chat_id": NUMBERS,
    },
)
UPDATES = (
    JSON
    | st.fixed_dictionaries(
        {"update_id": st.integers(0, 10**6)},
        optional=dict.fromkeys(parse.WANTED, SHAPED | JSON),
    )
    | st.dictionaries(NAMES, JSON)
)


@given(UPDATES)
def test_any_json_is_an_event_or_nothing(update):
    event = parse.read(update, lane=LANE)
    assert event is None or event.place.chat.lstrip("-").isdigit()


@given(st.lists(UPDATES, min_size=1, max_size=20))
def test_any_json_goes_the_whole_road(sqlite_files, update_list):
    bot = Bot.on(sqlite_files)
    kept = [update for one in update_list if (update := as_update(one))]
    with bot.database.write() as session:
        inbox.keep(session, LANE, kept, now=bot.clock.now())
    while todo := bot.handler.next_waiting():
        bot.handler.handle(todo.update)
    assert [row.fault for row in bot.inbox()] == [None] * len({one.id for one in kept})
    assert all(json.loads(reply.body) for reply in bot.stored_replies())
    bot.database.close()


def test_deep_nesting_is_passed_over():
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    assert as_update({"update_id": 5, "message": deep}).body == "{}"
