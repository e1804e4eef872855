"""Every address of the desk × every role × every method: who may, who may not, and that nobody learns of others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

import httpx
import pytest
from fastapi.routing import RouteContext, iter_route_contexts
from sqlmodel import SQLModel, select

from scheduler.access.roles import Role
from scheduler.access.secret import digest
from scheduler.store.tables import Account, Campaign, DeskSession, Document, Draft, DraftItem
from scheduler.web.origin import SAFE, SameOrigin
from tests.config.desk.desk_world import NOW, OURS, THEIRS, WALL, DeskWorld

MOST = 50_000  # octets of a page
WRITES = ("POST", "PUT", "PATCH", "DELETE")
FOREIGN = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
NO_SUCH = "999999"


STAFF = {Role.HEAD, Role.DEPUTY, Role.CLERK, Role.ADMIN}
# Who may what where the issuer says nothing else.
LOOK = frozenset({*STAFF, Role.VIEWER})
WORK = frozenset(STAFF)
DEFINE = frozenset({Role.CLERK, Role.ADMIN})
APPROVE = frozenset({Role.HEAD, Role.ADMIN})
ADMIT_OR_KEEP = frozenset({Role.ADMIN, Role.OPERATOR})
SIGNED_IN = frozenset(Role)
ANYBODY = None  # strangers, too

Rule = frozenset[Role] | None
# What each address asks for, by method and path as it is declared, names of parameters left out.
TABLE: Mapping[tuple[str, str], Rule] = {
    ("GET", "/ban"): SIGNED_IN,
    ("GET", "/ban/vao"): ANYBODY,
}


def routes(world: DeskWorld) -> Iterator[RouteContext]:
    """The addresses of the desk."""
    for route in iter_route_contexts(world.app.routes):
        if re.match(r"/ban(/|$)", route.path or ""):
            yield route


def addresses(world: DeskWorld) -> set[tuple[str, str]]:
    """Method and path of each, HEAD left out."""
    return {
        (method, nameless(route.path or ""))
        for route in routes(world)
        for method in (route.methods or set()) - {"HEAD"}
    }


def nameless(path: str) -> str:
    """Of "/ban/ban-thao/{draft_id}/muc" "/ban/ban-thao/{}/muc"."""
    return re.sub(r"\{[^}]*\}", "{}", path)


@dataclass(frozen=True)
class Things:
    """One of each kind of an issuer, by how the address of it begins; `item`: of the draft."""

    ids: Mapping[str, str]
    item: str

    def fill(self, path: str) -> str:
        """The address of the one of this kind."""
        own = self.ids.get(path.split("/")[2] if path.count("/") > 1 else "", "")
        return path.replace("{}", own, 1).replace("{}", self.item)


_number = count(1)


def make_things(world: DeskWorld, role: Role, issuer: str) -> Things:
    """New ones, so that nothing was done to them before; the session is another one of that role."""
    number = next(_number)
    secret = world.sign_in(role, issuer)
    with world.database.write() as session:
        other = session.exec(select(DeskSession).where(DeskSession.digest == digest(secret))).one()
        account = Account(name=f"a{number}", role=Role.VIEWER, issuer_id=issuer, made_at=WALL)
        campaign = Campaign(
            issuer_id=issuer,
            code=f"pt-{number}",
            title="Phong trào",
            directive="",
            zone="Asia/Ho_Chi_Minh",
            year=2024,
            revision=1,
            changed_at=NOW,
        )
        document = Document(
            issuer_id=issuer,
            content_hash=f"{number:064x}",
            name="kế hoạch.txt",
            size=3,
            text="Các sở gửi báo cáo trước ngày 30/6/2024.",
            by="test",
            kept_at=NOW,
        )
        session.add_all([account, campaign, document])
        session.flush()
        draft = Draft(
            issuer_id=issuer,
            document_id=document.id,
            title="Phong trào",
            by="test",
            begun_at=NOW,
            changed_by="test",
            changed_at=NOW,
        )
        session.add(draft)
        session.flush()
        item = DraftItem(
            draft_id=draft.id or 0,
            kind="field",
            position=1,
            key="title",
            found='"Phong trào"',
            written='"Phong trào"',
        )
        session.add(item)
        session.flush()
        ids = {
            "vao": "x" * 43,
            "phien": str(other.id),
            "tai-khoan": str(account.id),
            "van-ban": str(document.id),
            "ban-thao": str(draft.id),
            "phong-trao": campaign.code,
        }
        return Things(ids, str(item.id))


NOWHERE = Things(
    dict.fromkeys(("vao", "phien", "tai-khoan", "van-ban", "ban-thao", "phong-trao"), NO_SUCH),
    NO_SUCH,
)


def may(role: Role, rule: Rule) -> bool:
    """Whether that role gets in."""
    return rule is ANYBODY or role in rule


async def ask(browser: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    """That request, with a form that says nothing where one is sent."""
    data = {"x": ""} if method in WRITES else None
    return await browser.request(method, path, data=data)


def is_led_to_sign_in(answer: httpx.Response) -> bool:
    return answer.status_code == 303 and answer.headers["location"].startswith("/ban/vao")


def dump(world: DeskWorld) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but of sessions when they were seen last."""
    found = {}
    with world.database.read() as session:
        for table in SQLModel.metadata.sorted_tables:
            columns = [one for one in table.columns if one.name != "last_seen_at"]
            rows = session.connection().execute(table.select().with_only_columns(*columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


CASES = sorted(TABLE)
READS = [path for method, path in CASES if method == "GET"]


@pytest.fixture
def known(desk: DeskWorld) -> set[tuple[str, str]]:
    """What stands, of the table."""
    return addresses(desk)


def test_every_address_of_the_desk_is_in_the_table(known: set[tuple[str, str]]) -> None:
    assert known - set(TABLE) == set()


def test_the_table_holds_nothing_else(known: set[tuple[str, str]]) -> None:
    assert set(TABLE) - known == set()


@pytest.mark.parametrize(("method", "path"), CASES)
async def test_each_role_may_what_the_table_says(desk: DeskWorld, method: str, path: str) -> None:
    rule = TABLE[method, path]
    found = {}
    for role in Role:
        things = make_things(desk, role, OURS)
        async with desk.visit(role) as browser:
            answer = await ask(browser, method, things.fill(path))
        assert answer.status_code < 500
        found[role] = answer.status_code != 403
        assert not is_led_to_sign_in(answer) or path.startswith(("/ban/vao", "/ban/ra")), answer
    assert found == {role: may(role, rule) for role in Role}


@pytest.mark.parametrize(("method", "path"), CASES)
async def test_a_stranger_is_led_to_sign_in(desk: DeskWorld, method: str, path: str) -> None:
    things = make_things(desk, Role.ADMIN, OURS)
    before = dump(desk)
    async with desk.visit(None) as browser:
        answer = await ask(browser, method, things.fill(path))
    if TABLE[method, path] is ANYBODY:
        assert answer.status_code < 500
    else:
        assert is_led_to_sign_in(answer)
        assert dump(desk) == before


@pytest.mark.parametrize(("method", "path"), [one for one in CASES if "{}" in one[1]])
async def test_what_is_of_another_issuer_is_not_there(
    desk: DeskWorld, method: str, path: str
) -> None:
    """It is answered as what never was; and with 404 to who would see it of their own issuer."""
    for role in Role:
        theirs = make_things(desk, Role.ADMIN, THEIRS)
        before = dump(desk)
        async with desk.visit(role) as browser:
            answer = await ask(browser, method, theirs.fill(path))
            nowhere = await ask(browser, method, NOWHERE.fill(path))
        if path.startswith("/ban/vao"):
            continue  # a secret is of nobody before it is known
        assert answer.status_code == nowhere.status_code
        assert answer.status_code == (404 if may(role, TABLE[method, path]) else 403)
        assert dump(desk) == before | {"desk_session": dump(desk)["desk_session"]}


@pytest.mark.parametrize("path", READS)
async def test_reading_changes_nothing_and_a_page_is_small(desk: DeskWorld, path: str) -> None:
    for role in (*Role, None):
        things = make_things(desk, role or Role.ADMIN, OURS)
        async with desk.visit(role) as browser:
            before = dump(desk)
            page = await ask(browser, "GET", things.fill(path))
            head = await ask(browser, "HEAD", things.fill(path))
        assert dump(desk) == before
        assert len(page.content) <= MOST
        assert (head.status_code, head.content) == (page.status_code, b"")


@pytest.mark.parametrize("path", sorted({path for _method, path in CASES}))
async def test_a_method_nobody_expects_is_refused(desk: DeskWorld, path: str) -> None:
    taken = {method for method, one in TABLE if one == path}
    things = make_things(desk, Role.ADMIN, OURS)
    async with desk.visit(Role.ADMIN) as browser:
        before = dump(desk)
        for method in (*WRITES, "GET", "HEAD", "OPTIONS"):
            if method in taken or (method == "HEAD" and "GET" in taken):
                continue
            answer = await ask(browser, method, things.fill(path))
            assert answer.status_code == 405, method
        assert dump(desk) == before


@pytest.mark.parametrize(("method", "path"), [one for one in CASES if one[0] in WRITES])
@pytest.mark.parametrize("role", [*Role, None])
async def test_nothing_is_taken_from_elsewhere(
    desk: DeskWorld, method: str, path: str, role: Role | None
) -> None:
    things = make_things(desk, role or Role.ADMIN, OURS)
    async with desk.visit(role) as browser:
        before = dump(desk)
        browser.headers.update(FOREIGN)
        answer = await ask(browser, method, things.fill(path))
    assert answer.status_code == 403
    assert dump(desk) == before


def test_every_address_asks_where_a_form_is_from(desk: DeskWorld) -> None:
    unguarded = [
        route.path
        for route in routes(desk)
        if not any(isinstance(one.dependency, SameOrigin) for one in route.dependencies)
    ]
    assert unguarded == []


def test_who_reads_is_never_asked_to_write(desk: DeskWorld) -> None:
    """No address takes both by one function: what is read cannot do the deed."""
    mixed = [
        route.path
        for route in routes(desk)
        if route.methods and route.methods & SAFE and route.methods - SAFE
    ]
    assert mixed == []
