"""Every duty a definition can say has its form, and a form that nobody changed says that duty."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.desk.drafts.item_forms import form_for
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import form_of
from scheduler.campaign.drafting.written import Kind, Values
from scheduler.definition.models import Duty
from scheduler.definition.when import When
from scheduler.store.database import Database
from scheduler.web.body import Fields
from tests.campaign.drafting.at_the_desk import Clerk
from tests.campaign.drafting.test_typed_dues import BODY
from tests.databases import SqliteFiles
from tests.directives.letters import letter


@pytest.fixture(scope="module")
def around(sqlite_files: SqliteFiles) -> Iterator[Around]:
    with closing(Database(sqlite_files.migrated())) as database:
        clerk = Clerk(database)
        yield clerk.around(clerk.begin(letter(BODY)))


def _keys(**parts: "st.SearchStrategy[object]") -> "st.SearchStrategy[dict[str, object]]":
    return st.fixed_dictionaries({}, optional=parts)


ROLL = st.sampled_from(["forward", "back", "none"])
TIME = st.sampled_from(["09:00", "16:30"])
COUNTS = st.sampled_from([{"days": 10}, {"working_days": 5}, {"months": 1}, {"days": 0}])
DATE = st.sampled_from(["2024-06-28", "2024-02-01", "2024-12-31"])
THING = st.sampled_from(["dot-1", "dot-2", "bao-cao-so-ket", "quoc-khanh"])
DUTIES = st.sampled_from(["bao-cao-so-ket", "bao-cao-tong-ket"])
PERIODS = st.sampled_from(["2024-07", "2024-Q3", "2024-H1", "2024"])
EDGE = st.sampled_from(["first", "last"])


def _one(key: str, values: "st.SearchStrategy[object]", **more: "st.SearchStrategy[object]"):  # type: ignore[no-untyped-def]
    return st.fixed_dictionaries({key: values}, optional=more)


def _with(rules: "st.SearchStrategy[dict[str, object]]", more: "st.SearchStrategy[object]"):  # type: ignore[no-untyped-def]
    return st.tuples(rules, more).map(lambda both: {**both[0], **both[1]})


LEFT_OUT = st.lists(
    st.sampled_from(["Q2", "2024-H1", "2024-Q4"])
    | st.fixed_dictionaries({"period": st.just("Q4"), "part_of": DUTIES}),
    min_size=1,
    max_size=2,
    unique_by=str,
)
OF = st.sampled_from(["first month", "next month"])
EVERY = st.one_of(
    st.tuples(
        st.sampled_from(["month", "quarter"]),
        st.sampled_from(["by", "before"]),
        st.sampled_from(["20", "last", "1"]),
        _keys(time=TIME, roll=ROLL, of=st.just("next month"), **{"except": LEFT_OUT}),
    ),
    st.tuples(
        st.just("half_year"),
        st.sampled_from(["by", "before"]),
        st.sampled_from(["25", "last"]),
        _keys(time=TIME, of=OF),
    ),
    st.tuples(
        st.just("week"),
        st.sampled_from(["by", "before"]),
        st.sampled_from(["1", "5", "7"]),
        _keys(time=TIME),
    ),
    st.tuples(
        st.just("year"),
        st.sampled_from(["by", "before"]),
        st.sampled_from(["11-30", "02-05"]),
        _keys(time=TIME, roll=ROLL),
    ),
).map(lambda one: {"every": one[0], one[1]: one[2], **one[3]})
DUES = st.one_of(
    st.none(),
    _one("by", DATE, time=TIME, roll=ROLL),
    _one("before", DATE | st.sampled_from(["issued", "received"]), time=TIME, roll=ROLL),
    _one("before", THING, edge=EDGE, time=TIME),
    _one("on", DATE, time=TIME),
    _one("on", THING, edge=EDGE, time=TIME, roll=ROLL),
    _one("within", PERIODS, time=TIME, roll=ROLL),
    _with(_one("after", THING, edge=EDGE, time=TIME, roll=ROLL), COUNTS),
    _with(_one("after", DATE | st.sampled_from(["issued", "received"]), time=TIME), COUNTS),
    _with(_one("before", THING | DATE, edge=EDGE, time=TIME), COUNTS),
    _with(_one("after_each", st.sampled_from(["round", "peak"]), edge=EDGE, time=TIME), COUNTS),
    _one("part_of", DUTIES, period=PERIODS),
    _one("same_as", DUTIES, time=TIME),
    _with(_one("on_request", st.just(True), time=TIME), COUNTS | st.just({})),
    EVERY,
)
UNITS = st.lists(st.sampled_from(["so-y-te", "so-tai-chinh", "so-noi-vu"]), min_size=1, unique=True)
AUDIENCES = _keys(
    all=st.just(True),
    blocks=st.just("all") | st.just(["khoi-1"]),
    block_heads=st.just("all") | st.just(["khoi-1"]),
    kinds=st.just(["so"]),
    ids=UNITS,
)
PROOF = st.lists(st.sampled_from(["number", "file", "note"]), max_size=3, unique=True).flatmap(
    lambda named: st.lists(
        st.sampled_from([{"form": "Mẫu số 01"}, {"form": "Mẫu số 02"}, {"channel": "Hệ thống, 2"}]),
        max_size=2,
        unique_by=str,
    ).map(lambda manners: [*named, *manners])
)
LEADS = st.sampled_from(["5 working days", "3 days", "2 weeks", "1 month"])
REQUIRED: dict[str, "st.SearchStrategy[object]"] = {
    "title": st.sampled_from(
        ["Báo cáo", "Báo cáo sơ kết", "Việc “lạ”,  hai dấu cách", "Dài " * 124 + "dài"]
    ),
    "kind": st.sampled_from(["bao_cao_khac", "tong_ket"]),
    "due": DUES,
    "origin": st.sampled_from(
        [{"quoted": "trước ngày 15/6"}, {"derived": "Nghị định số 98"}, {"set": "Sở Nội vụ"}]
    ),
    "owed_by": st.tuples(
        AUDIENCES.filter(bool), st.just({}) | st.just({"except": ["so-y-te"]})
    ).map(lambda both: {**both[0], **both[1]}),
    "to": st.sampled_from(
        [
            "so-noi-vu",
            "co-quan-thuong-truc",
            {"unit": "so-y-te", "via": "so-noi-vu"},
            {"unit": "so-y-te"},
            {"name": "Bộ Nội vụ"},
            {"name": "Chính phủ", "via": "so-noi-vu"},
        ]
    ),
}
OPTIONAL: dict[str, "st.SearchStrategy[object]"] = {
    "proof": PROOF,
    "consolidation": LEADS,
    "cut_off": LEADS,
    "reminders": st.sampled_from(["default", "gentle", "khong-co"])
    | st.lists(LEADS, min_size=1, max_size=3, unique=True),
}
DUTY = st.fixed_dictionaries(REQUIRED, optional=OPTIONAL)


def test_all_that_a_duty_can_say_is_drawn() -> None:
    assert set(Duty.model_fields) == {"id", *REQUIRED, *OPTIONAL}


def as_a_browser_sends_it(around: Around, values: Values, new: Around) -> dict[str, object]:
    """The form of these values as its page has it, sent back untouched."""
    shown = form_for(Kind.DUTY, around)
    shown.fill(form_of(Kind.DUTY, "x", values, around), around)
    sent = form_for(Kind.DUTY, new, Fields(list(_pairs(shown))))
    assert sent.validate(), sent.errors
    return dict(sent.sent(new))


def _pairs(form: object) -> Iterator[tuple[str, str]]:
    for one in form:  # type: ignore[attr-defined]
        if one.type in ("Ticked", "RadioField"):
            yield from ((one.name, choice.data) for choice in one if choice.checked)
        elif one.name != "revision":
            yield one.name, (one.data or "").replace("\n", "\r\n")


@settings(max_examples=150, deadline=None)
@given(values=DUTY)
def test_an_untouched_form_says_the_duty_it_was_made_of(around: Around, values: Values) -> None:
    assert Duty.model_validate({"id": "x", **values})
    form = form_of(Kind.DUTY, "x", values, around)
    assert values_of(Kind.DUTY, "x", form, around, was=values) == values
    sent = as_a_browser_sends_it(around, values, around)
    assert values_of(Kind.DUTY, "x", sent, around, was=values) == values  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(values=DUTY.filter(lambda one: one.get("reminders") != "khong-co"))
def test_what_a_form_shows_says_the_whole_duty_by_itself(around: Around, values: Values) -> None:
    form = form_of(Kind.DUTY, "x", values, around)
    typed = Duty.model_validate({"id": "x", **values_of(Kind.DUTY, "x", form, around)})
    assert _meant(typed) == _meant(Duty.model_validate({"id": "x", **values}))


def _meant(duty: Duty) -> object:
    """The duty without differences that mean nothing."""
    due = duty.due
    update: dict[str, object] = {
        "title": " ".join(duty.title.split()),
        "to": duty.receiver,
        "proof": tuple(sorted(map(str, duty.proof))),
    }
    if due is not None:
        plain = due.model_copy(update={"edge": _edge(due)})
        update["due"] = str(plain)
    return replace_all(duty, update)


def replace_all(duty: Duty, update: dict[str, object]) -> object:
    return {**{name: getattr(duty, name) for name in Duty.model_fields}, **update}


def _edge(due: When) -> str:
    """From which end of a stretch; a day has one."""
    named = (due.after, due.before, due.on, due.after_each)
    counted = [one for one in named if isinstance(one, str) and one not in ("issued", "received")]
    return due.edge if counted else "last"
