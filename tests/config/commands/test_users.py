"""The commands `user`: accounts, links that sign in once, and what of them is printed where."""

import getpass
import json
from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner, Result

from config.commands import usage
from config.commands.users import register
from config.settings import Settings
from scheduler.access import accounts, links, sessions, signing_in
from scheduler.clock import RehearsalClock
from scheduler.errors import (
    LinkUnknown,
    NameTaken,
    NobodyHolds,
    NotStandingBody,
    RoleNeedsIssuer,
    UnknownAccount,
    UnknownIssuer,
    WeakPassword,
)
from scheduler.store.database import Database
from scheduler.store.tables import Account
from tests.at_terminal import handed
from tests.build import Province, at, organisation

NOW = at("2024-03-04 08:00")
BASE = "https://thidua.example"
PASSWORD = "bốn con cò trắng"


@pytest.fixture
def province(sqlite: Database) -> Province:
    """The standing body u0 has a head and a clerk."""
    made = Province(sqlite, organisation(2)).open(now=NOW)
    made.bind("u0", "clerk@", post="clerk", now=NOW)
    return made


def run(province: Province, *words: str, outside: str = BASE, base: str = BASE) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app, Settings())
    usage.install(app)
    given = handed(province.database, clock=RehearsalClock(NOW), base_url=base, outside_url=outside)
    return CliRunner().invoke(app, ["user", *words], obj=given)


def wall() -> datetime:
    return datetime.now(UTC)


def guest(province: Province, printed: str) -> links.Guest:
    """Whom the printed address lets in: all that is on standard output."""
    (line,) = printed.splitlines()
    assert line.startswith(f"{BASE}{links.PATH}/")
    with province.database.read() as session:
        return links.look(session, line.rsplit("/", 1)[1], wall=wall(), now=NOW)


def account(province: Province, name: str) -> Account:
    with province.database.read() as session:
        return accounts.find(session, name)


