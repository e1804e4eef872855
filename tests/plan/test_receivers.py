"""Whom a report is for, and who takes it in."""

from typing import Any

import pytest

from scheduler.definition.models import Receiver
from tests.build import definition, duty, organisation, plan, unit

OWN = {"ids": ["co-quan-thuong-truc"]}


def planned(to: Any, **more: Any) -> Any:
    return plan(definition(duty(to=to, **more))).occurrences[0]


@pytest.mark.parametrize(
    ("to", "collects", "receiver"),
    [
        ("u0", "u0", ""),
        ({"unit": "u1"}, "u1", ""),
        ({"unit": "u1", "via": "u2"}, "u2", "Đơn vị u1"),
        ({"unit": "u1", "via": "u1"}, "u1", ""),
        ({"name": "Ủy ban nhân dân tỉnh", "via": "u2"}, "u2", "Ủy ban nhân dân tỉnh"),
        ({"name": "Bộ Nội vụ"}, "u0", "Bộ Nội vụ"),  # the standing body takes it in
    ],
)
def test_receiver_and_who_takes_it_in(to: Any, collects: str, receiver: str) -> None:
    found = planned(to)

    assert (found.to, found.receiver) == (collects, receiver)


def test_receiver_that_ended_is_followed_by_its_successor() -> None:
    units = [unit("u0"), unit("u1", last_day="2024-06-30", into=["u2"]), unit("u2")]
    given = definition(duty(to={"unit": "u1", "via": "u0"}, due={"by": "07-31"}))

    assert plan(given, organisation(units=units)).occurrences[0].receiver == "Đơn vị u2"


def test_written_as_an_id_or_as_a_unit_is_the_same_receiver() -> None:
    assert duty(to="u1").receiver == duty(to={"unit": "u1"}).receiver == Receiver(unit="u1")


def test_what_the_standing_body_sends_outside_has_no_intake_to_end() -> None:
    assert planned({"name": "Bộ Nội vụ"}, owed_by=OWN).cut_off_at is None
    assert planned({"name": "Bộ Nội vụ"}, owed_by=OWN, cut_off="3 days").cut_off_at is not None
    assert (
        planned({"name": "Bộ Nội vụ"}).cut_off_at is not None
    )  # units send it to the standing body
    assert planned("u0", owed_by=OWN).cut_off_at is not None


def test_no_head_of_a_block_is_told_of_what_the_standing_body_sends_outside() -> None:
    outside = planned({"name": "Bộ Nội vụ"}, owed_by=OWN)
    inside = planned("u0", owed_by=OWN)

    told = {to for reminder in outside.reminders for to in reminder.recipients}
    assert told == {"head", "deputy", "standing_body"}
    assert "block_head" in {to for reminder in inside.reminders for to in reminder.recipients}


def test_proof_says_what_is_asked_for_and_how_it_is_sent() -> None:
    found = planned("u0", proof=["number", {"form": "Mẫu số 01"}, {"channel": "Thư điện tử"}])

    assert found.proof == ("number", "form:Mẫu số 01", "channel:Thư điện tử")
