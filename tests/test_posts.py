"""What a definition may write is among what is known."""

from typing import get_args

from scheduler.definition.policies import Written
from scheduler.posts import Recipient


def test_whom_a_step_is_written_for_is_a_recipient() -> None:
    assert set(get_args(Written)) <= set(Recipient)
