"""How a definition begins at the desk, and where it is found again."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from scheduler.access.roles import Role
from scheduler.campaign.editing import working
from scheduler.campaign.editing.working import Working
from scheduler.store import drafts
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import OURS, DeskWorld, open_desk
from tests.config.desk.written import SAMPLE, path, written

PATH = "/ban/ban-thao/moi"


@pytest.fixture
def world(tmp_path: Path) -> DeskWorld:
    return open_desk(tmp_path)


@pytest.fixture
async def clerk(world: DeskWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with world.visit(Role.CLERK) as client:
        yield client


def begun(world: DeskWorld, answer: httpx.Response) -> Working:
    number = int(answer.headers["location"].split("/")[3])
    with world.database.read() as session:
        return working.load(session, number, OURS)


async def test_a_blank_one_has_its_head_and_templates(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    sent = {"title": "Thi đua yêu nước", "year": "2025", "template": "bao-cao-thang"}
    draft = begun(world, await clerk.post(PATH, data=sent))
    assert draft.values == {
        "campaign": "thi-dua-yeu-nuoc-2025",
        "title": "Thi đua yêu nước",
        "year": "2025",
        "issuer": "phu-tho",
        "directive": {"issuer": "Ủy ban nhân dân tỉnh Phú Thọ"},
        "template": ["bao-cao-thang"],
        "duties": [],
    }
    assert "đủ để lập kế hoạch" in (await clerk.get(path(draft))).text


async def test_what_is_wrong_with_a_blank_one_is_said(clerk: httpx.AsyncClient) -> None:
    answer = await clerk.post(PATH, data={"title": "", "year": "20"})
    assert answer.status_code == 422
    assert 'href="#title"' in answer.text and 'href="#year"' in answer.text


async def test_a_file_becomes_a_draft_as_it_is(world: DeskWorld, clerk: httpx.AsyncClient) -> None:
    source = SAMPLE.read_bytes()
    files = {"tep": ("phong-trao.yaml", b"\xef\xbb\xbf" + source)}
    answer = await clerk.post(f"{PATH}/tep", files=files, data={"noi_dung": ""})
    assert begun(world, answer).source == source.decode()


async def test_a_text_that_is_none_is_given_back_with_its_faults(clerk: httpx.AsyncClient) -> None:
    files = {"tep": ("", b"")}
    text = "campaign: pt\ntitle: [Phong trào\n"
    answer = await clerk.post(f"{PATH}/tep", files=files, data={"noi_dung": text})
    assert answer.status_code == 422
    assert "Dòng 3:" in answer.text or "Dòng 2:" in answer.text
    assert "title: [Phong trào" in answer.text


async def test_a_file_of_another_kind_is_one_sentence(clerk: httpx.AsyncClient) -> None:
    files = {"tep": ("danh-sach.xlsx", b"PK\x03\x04\xff\xfe\x00")}
    answer = await clerk.post(f"{PATH}/tep", files=files, data={"noi_dung": ""})
    assert answer.status_code == 422 and "ở đây cần tệp YAML" in answer.text
    large = {"tep": ("lon.yaml", b"#" * 600_000)}
    answer = await clerk.post(f"{PATH}/tep", files=large, data={"noi_dung": ""})
    assert answer.status_code == 413 and "tối đa 512 kB" in answer.text


async def test_a_campaign_of_another_issuer_is_no_draft_that_can_be_planned(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    source = Path("config/samples/campaigns/lai-chau-2024.yaml").read_text("utf-8")
    page = (await clerk.get(path(written(world, source)))).text
    assert "cơ quan phát động khác: “" in page


async def test_written_drafts_are_listed_with_their_state(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    open_one, proposed = written(world), written(world)
    with world.database.write(OURS) as session:
        drafts.find(session, proposed.id, OURS).state = "proposed"
    for address in ("/ban", "/ban/ban-thao"):
        page = (await clerk.get(address)).text
        assert f'href="{path(open_one)}"' in page and f'href="{path(proposed)}"' in page, address
        assert page.count("đã trình, chờ phê duyệt") == 1, address


async def test_whatever_a_text_calls_itself_its_draft_has_a_short_name(
    world: DeskWorld, clerk: httpx.AsyncClient
) -> None:
    names = {
        "a: 1\n": "Bản thảo chưa có tên",
        "title:\ncampaign: mua-xuan\n": "mua-xuan",
        "title: [a]\n": "Bản thảo chưa có tên",
        f"title: {'dài ' * 9_000}\n": ("dài " * 120).strip(),
    }
    for text, name in names.items():
        answer = await clerk.post(f"{PATH}/tep", files={"tep": ("a.yaml", text.encode())})
        assert begun(world, answer).title == name
    page = await clerk.get("/ban/ban-thao")
    assert len(page.content) <= 50_000 and Outline(page.text).faults == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\xffword/", "trang Văn bản"),
        (b"%PDF-1.7 \xff", "trang Văn bản"),
        ("Kính gửi các đồng chí\n".encode(), "trang Văn bản"),
        ("title: á\n".encode("utf-16"), "UTF-16"),
    ],
    ids=["Word", "PDF", "prose", "UTF-16"],
)
async def test_what_is_no_text_is_led_to_the_page_that_reads_it(
    clerk: httpx.AsyncClient, content: bytes, told: str
) -> None:
    answer = await clerk.post(f"{PATH}/tep", files={"tep": ("a.yaml", content)})
    assert answer.status_code == 422 and told in answer.text and "thidua import" not in answer.text
