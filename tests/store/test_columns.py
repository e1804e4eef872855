"""What columns hold comes back as it was given."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.store.columns import join_list, split_list

IDS = st.from_regex(r"[a-z0-9]+([-_][a-z0-9]+)*", fullmatch=True)


@given(st.lists(IDS).map(tuple))
def test_list_comes_back_in_its_order(given_: tuple[str, ...]) -> None:
    assert split_list(join_list(given_)) == given_


def test_no_list_is_an_empty_text() -> None:
    assert join_list(()) == ""
    assert split_list("") == ()
