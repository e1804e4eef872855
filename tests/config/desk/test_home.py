"""The first page: what an issuer has under way and what waits; what who keeps the installation sees instead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from scheduler.access.roles import Role
from scheduler.campaign import proposals
from scheduler.store.serving import Fault, note
from scheduler.store.tables import Document, Draft
from tests.config.desk.desk_world import NOW, OURS, THEIRS, DeskWorld, open_desk

UPLOAD = "/ban/van-ban/moi"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskWorld]:
    """Ours has a campaign, and so has theirs; each a draft from a document and a document without one."""
    world = open_desk(tmp_path)
    installation = world.desk.installation
    for code in ("phu-tho-2024", "lai-chau-2023"):
        file = installation.config_dir / "campaigns" / f"{code}.yaml"
        proposal = proposals.propose(installation, file)
        proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    for issuer in (OURS, THEIRS):
        keep(world, issuer)
    yield world
    world.database.close()


def keep(world: DeskWorld, issuer: str) -> None:
    with world.database.write() as session:
        for name, drafted in (("ke-hoach.docx", True), ("chi-thi.pdf", False)):
            document = Document(
                issuer_id=issuer, content_hash=name[0] * 64, name=f"{issuer} {name}", size=1,
                text="…", by="x", kept_at=NOW,
            )  # fmt: skip
            session.add(document)
            session.flush()
            if drafted:
                draft = Draft(
                    issuer_id=issuer, document_id=document.id, title=f"Bản thảo {issuer}", by="x",
                    begun_at=NOW, changed_by="Chuyên viên, Sở Nội vụ", changed_at=NOW,
                )  # fmt: skip
                session.add(draft)


async def text_of(desk: DeskWorld, role: Role, issuer: str = OURS, path: str = "/ban") -> str:
    async with desk.visit(role, issuer) as browser:
        page = await browser.get(path)
    assert page.status_code == 200 and len(page.content) < 50 * 1024
    return re.sub(r"\s+", " ", HTMLParser(page.text).body.text())


async def test_campaign_is_told_with_rounds_counts_and_what_comes_next(desk: DeskWorld) -> None:
    told = await text_of(desk, Role.CLERK)
    for words in (
        "Ủy ban nhân dân tỉnh Phú Thọ", "210/KH-UBND ngày 15/01/2024",
        "Đợt thi đua thứ nhất: từ thứ Hai, 01/01/2024 đến Chủ nhật, 30/6/2024",
        "Thời hạn gần nhất: Báo cáo tổng kết đợt thi đua thứ nhất, gắn với sơ kết 6 tháng đầu năm:"
        " 17:00 thứ Tư, 31/7/2024",
        "Nhiệm vụ báo cáo: còn phải gửi: 63 ! chưa có kênh: 27",
    ):  # fmt: skip
        assert words in told


async def test_campaign_that_is_over_is_only_named(desk: DeskWorld) -> None:
    told = await text_of(desk, Role.HEAD, THEIRS)
    assert "Phong trào đã kết thúc" in told and "quá hạn" not in told
    assert "Chưa có phong trào nào đang thực hiện." in told


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
async def test_what_waits_for_review_is_ours_alone(desk: DeskWorld, role: Role) -> None:
    told = await text_of(desk, role)
    assert "Bản thảo phu-tho" in told and "phu-tho chi-thi.pdf" in told
    assert "sửa lần cuối: Chuyên viên, Sở Nội vụ, 09:00 thứ Hai, 06/5/2024" in told
    assert "phu-tho ke-hoach.docx" not in told  # it has its draft
    assert "lai-chau " not in told and "Bản thảo lai-chau" not in told


@pytest.mark.parametrize("role", Role)
async def test_who_defines_is_led_to_upload_and_nobody_else(desk: DeskWorld, role: Role) -> None:
    async with desk.visit(role) as browser:
        page = (await browser.get("/ban")).text
    assert (f'href="{UPLOAD}"' in page) == (role in (Role.CLERK, Role.ADMIN))


async def test_where_nothing_is_yet_there_is_one_thing_to_do_first(tmp_path: Path) -> None:
    world = open_desk(tmp_path)
    async with world.visit(Role.CLERK) as browser:
        page = HTMLParser((await browser.get("/ban")).text)
    world.database.close()
    (first,) = page.css("main .first")
    assert (first.text(), first.attributes["href"]) == ("Tải văn bản phát động lên", UPLOAD)


async def test_operator_sees_issuers_and_lanes_and_nothing_of_theirs(desk: DeskWorld) -> None:
    with desk.database.write() as session:
        note(session, {"tg-phu-tho": Fault.NO_TOKEN, "tg-lai-chau": None}, now=NOW)
    told = await text_of(desk, Role.OPERATOR)
    assert "Ủy ban nhân dân tỉnh Phú Thọ (mẫu) 25 đơn vị" in told
    assert "tg-phu-tho (telegram) ! không gửi được" in told
    assert "tg-phu-tho: không gửi được từ 09:00 thứ Hai, 06/5/2024: chưa có mã bot" in told
    for content in ("210/KH-UBND", "Thi đua thực hiện", "Bản thảo phu-tho", "chi-thi.pdf"):
        assert content not in told


@pytest.mark.parametrize("role", Role)
async def test_it_is_whole_in_english(desk: DeskWorld, role: Role) -> None:
    told = await text_of(desk, role, path="/ban?lang=en")
    for left in ("Phong trào", "Bản thảo đang", "Cơ quan", "Kênh", "chưa ", "Thời hạn", "Tải văn"):
        assert left not in told
