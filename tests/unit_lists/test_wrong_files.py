"""Files that are no list: told what they are in one sentence with the way on, and never costly."""

import io
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from scheduler.errors import UnreadableList, WhyNoList
from scheduler.unit_lists.workbook import MOST_OCTETS, read_workbook
from tests.unit_lists.books import delimited, listed, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("_", "/"), content)
    return file.getvalue()


def bomb(size: int) -> bytes:
    """A small file that is `size` octets when it is unpacked."""
    return zipped(xl_workbook=b"<x/>", xl_sheet=b" " * size)


# Files that take long to make are made by the test that needs them.
FILES: dict[str, tuple[bytes | Callable[[], bytes], WhyNoList]] = {
    "nothing": (b" \n", WhyNoList.EMPTY),
    "too many octets": (b"x" * (MOST_OCTETS + 1), WhyNoList.TOO_LARGE),
    "a bomb": (partial(bomb, 200_000_000), WhyNoList.TOO_LARGE),
    "a small bomb": (partial(bomb, 60_000_000), WhyNoList.TOO_LARGE),
    "an open quotation mark": (b'TT,Ten don vi\n1,"So Y te\n2,So Tai chinh\n', WhyNoList.QUOTES),
    "too many rows": (partial(delimited, [("a", "b")] * 20_001), WhyNoList.TOO_LARGE),
    "too many columns": (delimited([["a"] * 61]), WhyNoList.TOO_LARGE),
    "a password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), WhyNoList.LOCKED),
    "Word": (zipped(word_document=b"<x/>"), WhyNoList.DOCUMENT),
    "old Word": (OLE + b"\0" * 600, WhyNoList.DOCUMENT),
    "PDF": (b"%PDF-1.7 ...", WhyNoList.DOCUMENT),
    "a page": (b"\xef\xbb\xbf\n<HTML><table><tr><td>x</table>", WhyNoList.PAGE),
    "an archive": (zipped(a=b"x"), WhyNoList.PACKED),
    "broken": (zipped(xl_workbook=b"<x/>"), WhyNoList.BROKEN),
    "octets": (b"\0\1\2\3\xff" * 100, WhyNoList.BROKEN),
    "TCVN3": (delimited([("STT", "Tªn ®¬n vÞ"), (1, "Së Néi vô"), (2, "Së Tµi chÝnh")]), WhyNoList.ENCODING),
    "an empty workbook": (xlsx([]), WhyNoList.EMPTY),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_list_is_told(name: str) -> None:
    file, reason = FILES[name]
    data = file() if callable(file) else file
    with pytest.raises(UnreadableList) as refused:
        read_workbook(data, "danh-sach.xls")
    assert refused.value.reason is reason


def test_a_table_without_units_is_told() -> None:
    with pytest.raises(UnreadableList) as refused:
        listed(xlsx([("Ngày", "Số tiền"), (1, 2)]))
    assert refused.value.reason is WhyNoList.NO_NAMES


def test_a_stray_cell_far_away_is_too_large() -> None:
    rows: list[tuple[object, ...]] = [("Tên đơn vị",)] + [()] * 400_000 + [("x",) * 10]
    with pytest.raises(UnreadableList) as refused:
        read_workbook(xlsx(rows), "a.xlsx")
    assert refused.value.reason is WhyNoList.TOO_LARGE


def test_sheets_that_would_not_be_read_are_too_many() -> None:
    more = {f"Tờ {number}": [("Tên đơn vị",)] for number in range(40)}
    with pytest.raises(UnreadableList) as refused:
        read_workbook(xlsx([("Tên đơn vị",)], more=more), "a.xlsx")
    assert refused.value.reason is WhyNoList.TOO_LARGE


def test_a_units_file_is_no_list() -> None:
    with pytest.raises(UnreadableList) as refused:
        read_workbook(b"issuer: {name: UBND}\nunits: []\n", "don-vi.YAML")
    assert refused.value.reason is WhyNoList.DEFINITION
