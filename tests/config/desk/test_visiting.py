"""The desk is opened to who is signed in, and to nobody else."""

import pytest

from scheduler.access.roles import Role
from tests.config.desk.desk_world import DeskWorld


@pytest.mark.parametrize("role", Role)
async def test_who_is_signed_in_is_named_on_the_first_page(desk: DeskWorld, role: Role) -> None:
    async with desk.visit(role) as browser:
        page = await browser.get("/ban")
        assert page.status_code == 200
        assert "Bàn làm việc" in page.text


async def test_a_stranger_is_led_to_where_one_signs_in(desk: DeskWorld) -> None:
    async with desk.visit(None) as browser:
        page = await browser.get("/ban")
        assert (page.status_code, page.headers["location"]) == (303, "/ban/vao")
        assert (await browser.get("/ban/vao")).status_code == 200
