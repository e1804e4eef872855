"""FEEDS rules 22 to 27: how a feed is answered, given its bytes and the headers of the request."""

import gzip
from datetime import UTC, datetime

import pytest
from fastapi import Response

from scheduler.web.respond import Document, accepts_gzip, etag_of, respond

BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * 30
DOCUMENT = Document(BODY, last_modified=datetime(2024, 6, 28, 10, 0, 0, 500_000, tzinfo=UTC))
VERSION = DOCUMENT.version
TAG = f'"{VERSION.etag}"'


def answer(method: str = "GET", **headers: str) -> Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return respond(method, given, VERSION, lambda: DOCUMENT, filename="so-y-te.ics")


def test_rule_22_is_a_calendar_shown_inline_under_a_name() -> None:
    got = answer()
    assert (got.status_code, got.body) == (200, BODY)
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert got.headers["Content-Disposition"] == 'inline; filename="so-y-te.ics"'
    assert got.headers["Content-Length"] == str(len(BODY))


@pytest.mark.parametrize(
    "asked",
    [TAG, f"W/{TAG}", f'"other", W/{TAG}', f'"a,b",{TAG}', "*", f'"{VERSION.etag}-gzip"'],
)
def test_rule_24_a_known_etag_is_answered_empty(asked: str) -> None:
    got = answer(if_none_match=asked)
    assert (got.status_code, got.body, got.headers["ETag"]) == (304, b"", TAG)


@pytest.mark.parametrize("asked", ['"other"', "", VERSION.etag, '"*"', 'W/"other", "more"'])
def test_rule_24_another_etag_gets_the_bytes(asked: str) -> None:
    assert answer(if_none_match=asked).status_code == 200


def test_rule_24_the_etag_is_the_hash_of_the_bytes() -> None:
    assert etag_of(BODY) == etag_of(bytes(BODY)) != etag_of(BODY + b"x")


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Fri, 28 Jun 2024 10:00:00 GMT", 304),
        ("Friday, 28-Jun-24 10:00:00 GMT", 304),
        ("Fri Jun 28 10:00:00 2024", 304),
        ("Fri, 28 Jun 2024 09:59:59 GMT", 200),
        ("yesterday", 200),
        ("", 200),
        ("Fri, 99 Jun 2024 10:00:00 GMT", 200),
        ("Fri, 31 Dec 9999 23:59:59 -1200", 200),
        ("1719568800", 200),
    ],
)
def test_rule_25_a_date_is_compared_and_a_malformed_one_ignored(since: str, status: int) -> None:
    assert answer(if_modified_since=since).status_code == status


def test_rule_25_the_etag_wins_over_the_date() -> None:
    date = "Fri, 28 Jun 2024 10:00:00 GMT"
    assert answer(if_none_match='"other"', if_modified_since=date).status_code == 200
    assert (
        answer(if_none_match=TAG, if_modified_since="Mon, 01 Jan 2001 00:00:00 GMT").status_code
        == 304
    )


def test_rule_26_head_has_the_headers_of_get_and_no_body() -> None:
    got, head = answer(), answer("HEAD")
    assert (head.status_code, head.headers, head.body) == (got.status_code, got.headers, b"")


def test_rule_27_gzip_on_request_and_revalidated_by_its_own_tag() -> None:
    got = answer(accept_encoding="gzip, deflate, br")
    assert gzip.decompress(got.body) == BODY
    assert got.headers["Content-Encoding"] == "gzip"
    assert got.headers["Vary"] == "Accept-Encoding"
    assert got.headers["ETag"] != TAG
    again = answer(accept_encoding="gzip", if_none_match=got.headers["ETag"])
    assert (again.status_code, again.headers["ETag"]) == (304, got.headers["ETag"])


def test_rule_27_says_vary_in_every_answer() -> None:
    answers = [answer(), answer(if_none_match=TAG), answer("HEAD", accept_encoding="gzip")]
    assert {got.headers["Vary"] for got in answers} == {"Accept-Encoding"}


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("identity", False),
        ("", False),
        ("gzip;q=.", False),
        ("deflate;;;", False),
    ],
)
def test_rule_27_reads_what_is_accepted(accepted: str, compressed: bool) -> None:
    assert accepts_gzip(accepted) is compressed


def test_rule_30_is_private() -> None:
    for got in (answer(), answer(if_none_match=TAG), answer("HEAD")):
        assert "private" in got.headers["Cache-Control"]
        assert got.headers["Referrer-Policy"] == "no-referrer"
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert "noindex" in got.headers["X-Robots-Tag"]
        assert "Set-Cookie" not in got.headers


def test_rule_35_a_304_renders_nothing() -> None:
    def never() -> Document:
        raise AssertionError("rendered")

    got = respond("GET", {"if-none-match": TAG}, VERSION, never, filename="x.ics")
    assert got.status_code == 304
