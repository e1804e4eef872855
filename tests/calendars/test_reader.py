"""Where our own files are for a page, whatever the calendar is called and wherever a proxy serves us."""

from zoneinfo import ZoneInfo

import pytest

from calendars.pages.reader import Reader
from calendars.query import Scope
from calendars.subscriptions import Link
from tests.calendars.stored import NOW

SCOPE = Scope("campaign", 1)
LINK = Link(1, "pt", "Văn thư", SCOPE, revoked=False, fetched_at=None)


@pytest.mark.parametrize("root", ["", "/thidua", "/lich"])
@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/lich/abc", LINK),
        ("/lien-ket/abc", LINK),
        ("/cong-khai/pt/pt-2024", None),
        ("/cong-khai/lich/pt-2024", None),
        ("/cong-khai/lien-ket/cong-khai", None),
    ],
)
def test_files_are_found_beside_our_pages(root: str, path: str, link: Link | None) -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    reader = Reader(root + path, "", SCOPE, "pt", "UBND tỉnh", zone, NOW, link)
    assert reader.root == root
