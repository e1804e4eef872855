"""Drafts of the tests: a text that was brought in by the clerk, read and begun as a draft."""

from dataclasses import dataclass
from pathlib import Path

from scheduler.campaign.drafting import begin as drafting
from scheduler.campaign.drafting import documents, items
from scheduler.campaign.drafting.items import DraftView, Item
from scheduler.directives.draft.draft import Draft as ReadDraft
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.source import Source
from scheduler.installation import Installation
from tests.config.desk.desk_world import NOW, OURS, DeskWorld

SEEDS = Path(__file__).parent.parent.parent / "directives" / "seeds"
LAI_CHAU = "003_066e2bd63e1af010.txt"
CLERK = "Chuyên viên, Sở Nội vụ"
FILL = (
    "Các cơ quan, đơn vị, địa phương tiếp tục đẩy mạnh phong trào thi đua yêu nước, bảo đảm thiết thực, hiệu quả. "
    "Kịp thời phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến trong mọi lĩnh vực.\n"
)
# How a plan begins; below, with forty duties over several pages, each with a doubt.
HEAD = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
-------
Số: 210/KH-UBND
Phú Thọ, ngày 15 tháng 01 năm 2024

KẾ HOẠCH
Tổ chức phong trào thi đua thực hiện thắng lợi nhiệm vụ năm 2024

I. CÁC ĐỢT THI ĐUA
1. Đợt 1: Từ ngày 01/01/2024 đến ngày 30/6/2024.
2. Đợt 2: Từ ngày 01/7/2024 đến ngày 31/12/2024.
II. TỔ CHỨC THỰC HIỆN
"""
FORTY = HEAD + "".join(
    f"{number}. Các sở, ban, ngành gửi báo cáo chuyên đề số {number} về kết quả thực hiện phong trào thi đua về "
    f"Sở Nội vụ trước ngày {1 + number % 27}/{1 + number % 12}/2024 để tổng hợp.\n" + FILL * 2
    for number in range(1, 41)
)

_READ: dict[Source, tuple[ReadDirective, ReadDraft]] = {}


@dataclass(frozen=True)
class Begun:
    """Numbers of a draft and its document, and the text of that."""

    draft: int
    document: int
    text: str

    @property
    def path(self) -> str:
        """The page of the draft."""
        return f"/ban/ban-thao/{self.draft}"


def begin_draft(
    world: DeskWorld, text: str = "", *, name: str = "CT-01.txt", issuer: str = OURS
) -> Begun:
    """A draft of `text`, else of a directive of Lai Châu that has all kinds of items."""
    text = text or (SEEDS / LAI_CHAU).read_text("utf-8")
    return begin(world.desk.installation, world.desk.files, text, name, issuer)


def begin(installation: Installation, folder: Path, text: str, name: str, issuer: str) -> Begun:
    """The same of any installation, whose kept files lie in `folder`."""
    source = Source(text, name)
    kept = documents.keep(source.text.encode(), source, folder=folder)
    if source not in _READ:  # the same few texts for hundreds of tests
        directive = import_directive(
            source, catalogue=installation.catalogue, workdays=installation.calendar
        )
        _READ[source] = directive, draft_of(directive, catalogue=installation.catalogue)
    directive, draft = _READ[source]
    with installation.database.write() as session:
        got = documents.receive(session, kept, issuer_id=issuer, by=CLERK, now=NOW)
        row = drafting.begin(session, got.document, directive, draft, by=CLERK, now=NOW)
        return Begun(row.id or 0, got.document.id or 0, source.text)


def load_view(world: DeskWorld, begun: Begun, issuer: str = OURS) -> DraftView:
    """The draft as it stands."""
    installation = world.desk.installation
    with world.database.read() as session:
        return items.load(session, begun.draft, issuer, installation=installation)


def item_of_kind(world: DeskWorld, begun: Begun, kind: str, state: str = "found") -> Item:
    """The first item of that kind and state, in the order of the page."""
    standing = load_view(world, begun).items
    return next(one for one in standing if (one.kind, one.state) == (kind, state))
