"""Every address of the desk × every role × every method: who may, who may not, and that nobody learns of others."""

import httpx
import pytest
from sqlmodel import SQLModel

from scheduler.access.roles import Role
from scheduler.web.origin import SAFE, SameOrigin
from tests.config.desk.addresses import (
    ABROAD,
    IN,
    NOWHERE,
    OUT,
    TABLE,
    Things,
    addresses,
    make_things,
    routes,
)
from tests.config.desk.desk_world import OURS, THEIRS, DeskWorld

pytestmark = pytest.mark.usefixtures("alone")

MOST = 50_000  # octets of a page
WRITES = ("POST", "PUT", "PATCH", "DELETE")
FOREIGN = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
EVERY = {*WRITES, "GET", "HEAD", "OPTIONS"}


async def ask(browser: httpx.AsyncClient, method: str, path: str, things: Things) -> httpx.Response:
    """That request, with a form that says next to nothing where one is sent; who reads is led to where it is."""
    if method in WRITES:
        return await browser.request(method, things.fill(path), data=things.form(path))
    return await browser.request(method, things.fill(path), follow_redirects=True)


def verdict(answer: httpx.Response) -> str:
    """What became of who asked."""
    if answer.history and answer.url.path.startswith("/ban/vao"):
        return "to sign in"
    told = {403: "refused", 404: "nothing there", 405: "no such deed"}
    return told.get(answer.status_code, "in" if answer.status_code < 500 else "a fault")


def dump(world: DeskWorld) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but of sessions when they were seen last."""
    found = {}
    with world.database.read() as session:
        for table in SQLModel.metadata.sorted_tables:
            columns = [one for one in table.columns if one.name != "last_seen_at"]
            rows = session.connection().execute(table.select().with_only_columns(*columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


def test_every_address_of_the_desk_is_in_the_table(desk: DeskWorld) -> None:
    assert [one for one in addresses(desk) if one not in TABLE] == []


async def test_each_role_may_what_the_table_says(desk: DeskWorld) -> None:
    found, wanted = {}, {}
    for role in Role:
        deeds = {
            (how, at) for how, at in addresses(desk) if how in WRITES and role in TABLE[how, at]
        }
        things = make_things(desk, role, OURS)
        async with desk.visit(role) as browser:  # nothing is done: it reads, or is refused
            for method, path in set(addresses(desk)) - deeds:
                answer = await ask(browser, method, path, things)
                found[method, path, role.value] = verdict(answer)
                may = role in TABLE[method, path]
                told = IN.get((method, path), "in") if may else OUT.get(path, "refused")
                wanted[method, path, role.value] = told
        for method, path in deeds:  # each by somebody new, on new things
            things = make_things(desk, role, OURS)
            async with desk.visit(role) as browser:
                answer = await ask(browser, method, path, things)
            found[method, path, role.value] = verdict(answer)
            wanted[method, path, role.value] = IN.get((method, path), "in")
    assert found == wanted


async def test_a_stranger_is_led_to_sign_in_and_does_nothing(desk: DeskWorld) -> None:
    guarded = [one for one in addresses(desk) if None not in TABLE[one]]
    things = make_things(desk, Role.ADMIN, OURS)
    before = dump(desk)
    async with desk.visit(None) as browser:
        for method, path in guarded:
            answer = await ask(browser, method, path, things)
            first = (answer.history or [answer])[0]
            assert (first.status_code, first.headers.get("location", "")[:8]) == (303, "/ban/vao")
    assert guarded and dump(desk) == before


async def test_what_is_of_another_issuer_is_not_there(desk: DeskWorld) -> None:
    """It is answered as what never was, and with 404 to who would see it of their own issuer."""
    found, wanted = {}, {}
    named = [one for one in addresses(desk) if "{}" in one[1] and None not in TABLE[one]]
    theirs = make_things(desk, Role.ADMIN, THEIRS)
    for role in (one for one in Role if one is not Role.OPERATOR):
        async with desk.visit(role) as browser:
            before = dump(desk)
            for method, path in named:
                answer = await ask(browser, method, path, theirs)
                nowhere = await ask(browser, method, path, NOWHERE)
                found[method, path, role.value] = verdict(answer), verdict(nowhere)
                may = role in TABLE[method, path]
                told = ABROAD.get(path, "nothing there") if may else "refused"
                wanted[method, path, role.value] = told, told
            assert dump(desk) == before, role
    assert found == wanted


@pytest.mark.parametrize("role", [*Role, None])
async def test_reading_changes_nothing_and_a_page_is_small(
    desk: DeskWorld, role: Role | None
) -> None:
    things = make_things(desk, role or Role.ADMIN, OURS)
    async with desk.visit(role) as browser:
        before = dump(desk)
        for method, path in addresses(desk):
            if method == "GET":
                page = await ask(browser, "GET", path, things)
                head = await ask(browser, "HEAD", path, things)
                assert len(page.content) <= MOST, path
                assert (head.status_code, head.content) == (page.status_code, b""), path
        assert dump(desk) == before


async def test_a_method_nobody_expects_is_refused(desk: DeskWorld) -> None:
    things = make_things(desk, Role.ADMIN, OURS)
    standing = set(addresses(desk))
    async with desk.visit(Role.ADMIN) as browser:
        before = dump(desk)
        for path in {path for _method, path in standing}:
            taken = {method for method in EVERY if (method, path) in standing}
            for method in EVERY - taken - ({"HEAD"} if "GET" in taken else set()):
                answer = await ask(browser, method, path, things)
                assert verdict(answer) == "no such deed", (method, path)
        assert dump(desk) == before


@pytest.mark.parametrize("role", [*Role, None])
async def test_nothing_is_taken_from_elsewhere(desk: DeskWorld, role: Role | None) -> None:
    things = make_things(desk, role or Role.ADMIN, OURS)
    async with desk.visit(role) as browser:
        before = dump(desk)
        browser.headers.update(FOREIGN)
        for method, path in addresses(desk):
            if method in WRITES:
                answer = await ask(browser, method, path, things)
                assert verdict(answer) == "refused", (method, path)
        assert dump(desk) == before


def test_every_address_asks_where_a_form_is_from(desk: DeskWorld) -> None:
    for route in routes(desk):
        guards = [one for one in route.dependencies if isinstance(one.dependency, SameOrigin)]
        assert guards, route.path


def test_what_is_read_cannot_do_the_deed(desk: DeskWorld) -> None:
    """No address takes both by one function."""
    for route in routes(desk):
        methods = route.methods or set()
        assert not (methods & SAFE and methods - SAFE), route.path
