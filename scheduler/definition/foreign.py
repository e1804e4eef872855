"""Files of another kind, given where YAML is wanted: what they are, and what to do with them."""

import json
import unicodedata
from pathlib import PurePath

from scheduler.language import _

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MARKS = (
    (b"%PDF", "pdf"),
    *((mark, "picture") for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    *((mark, "packed") for mark in (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")),
    (b"SQLite format 3\0", "database"),
)
_PARTS = ((b"word/", "word"), (b"xl/", "sheet"), (b"opendocument.spreadsheet", "sheet"))
_WEB = (b"<!doctype html", b"<html")
_SHEETS = (".xlsx", ".xls", ".ods", ".tsv", ".csv")
_OURS = frozenset({"duties", "units"})
_PRINTED = frozenset({"obligations", "schema", "changes"})
_LETTERS = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ–—“”‘’…§°\xa0"
)


def foreign_reason(raw: bytes, name: str) -> str:
    """The sentence for a file that is no YAML by its content, or by its name where that fits; "" for any other.

    Without a name, as of what is sent to a page, it leads to the pages that read such files and to no command.
    """
    kind = _kind(raw, PurePath(name).suffix.lower())
    if not kind:
        return ""
    what, do = _sentences()[kind]
    if not name:
        return f"{what} {pages()}"
    return f"{what} {_do()[do]}".strip().format(file=PurePath(name).name)


def pages() -> str:
    """Where at the desk files are read that are no YAML."""
    return _(
        "Văn bản phát động thì tải lên ở trang Văn bản, danh sách đơn vị thì ở trang Đơn vị; ở đây là tệp .yaml tải từ"
        " bản thảo hoặc từ phong trào."
    )


def packed_kind(raw: bytes) -> str:
    """What a ZIP archive is: "word", "sheet", or "packed" for any other; "" for what is none."""
    if not raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ""
    return next((kind for part, kind in _PARTS if part in raw), "packed")


def marked_kind(raw: bytes) -> str:
    """By its first octets "pdf", "picture", "packed", "database", "sheet" or "old word"; "" for any other."""
    if raw.startswith(_OLD_OFFICE):
        return "sheet" if "Workbook".encode("utf-16-le") in raw else "old word"
    return next((kind for mark, kind in _MARKS if raw.startswith(mark)), "")


def is_utf16(raw: bytes) -> bool:
    """Whether it says so, or many octets of its beginning are empty."""
    first = raw[:60]
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or first.count(b"\0") * 4 > len(first)


def encoding_reason(raw: bytes) -> str:
    """The sentence for a text that is not UTF-8: in which encoding it seems to be, and how to save it."""
    save = _("Đề nghị lưu lại với bảng mã UTF-8 (Save As, chọn Encoding là UTF-8).")
    if is_utf16(raw):
        return _("Tệp lưu bằng bảng mã UTF-16 (“Unicode”), không phải UTF-8.") + f" {save}"
    if is_old_vietnamese(raw):
        return _("Tệp lưu bằng bảng mã Windows-1258, không phải UTF-8.") + f" {save}"
    return _("Tệp không phải UTF-8.") + f" {save}"


def _kind(raw: bytes, suffix: str) -> str:
    if not raw.strip():
        return "empty"
    if packed := packed_kind(raw):
        return packed
    if marked := marked_kind(raw):
        return "sheet" if (marked, suffix) == ("old word", ".xls") else marked
    if raw[:1024].lstrip().lower().startswith(_WEB):
        return "page"
    return _kind_of_text(raw, suffix)


def _kind_of_text(raw: bytes, suffix: str) -> str:
    first = raw.lstrip(b"\xef\xbb\xbf \r\n").split(b"\n", 1)[0]
    if suffix in _SHEETS or (b"\t" in first.strip() and b":" not in first):
        return "sheet"
    if first[:1] in (b"{", b"[") and _is_other_json(raw, suffix):
        return "json"
    return ""


def _is_other_json(raw: bytes, suffix: str) -> bool:
    """Whether it is what a command printed for programs, or no file of ours; JSON with our names is YAML, too."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    names = value.keys() if isinstance(value, dict) else set()
    return not names & _OURS and (suffix == ".json" or not names or bool(names & _PRINTED))


def is_old_vietnamese(raw: bytes) -> bool:
    """Whether all its letters are Vietnamese ones when read as Windows-1258."""
    try:
        text = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return False
    odd = {letter.lower() for letter in text if letter > "\x7f"}
    return bool(odd) and odd <= _LETTERS


def _sentences() -> dict[str, tuple[str, str]]:
    return {
        "empty": (_("Tệp trống."), "write"),
        "word": (_("Đây là văn bản Word (.docx), ở đây cần tệp YAML."), "import"),
        "old word": (_("Đây là văn bản Word cũ (.doc), ở đây cần tệp YAML."), "convert"),
        "pdf": (_("Đây là tệp PDF, ở đây cần tệp YAML."), "import"),
        "page": (_("Đây là trang web (.html), ở đây cần tệp YAML."), "import"),
        "sheet": (_("Đây là bảng tính, ở đây cần tệp YAML."), "copy"),
        "json": (_("Đây là tệp JSON, ở đây cần tệp YAML; không lệnh nào đọc lại JSON."), "write"),
        "picture": (_("Đây là ảnh, ở đây cần tệp YAML."), "recognize"),
        "packed": (_("Đây là tệp nén, ở đây cần tệp YAML."), "unpack"),
        "database": (
            _(
                "Đây là cơ sở dữ liệu, ở đây cần tệp YAML; cơ sở dữ liệu thì đặt ở THIDUA_DATABASE_URL."
            ),
            "",
        ),
    }


def _do() -> dict[str, str]:
    return {
        "": "",
        "write": _(
            "Viết định nghĩa theo mẫu trong README, hoặc `thidua import VĂN_BẢN --draft nhap.yaml`."
        ),
        "import": _("`thidua import {file} --draft nhap.yaml` đọc nó thành bản thảo YAML."),
        "convert": _("Lưu thành .docx, rồi `thidua import TỆP.docx --draft nhap.yaml`."),
        "copy": _(
            "Danh sách đơn vị: `thidua units import {file}`, hoặc tải lên ở trang Đơn vị; kế hoạch thì lưu thành .docx"
            " rồi `thidua import`."
        ),
        "recognize": _(
            "Nhận dạng chữ (OCR) thành .docx, rồi `thidua import TỆP.docx --draft nhap.yaml`."
        ),
        "unpack": _("Giải nén rồi chọn tệp bên trong."),
    }
