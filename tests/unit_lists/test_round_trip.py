"""What is exported and uploaded again unchanged changes nothing, for all that a units file says."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import HERE
from scheduler.definition.organisation import Organisation
from scheduler.definition.read import read_organisation_document
from scheduler.unit_lists.difference import difference
from scheduler.unit_lists.export import as_csv, as_workbook
from tests.build import organisation
from tests.unit_lists.books import listed

SAMPLES = sorted((HERE / "samples" / "units").glob("*.yaml"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_comes_back_as_it_was(file: Path) -> None:
    before = read_organisation_document(file).value
    for data in (as_workbook(before), as_csv(before)):
        found = listed(data, before)
        assert found.faults == () and found.missing == () and found.wanted is not None
        assert not difference(before, found.wanted)


TEXT = st.sampled_from(
    [
        "Sở Y tế",
        "=1+1",
        "Sở A, B; C",
        "Tổng công ty X",
        "Khối phố 1",
        "UBND xã A",
        "007",
        "x",
        '"q"',
        "Sở  Y tế 2",
    ]
)
UNIT = st.fixed_dictionaries(
    {"kind": st.sampled_from(["so", "xa", "doanh-nghiep"]), "block": st.sampled_from([None, "k1", "k2"])},
    optional={
        "short": TEXT,
        "head_title": TEXT,
        "email": st.just("a@b.vn"),
        "channels": st.sampled_from([[], ["email"], ["email", "telegram"]]),
        "first_day": st.just(date(2024, 1, 1)),
        "last_day": st.just(date(2025, 6, 30)),
        "week": st.sampled_from(["enterprise", "six_day"]),
        "basis": TEXT,
    },
)  # fmt: skip


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    names = draw(
        st.lists(TEXT, min_size=2, max_size=5, unique_by=lambda name: " ".join(name.split()))
    )
    units = [{"id": f"u{n}", "name": name, **draw(UNIT)} for n, name in enumerate(names)]
    units[1] |= {"last_day": date(2025, 6, 30), "into": ["u0"]}
    turn = {
        "year": 2024,
        "head": "u1",
        "deputy": draw(st.sampled_from([None, "u0"])),
        "basis": "mẫu",
    }
    name = draw(st.sampled_from(["Khối 1", "Cụm thi đua số 9", "Các sở"]))
    blocks = [{"id": "k1", "name": name, "rotation": [turn]}, {"id": "k2", "name": "Khối 1"}]
    return organisation(units=units, blocks=blocks)


@settings(max_examples=25, deadline=None)
@given(organisations())
def test_any_list_comes_back_as_it_was(before: Organisation) -> None:
    found = listed(as_csv(before), before)
    assert found.faults == () and found.wanted is not None
    assert not difference(before, found.wanted)
