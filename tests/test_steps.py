"""Steps are stored as text and read as values, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import steps
from scheduler.errors import UnknownStep
from scheduler.states import OWED, State
from scheduler.steps import ALONE, PLANNED, LengthUnit, Step, StepKind

NUMBERS = st.integers(min_value=0, max_value=10**12)
WITH_LENGTH = st.builds(
    Step,
    st.sampled_from((StepKind.BEFORE, StepKind.OVERDUE)),
    count=NUMBERS,
    unit=st.sampled_from(LengthUnit),
)
ABOUT = st.builds(
    Step,
    st.sampled_from([kind for kind in StepKind if kind not in (*PLANNED, *ALONE)]),
    about=NUMBERS,
)
NUDGES = st.builds(Step, st.just(StepKind.NUDGE), about=NUMBERS, again=st.booleans())
STEPS = st.one_of(st.builds(Step, st.sampled_from(ALONE)), WITH_LENGTH, ABOUT, NUDGES)
# As databases of all versions hold them.
STORED = (
    "before-7wd", "before-30d", "before-1m", "day", "overdue-1wd", "overdue-10d",
    "submitted-12", "accepted-12", "returned-12", "waived-3", "extension_asked-4",
    "extension_granted-4", "extension_refused-4", "stands_in-2", "moved", "withdrawn",
    "draft-17", "nudge-1", "nudge-2-again", "taken_over-5", "called", "receipt-1", "received-3",
)  # fmt: skip


@given(STEPS)
def test_step_is_read_as_it_was_written(step: Step) -> None:
    assert steps.parse(str(step)) == step


@pytest.mark.parametrize("stored", STORED)
def test_stored_step_is_written_as_it_was_read(stored: str) -> None:
    assert str(steps.parse(stored)) == stored


def test_every_kind_is_among_the_stored() -> None:
    assert {steps.parse(stored).kind for stored in STORED} == set(StepKind)


@given(st.text() | st.sampled_from(STORED).flatmap(lambda one: st.just(one) | st.just(one + " ")))
def test_what_is_read_is_never_another_text(text: str) -> None:
    try:
        assert str(steps.parse(text)) == text
    except UnknownStep as error:
        assert error.text == text


@pytest.mark.parametrize(
    "text",
    ["", "before", "before-7", "before-07wd", "day-1", "submitted", "submitted-", "submitted-x",
     "moved-3", "nudge-1-again-again", "overdue-1wd-again", "nudge-٣", "holiday", "DAY", "day\n"],
)  # fmt: skip
def test_unknown_step_is_refused(text: str) -> None:
    with pytest.raises(UnknownStep):
        steps.parse(text)


@pytest.mark.parametrize("stored", STORED)
def test_step_is_planned_or_by_hand_or_tells_what_happened(stored: str) -> None:
    step = steps.parse(stored)

    assert not (step.has_happened and step.reminds)
    assert step.reminds or not step.is_of_plan
    assert step.has_happened or step.reminds or step.kind is StepKind.ESCALATION


def test_reminder_is_worth_saying_while_it_is_owed() -> None:
    assert steps.parse("before-7wd").worth_saying == OWED
    assert steps.parse("submitted-12").worth_saying == (State.SUBMITTED,)
