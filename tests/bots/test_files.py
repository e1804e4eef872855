"""Files people send: told by their first bytes, kept once under their hash, with a harmless name."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.file_names import name_for, safe_name
from bots.files import (
    MOST_OCTETS,
    FileLost,
    FileTooBig,
    FileTypeRefused,
    media_type,
    open_kept,
    path_of,
    store,
)
from bots.text import units

PDF = b"%PDF-1.7 ..."


def package(*names: str, mimetype: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


KINDS = [
    (PDF, "a.pdf", "application/pdf"),
    (b"\xff\xd8\xff\xe0", "a.jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
    (bytes.fromhex("d0cf11e0a1b11ae1"), "a.doc", "application/msword"),
    (bytes.fromhex("d0cf11e0a1b11ae1"), "a.xls", "application/vnd.ms-excel"),
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
    "content", [b"MZ\x90", b"#!/bin/sh", b"<html>", b"", b"PK\x03\x04broken", b"GIF89a"]
)
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
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Users\\x\\báo cáo.docx", "C Users x báo cáo.docx"),
        ("\u202efdp.exe", "fdp.exe"),
        (".htaccess", "htaccess"),
        ("", "tep.pdf"),
        ("///", "tep.pdf"),
        ("a" * 300 + ".pdf", "a" * 113 + "….pdf"),
    ],
)
def test_name_is_made_harmless(given, kept):
    assert safe_name(given, "application/pdf") == kept


@given(st.text())
def test_any_name_is_short_and_names_no_folder(name):
    found = safe_name(name, "application/pdf")
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
