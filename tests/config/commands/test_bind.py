"""The command `bind`: a private chat for a person's post, a group for the group of the unit."""

import pytest
from typer.testing import CliRunner, Result

from config.command import build
from config.settings import Settings
from scheduler.store.database import Database
from tests.build import Province, organisation

GROUP = "-1001234567890"


@pytest.fixture
def province(sqlite: Database) -> Province:
    return Province(sqlite, organisation(2)).open(bound=False)


def run(province: Province, *arguments: str) -> Result:
    settings = Settings(database_url=province.database.url.render_as_string(hide_password=False))
    return CliRunner().invoke(build(settings, arguments), arguments)


def said(ended: Result) -> str:
    return " ".join(ended.output.replace("│", " ").split())


def bound(province: Province) -> list[tuple[object, ...]]:
    return province.rows(
        "SELECT unit.code, post.kind, address.value FROM holder JOIN post ON post.id = holder.post_id"
        " JOIN unit ON unit.id = post.unit_id JOIN address ON address.person_id = holder.person_id"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("u1", GROUP),
        ("u1", GROUP, "--post", "group"),
        ("--post", "group", "u1", GROUP),
        ("--post=group", "--", "u1", GROUP),
    ],
)
def test_negative_id_is_the_group_of_the_unit(
    province: Province, arguments: tuple[str, ...]
) -> None:
    ended = run(province, "bind", *arguments)
    assert ended.exit_code == 0, ended.output
    assert bound(province) == [("u1", "group", GROUP)]
    assert f"tới nhóm {GROUP}" in said(ended)


def test_other_ids_are_the_chats_of_persons(province: Province) -> None:
    assert run(province, "bind", "u1", "123456789").exit_code == 0
    assert run(province, "bind", "u1", "5", "--post", "deputy").exit_code == 0
    assert bound(province) == [("u1", "head", "123456789"), ("u1", "deputy", "5")]


@pytest.mark.parametrize(
    ("chat", "post", "told"),
    [
        (GROUP, "head", f"{GROUP} là mã của một nhóm"),
        ("123456789", "group", "123456789 là mã của một người"),
        ("@so_tai_chinh", "head", "@so_tai_chinh không phải là mã"),
        ("https://t.me/+AbCd", "group", "`thidua invite u1 --post group`"),
        ("-100999x", "group", "-100999x không phải là mã"),
        ("-100 999", "group", "-100 999 không phải là mã"),
        ("0", "head", "0 không phải là mã"),
        ("12345678901234567890", "head", "không phải là mã"),
        ("5", "boss", "Chức danh là head, deputy, clerk hoặc group."),
    ],
)
def test_what_is_no_id_of_such_a_chat_is_refused(
    province: Province, chat: str, post: str, told: str
) -> None:
    ended = run(province, "bind", "u1", chat, "--post", post)
    assert (ended.exit_code, told in said(ended)) == (2, True), said(ended)
    assert bound(province) == []


def test_option_nobody_knows_is_still_refused(province: Province) -> None:
    ended = run(province, "bind", "u1", GROUP, "--nhom")
    assert ended.exit_code == 2
    assert "--nhom" in said(ended)
    assert run(province, "board", "-5", "-x").exit_code == 2


@pytest.mark.parametrize(
    ("chats", "post", "sentence"),
    [
        (("101", "102"), "head", "thôi giữ và được báo. Cơ quan thường trực cũng được báo."),
        (("101", "102"), "deputy", "thôi giữ và được báo."),
        (("-101", "-102"), "group", "thôi nhận và được báo."),
    ],
)
def test_only_who_is_told_is_said_to_be(
    province: Province, chats, post: str, sentence: str
) -> None:
    shown = [said(run(province, "bind", "u1", chat, "--post", post)) for chat in chats]
    assert " ".join(shown[1].split()).endswith(sentence)


def test_who_loses_the_post_is_named_by_since_when(province: Province) -> None:
    first = said(run(province, "bind", "u1", "101"))
    assert "thôi giữ" not in first
    assert "thôi giữ" not in said(run(province, "bind", "u1", "101"))  # the same person
    assert "thôi giữ và được báo" in said(run(province, "bind", "u1", "102"))
    assert province.rows("SELECT reader FROM handover_notice") == [("former",)]
