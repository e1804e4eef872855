"""Files people send: told by their first bytes, kept once under their hash, with a harmless name."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import FileLost, FileTooBig, FileTypeRefused
from scheduler.store.file_folder import path_of
from scheduler.store.file_names import ENDINGS, name_for, safe_name
from scheduler.store.files import MOST_OCTETS, media_type, open_kept, store
from scheduler.text import units

PDF = b"%PDF-1.7 ..."


def package(*names: str, mimetype: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def compound(*streams: str) -> bytes:
    """An OLE container, as old Office files are, by the names in its directory."""
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + names + b"\0" * 64


def photo(major: bytes, *brands: bytes) -> bytes:
    """The first box of an ISO media file, as phones write their photos."""
    box = b"ftyp" + major + b"\0\0\0\0" + b"".join(brands)
    return (len(box) + 4).to_bytes(4, "big") + box + b"rest"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = [
    (PDF, "a.pdf", "application/pdf"),
    (b"\xff\xd8\xff\xe0", "a.jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
    (compound("Root Entry", "WordDocument"), "a.doc", "application/msword"),
    (compound("Root Entry", "Workbook"), "a.xls", "application/vnd.ms-excel"),
    (compound("Root Entry", "Book"), "a.doc", "application/vnd.ms-excel"),
    (compound("PowerPoint Document"), "a.xls", "application/vnd.ms-powerpoint"),
    (compound("WordDocument", "Workbook"), "co-bieu.doc", "application/msword"),
    (compound("WordDocument", "Workbook"), "co-van-ban.xls", "application/vnd.ms-excel"),
    (compound("EncryptionInfo", "EncryptedPackage"), "mat.docx", WORD),
    (compound("EncryptionInfo", "EncryptedPackage"), "mat.hta", "application/msword"),
    (photo(b"heic", b"mif1", b"heic"), "IMG_1.HEIC", "image/heic"),
    (photo(b"mif1", b"mif1", b"heic"), "", "image/heic"),
    (photo(b"mif1", b"mif1"), "a.heif", "image/heif"),
    (photo(b"msf1", b"hevc"), "a.jpg", "image/heic"),
    (package("word/document.xml"), "a.docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (package("xl/workbook.xml"), "a.xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (package(mimetype="application/vnd.oasis.opendocument.text"), "a.odt",
     "application/vnd.oasis.opendocument.text"),
    (package("a.txt"), "a.zip", "application/zip"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name", "kind"), KINDS)
def test_kind_is_read_from_the_content(content, name, kind):
    assert media_type(content, name) == kind


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_nothing_of_a_package_is_unpacked_to_judge_it(packed):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packed) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" * 50)
    broken = bytearray(content.getvalue())
    broken[40:60] = b"\xff" * 20
    assert media_type(bytes(broken), "a.odt") == "application/zip"


@given(st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_damaged_package_is_judged(place, damage):
    content = bytearray(package("word/a", mimetype="application/vnd.oasis.opendocument.text"))
    content[place : place + len(damage)] = damage
    media_type(bytes(content), "a.odt")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90", b"#!/bin/sh", b"<html>", b"", b"PK\x03\x04broken", b"GIF89a",
        compound("Root Entry", "!Column"),  # an installer
        photo(b"isom", b"mp42"),
        photo(b"avif", b"mif1"),
        package(mimetype="application/vnd.oasis.opendocument.unheard-of"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_whatever_their_name(tmp_path, content):
    with pytest.raises(FileTypeRefused):
        store(content, name="bao-cao.pdf", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_file_is_kept_once_under_its_hash(tmp_path):
    first = store(PDF, name="a.pdf", folder=tmp_path)
    second = store(PDF, name="b.pdf", folder=tmp_path)
    assert first.content_hash == second.content_hash
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept == [path_of(tmp_path, first.content_hash)]
    assert kept[0].read_bytes() == PDF


def test_too_big_is_refused(tmp_path):
    with pytest.raises(FileTooBig):
        store(PDF + b"\0" * MOST_OCTETS, name="a.pdf", folder=tmp_path)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "etc passwd.pdf"),
        ("C:\\Users\\x\\báo cáo.pdf", "C Users x báo cáo.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("bao-cao.hta", "bao-cao.pdf"),
        ("bao-cao.pdf.exe", "bao-cao.pdf"),
        ("bao-cao.h\u200bta", "bao-cao.h ta.pdf"),
        ("BÁO CÁO.PDF", "BÁO CÁO.PDF"),
        ("KH 12.2024", "KH 12.2024.pdf"),
        ("KH số 7.Sở Tài chính", "KH số 7.Sở Tài chính.pdf"),
        ("", "tep.pdf"),
        ("///", "tep.pdf"),
        ("a" * 300 + ".pdf", "a" * 113 + "….pdf"),
    ],
)
def test_name_is_made_harmless(given, kept):
    assert safe_name(given, "application/pdf") == kept


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("IMG_0001.HEIC", "image/heic", "IMG_0001.HEIC"),
        ("anh.jpeg", "image/jpeg", "anh.jpeg"),
        ("co-macro.docm", WORD, "co-macro.docm"),
        ("bao-cao.pdf", WORD, "bao-cao.docx"),
        ("bao-cao.doc", "application/rtf", "bao-cao.rtf"),
        ("bao-cao.apk", "application/zip", "bao-cao.zip"),
    ],
)
def test_name_ends_as_the_content_says(given, kind, kept):
    assert safe_name(given, kind) == kept


def test_file_is_kept_under_a_name_that_its_content_has(tmp_path):
    assert store(PDF, name="bao-cao.hta", folder=tmp_path).name == "bao-cao.pdf"


@given(st.text() | st.text().map(lambda stem: f"{stem}.hta"), st.sampled_from(sorted(ENDINGS)))
def test_any_name_is_short_names_no_folder_and_ends_right(name, kind):
    found = safe_name(name, kind)
    assert found.rpartition(".")[2].lower() in ENDINGS[kind]
    assert 0 < units(found) <= 120
    assert not set("/\\:\0") & set(found)
    assert not found.startswith(".")


@given(st.binary(max_size=64), st.text(max_size=10))
def test_any_content_is_judged(content, name):
    media_type(content, name)


def test_what_has_no_name_is_named_later(tmp_path):
    assert store(b"\xff\xd8\xff\xe0", name="", folder=tmp_path).name == ""


@pytest.mark.parametrize(
    ("kind", "taken", "name"),
    [
        ("image/jpeg", [], "anh-1.jpg"),
        ("image/jpeg", ["anh-1.jpg", "a.pdf"], "anh-2.jpg"),
        ("image/png", ["anh-1.jpg"], "anh-1.png"),
        ("application/pdf", [], "tep-1.pdf"),
        ("unheard/of", [], "tep-1.bin"),
    ],
)
def test_name_that_is_given_tells_what_it_is_and_is_not_taken(kind, taken, name):
    assert name_for(kind, taken) == name


def test_what_was_kept_is_read_again(tmp_path):
    kept = store(PDF, name="a.pdf", folder=tmp_path)
    with open_kept(tmp_path, kept.content_hash) as content:
        assert content.read() == PDF


@pytest.mark.parametrize("there", [True, False])
def test_what_is_lost_is_told_without_its_path(tmp_path, there):
    with pytest.raises(FileLost) as lost:
        open_kept(tmp_path if there else None, "0" * 64)
    assert str(tmp_path) not in f"{lost.value!r} {lost.value.__cause__}"


@pytest.mark.parametrize("digest", ["", "../x", "A" * 64, "0" * 63])
def test_path_of_what_is_no_hash_is_refused(tmp_path, digest):
    with pytest.raises(ValueError, match="SHA-256"):
        path_of(tmp_path, digest)
