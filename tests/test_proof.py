"""What a duty wants, as one column holds it."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler import proof

texts = st.text(
    st.sampled_from("aễ,%2C:;Đ ") | st.characters(exclude_categories=["Cs"]), min_size=1
)
codes = (
    st.sampled_from(proof.ASKED)
    | st.builds(proof.code, st.just(proof.FORM), texts)
    | st.builds(proof.code, st.just(proof.CHANNEL), texts)
)


@given(st.lists(codes).map(tuple))
def test_proof_is_read_from_its_column_as_it_was_written(given: tuple[str, ...]) -> None:
    assert proof.split(proof.join(given)) == given


def test_proof_of_older_rows_is_read_and_written_as_ever() -> None:
    assert proof.split("number,file") == ("number", "file")
    assert proof.join(("number", "file")) == "number,file"
    assert proof.split("") == ()


def test_forms_and_channels_are_told_and_not_asked_for() -> None:
    given = ("number", "form:Mẫu số 01", "channel:Hệ thống quản lý văn bản", "file")

    assert proof.asked(given) == ("number", "file")
    assert proof.texts(given, proof.FORM) == ("Mẫu số 01",)
