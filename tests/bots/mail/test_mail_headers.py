"""What people wrote comes back from a header as they wrote it, blanks and all, whoever reads it."""

import email
from email import policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.mail.message import POLICY, compose
from scheduler.definition.read import read_document
from scheduler.text import cut
from tests.bots.mail.subjects import read_back, subjects
from tests.bots.notices import make_item, make_notice

SAMPLES = sorted(Path("config/samples/campaigns").glob("*.yaml"))
STEPS = (
    "before-3wd",
    "nudge-1",
    "moved",
    "extension_granted-1",
    "extension_refused-1",
    "returned-1",
)
SENDER, RECIPIENT = "nhac-viec@thidua.example", "so-y-te@phutho.example"


def written(name: str, value: object) -> bytes:
    message = EmailMessage(policy=POLICY)
    message[name] = value
    return message.as_bytes().partition(b"\r\n\r\n")[0]


def by_email(head: bytes, name: str) -> str:
    return str(email.message_from_bytes(head, policy=policy.default)[name])


def by_old_email(head: bytes, name: str) -> str:
    return str(make_header(decode_header(email.message_from_bytes(head)[name])))


def by_hand(head: bytes, name: str) -> str:
    return read_back(head.removeprefix(f"{name}:".encode()))


READERS = {"email": by_email, "email of old": by_old_email, "RFC 2047": by_hand}


def test_ten_thousand_subjects_come_back_as_they_were():
    heads = [(said, written("Subject", said)) for said in subjects(10_000, seed=47)]
    for reader, read in READERS.items():
        wrong = [(said, head) for said, head in heads if read(head, "Subject") != said]
        assert wrong == [], reader


def test_every_subject_of_the_sample_duties_comes_back():
    titles = [duty.title for file in SAMPLES for duty in read_document(file).value.duties]
    notices = [make_notice(make_item(duty=title, step=step)) for title in titles for step in STEPS]
    assert len(notices) > 80
    for notice in notices:
        octets = compose(notice, sender=SENDER, recipient=RECIPIENT).octets
        message = email.message_from_bytes(octets, policy=policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        assert message["Subject"] == body.get_content().splitlines()[0]


def test_names_come_back_as_they_were():
    for said in subjects(2_000, seed=5322):
        name = cut(said, 120)
        head = written("From", Address(name, addr_spec=SENDER))
        raw, address = parseaddr(email.message_from_bytes(head)["From"])
        assert (str(make_header(decode_header(raw))), address) == (name, SENDER)


@given(st.text(max_size=120), st.sampled_from(["Subject", "From", "To", "Reply-To"]))
def test_lines_are_short_and_ascii(text, name):
    said = cut(text, 120)
    value = said if name == "Subject" else Address(said, addr_spec=SENDER)
    head = written(name, value)
    assert head.isascii()
    assert max(len(line) for line in head.split(b"\r\n")) <= 78


@pytest.mark.parametrize("plain", ["Report due 28/6", "Q2", 'A "quoted" (short) subject: 50%'])
def test_plain_words_stay_readable_as_they_are(plain):
    assert written("Subject", plain) == f"Subject: {plain}".encode()


@pytest.mark.parametrize("local", ["a", "a" * 64])
def test_address_without_a_name_stands_on_the_first_line(local):
    address = f"{local}@so-y-te.phutho.example"
    assert written("To", Address("", addr_spec=address)) == f"To: {address}".encode()