def names(province: Province) -> list[str]:
    with province.database.read() as session:
        return [one.name for one in accounts.load(session, None)]


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed where it does not show."""
    typed: list[str] = []

    def read(_prompt: str) -> str:
        if not typed:
            raise EOFError
        return typed.pop(0)

    monkeypatch.setattr(getpass, "getpass", read)
    return typed


def test_a_new_account_gets_a_link_and_no_password(province: Province) -> None:
    ended = run(province, "add", "quan-tri", "--role", "admin", "--issuer", "pt")
    found = guest(province, ended.stdout)

    assert (found.signature, found.issuer_id, found.chooses_password) == ("quan-tri", "pt", True)
    assert "quản trị của cơ quan phát động" in ended.stderr
    assert "chỉ hiện lần này" in ended.stderr
    assert account(province, "quan-tri").password is None


def test_an_operator_is_of_no_issuer(province: Province) -> None:
    assert guest(province, run(province, "add", "vh", "--role", "operator").stdout).issuer_id == ""


def test_a_link_that_opens_here_alone_says_so(province: Province) -> None:
    ended = run(province, "add", "vh", "--role", "operator", outside="")
    assert "THIDUA_PUBLIC_URL" in ended.stderr


def test_a_link_to_where_no_session_is_kept_says_so(province: Province) -> None:
    words = ("add", "vh", "--role", "operator")
    assert "không phải https" in run(province, *words, base="http://snv.example").stderr
    assert "không phải https" not in run(province, "link", "vh").stderr


def test_a_password_is_asked_for_twice_and_shown_nowhere(
    province: Province, keyboard: list[str]
) -> None:
    keyboard += [PASSWORD, "khác hẳn", PASSWORD, PASSWORD]
    ended = run(province, "add", "quan-tri", "--role", "admin", "--issuer", "pt", "--password")

    assert (ended.exit_code, keyboard) == (0, [])
    assert "không giống nhau" in ended.output
    assert PASSWORD not in ended.output and links.PATH not in ended.output
    secret = signing_in.by_password(
        province.database, "quan-tri", PASSWORD, came_from="", device="", wall=wall()
    )
    with province.database.read() as session:
        assert sessions.find(session, secret, wall=wall(), now=NOW) is not None


@pytest.mark.parametrize("typed", [["ngắn"], ["quan-tri-qt1"], []])
def test_a_weak_password_or_none_leaves_no_account(
    province: Province, keyboard: list[str], typed: list[str]
) -> None:
    keyboard += typed
    ended = run(province, "add", "quan-tri", "--role", "admin", "--issuer", "pt", "--password")
    assert isinstance(ended.exception, WeakPassword if typed else SystemExit)
    assert ended.exit_code == 1
    assert names(province) == []


def test_a_password_is_no_word_of_the_command(province: Province) -> None:
    words = ("add", "quan-tri", "--role", "admin", "--issuer", "pt", "--password", PASSWORD)
    ended = run(province, *words)
    assert ended.exit_code == 2
    assert names(province) == []


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "a1", "--role", "admin"), RoleNeedsIssuer),
        (("add", "lan", "--role", "viewer", "--issuer", "pt"), NameTaken),
        (("link", "nobody"), UnknownAccount),
        (("close", "nobody"), UnknownAccount),
        (("sign-out", "nobody"), UnknownAccount),
        (("link", "--unit", "u0", "--post", "deputy"), NobodyHolds),
        (("link", "--unit", "u1", "--post", "head"), NotStandingBody),
    ],
)
def test_what_cannot_be_is_told_by_its_error(
    province: Province, words: tuple[str, ...], error: type[Exception]
) -> None:
    run(province, "add", "lan", "--role", "viewer", "--issuer", "pt")
    assert type(run(province, *words).exception) is error


@pytest.mark.parametrize(
    "words",
    [("link",), ("link", "lan", "--unit", "u0"), ("link", "--unit", "u0", "--post", "group")],
)
def test_a_link_is_for_one(province: Province, words: tuple[str, ...]) -> None:
    assert run(province, *words).exit_code == 2


@pytest.mark.parametrize(
    ("words", "signature"),
    [
        (("--unit", "u0"), "Chuyên viên, Đơn vị u0"),
        (("--unit", "pt/u0", "--post", "head"), "Thủ trưởng đơn vị, Đơn vị u0"),
        (("lan",), "lan"),
    ],
)
def test_a_link_is_for_an_account_or_who_holds_the_post(
    province: Province, words: tuple[str, ...], signature: str
) -> None:
    run(province, "add", "lan", "--role", "viewer", "--issuer", "pt")
    ended = run(province, "link", *words)
    assert guest(province, ended.stdout).signature == signature
    assert signature in ended.stderr


@pytest.mark.parametrize(
    ("word", "told"),
    [("sign-out", "Đã đăng xuất lan khỏi 1 thiết bị."), ("close", "Đã đóng tài khoản lan.")],
)
def test_who_is_signed_out_is_out(province: Province, word: str, told: str) -> None:
    printed = run(province, "add", "lan", "--role", "viewer", "--issuer", "pt").stdout
    with province.database.write_unowned() as session:
        secret = printed.strip().rsplit("/", 1)[1]
        cookie = links.use(session, secret, device="x", wall=wall(), now=NOW)
    assert told in run(province, word, "LAN").output
    with province.database.read() as session:
        assert sessions.find(session, cookie, wall=wall(), now=NOW) is None


def test_who_holds_a_post_is_signed_out_by_it(province: Province) -> None:
    """Another holds another post: she stays."""
    cookies = {}
    for post in ("clerk", "head"):
        printed = run(province, "link", "--unit", "u0", "--post", post).stdout
        with province.database.write_unowned() as session:
            secret = printed.strip().rsplit("/", 1)[1]
            cookies[post] = links.use(session, secret, device="x", wall=wall(), now=NOW)
    unused = run(province, "link", "--unit", "u0").stdout.strip().rsplit("/", 1)[1]
    assert "u0 (chuyên viên) khỏi 1 thiết bị" in run(province, "sign-out", "--unit", "u0").output

    with province.database.read() as session:
        alive = {
            post: sessions.find(session, cookie, wall=wall(), now=NOW) is not None
            for post, cookie in cookies.items()
        }
        with pytest.raises(LinkUnknown):
            links.look(session, unused, wall=wall(), now=NOW)
    assert alive == {"clerk": False, "head": True}
    ((kind, subject),) = province.rows("SELECT kind, subject FROM ledger WHERE kind = 'signed out'")
    assert (kind, subject) == ("signed out", "u0/clerk")


def test_a_list_names_open_ones_first(province: Province) -> None:
    for name in ("an", "binh"):
        run(province, "add", name, "--role", "viewer", "--issuer", "pt")
    run(province, "add", "vh", "--role", "operator")
    run(province, "close", "an")

    shown = json.loads(run(province, "list", "--json").output)
    assert [(one["name"], one["role"], one["issuer"]) for one in shown] == [
        ("binh", "viewer", "pt"),
        ("vh", "operator", None),
        ("an", "viewer", "pt"),
    ]
    assert shown[2]["closed_at"] and not shown[0]["closed_at"]
    assert [one["has_password"] for one in shown] == [False] * 3
    own = json.loads(run(province, "list", "--issuer", "pt", "--json").output)
    assert [one["name"] for one in own] == ["binh", "an"]
    table = run(province, "list").output
    assert "đã đóng" in table and "chưa lần nào" in table
    assert "password" not in table


def test_a_list_of_an_issuer_that_is_none_is_refused(province: Province) -> None:
    assert isinstance(run(province, "list", "--issuer", "ai-do").exception, UnknownIssuer)


def test_an_empty_list_says_how_to_add(province: Province) -> None:
    assert "thidua user add" in run(province, "list").output


def test_the_ledger_tells_each_with_who_did_it(province: Province) -> None:
    run(province, "add", "lan", "--role", "viewer", "--issuer", "pt")
    run(province, "link", "--unit", "u0")
    run(province, "sign-out", "lan")
    run(province, "close", "lan")
    rows = province.rows("SELECT kind, subject, actor FROM ledger ORDER BY seq DESC LIMIT 5")
    assert [tuple(row) for row in rows][::-1] == [
        ("account added", "account/lan", "test"),
        ("sign-in link made", "account/lan", "test"),
        ("sign-in link made", "u0/clerk", "test"),
        ("signed out", "account/lan", "test"),
        ("account closed", "account/lan", "test"),
    ]
