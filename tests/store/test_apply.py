"""Applying does exactly what the diff says, all of it or nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from scheduler.definition.models import Definition
from scheduler.errors import PlanChanged
from scheduler.plan.diff import diff
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import Reminder
from tests.build import Province, at, definition, duty, organisation, plan, unit

START = at("2024-01-15 09:00")
LATER = at("2024-07-23 09:00")  # the reminder of 22 July has passed, those from 26 July on have not
PENDING = "SELECT step FROM reminder WHERE ended_at IS NULL ORDER BY at, id"
STATES = """
    SELECT unit.code, obligation.state FROM obligation JOIN unit ON unit.id = unit_id
    ORDER BY unit.code"""


@pytest.fixture
def province(database: Database) -> Province:
    return Province(database).open(bound=False)


def fire(province: Province, step: str) -> None:
    """As if the reminder of that step had been told."""
    with province.database.write() as session:
        pending = select(Reminder).where(Reminder.step == step, col(Reminder.ended_at).is_(None))
        for row in session.exec(pending):
            row.ending, row.ended_at = "fired", row.at


def test_apply_stores_the_plan(province: Province) -> None:
    province.apply(definition(), now=START)

    assert not diff(province.plan(), plan(definition(), province.units))


def test_apply_again_has_nothing_to_do(province: Province) -> None:
    province.apply(definition(), now=START)
    before = province.rows("SELECT * FROM occurrence"), province.rows("SELECT * FROM reminder")
    province.apply(definition(), now=START)

    assert (
        province.rows("SELECT * FROM occurrence"),
        province.rows("SELECT * FROM reminder"),
    ) == before


def test_apply_on_a_stale_base_is_refused(province: Province) -> None:
    province.apply(definition(), now=START)

    with pytest.raises(PlanChanged):
        province.apply(definition(duty(due={"by": "08-15"})), now=START, based_on=0)
    assert not diff(province.plan(), plan(definition(), province.units))


def test_apply_that_fails_in_the_middle_leaves_nothing(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("scheduler.store.apply.ledger.append", broken)
    with pytest.raises(ZeroDivisionError):
        province.apply(definition(), now=START)

    assert [
        province.rows(f"SELECT count(*) FROM {table}")
        for table in ("campaign", "occurrence", "obligation", "reminder", "definitionrevision")
    ] == [[(0,)]] * 5


def test_withdrawn_duty_keeps_its_rows(province: Province) -> None:
    province.apply(definition(duty("a"), duty("b")), now=START)
    province.apply(definition(duty("a")), now=START)

    assert province.rows("SELECT duty, withdrawn FROM occurrence ORDER BY duty") == [
        ("a", False),
        ("b", True),
    ]
    assert province.rows("SELECT count(*) FROM obligation") == [(4,)]
    assert province.rows(
        "SELECT DISTINCT ending FROM reminder JOIN occurrence ON occurrence.id = occurrence_id "
        "WHERE duty = 'b'"
    ) == [("withdrawn",)]


def test_withdrawn_duty_that_returns_is_owed_by_whom_it_names_now(province: Province) -> None:
    province.apply(definition(duty("a"), duty("b")), now=START)
    province.apply(definition(duty("a")), now=START)
    back = definition(duty("a"), duty("b", owed_by={"ids": ["u1"]}))
    province.apply(back, now=START)

    assert not diff(province.plan(), plan(back, province.units))


def test_moved_deadline_moves_its_reminders(province: Province) -> None:
    province.apply(definition(), now=START)
    moved = definition(duty(due={"by": "08-30"}))
    province.apply(moved, now=LATER)

    assert not diff(province.plan(), plan(moved, province.units))
    assert province.rows(
        "SELECT revision, count(*) FROM reminder WHERE ended_at IS NULL GROUP BY revision"
    ) == [(2, 7)]


def test_moved_deadline_is_told_to_those_who_knew_the_old_one(province: Province) -> None:
    province.apply(definition(), now=START)
    fire(province, "before-7wd")
    province.apply(definition(duty(due={"by": "08-30"})), now=LATER)

    assert province.rows(PENDING)[0] == ("moved",)


def test_moved_deadline_nobody_knew_is_not_told(province: Province) -> None:
    province.apply(definition(), now=START)
    province.apply(definition(duty(due={"by": "08-30"})), now=START)

    assert ("moved",) not in province.rows(PENDING)


def test_deadline_that_lost_its_day_is_not_told_as_moved(province: Province) -> None:
    province.apply(definition(), now=START)
    fire(province, "before-7wd")
    undated = duty().model_copy(update={"due": None})
    province.apply(definition(undated), now=LATER)

    assert province.rows(PENDING) == []


def test_duty_that_returns_with_another_day_is_told_as_moved(province: Province) -> None:
    province.apply(definition(duty("a"), duty("b")), now=START)
    province.execute(
        "UPDATE reminder SET ending = 'fired', ended_at = at WHERE step = 'before-7wd'"
    )
    province.apply(definition(duty("a")), now=LATER)
    province.apply(definition(duty("a"), duty("b", due={"by": "08-30"})), now=LATER)

    assert ("moved",) in province.rows(PENDING)


def test_reworded_duty_does_not_remind_again(province: Province) -> None:
    province.apply(definition(), now=START)
    fire(province, "before-7wd")
    province.apply(definition(duty(title="Báo cáo sơ kết")), now=LATER)

    assert [step for (step,) in province.rows(PENDING)] == [
        "before-3wd", "before-1wd", "day", "overdue-1wd", "overdue-3wd", "overdue-7wd",
    ]  # fmt: skip


def test_reworded_duty_loses_no_reminder_that_was_just_due(province: Province) -> None:
    province.apply(definition(), now=START)
    fire(province, "before-7wd")
    between = at("2024-07-26 08:00")  # the instant of before-3wd, before any tick
    province.apply(definition(duty(title="Báo cáo sơ kết")), now=between)

    assert province.rows(PENDING)[0] == ("before-3wd",)


def test_late_duty_says_its_latest_word_once(province: Province) -> None:
    province.apply(definition(), now=at("2024-07-30 09:00"))

    assert [step for (step,) in province.rows(PENDING)][:2] == ["before-1wd", "day"]


def test_duty_already_overdue_does_not_look_back(province: Province) -> None:
    province.apply(definition(), now=at("2024-08-02 09:00"))

    assert [step for (step,) in province.rows(PENDING)] == ["overdue-3wd", "overdue-7wd"]


def test_units_join_leave_and_return(province: Province) -> None:
    def owed_by(*ids: str) -> Definition:
        return definition(duty(owed_by={"ids": list(ids)}))

    province.apply(owed_by("u1"), now=START)
    province.apply(owed_by("u2"), now=START)
    assert province.rows(STATES) == [("u1", "withdrawn"), ("u2", "open")]

    province.apply(owed_by("u1", "u2"), now=START)
    assert province.rows(STATES) == [("u1", "open"), ("u2", "open")]


def test_unit_that_joins_late_hears_the_latest_word(province: Province) -> None:
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    fire(province, "before-7wd")
    province.apply(definition(duty(owed_by={"ids": ["u1", "u2"]})), now=LATER)

    assert province.rows(
        "SELECT step, code FROM reminder JOIN obligation ON obligation.id = obligation_id "
        "JOIN unit ON unit.id = unit_id WHERE ended_at IS NULL"
    ) == [("before-7wd", "u2")]


def test_two_issuers_with_the_same_codes_never_mix(database: Database) -> None:
    ours = Province(database).open()
    theirs = Province(
        database, organisation(4, issuer={"id": "lc", "name": "UBND khác", "lane": "tg-lc"})
    ).open()
    ours.apply(definition(), now=START)
    theirs.apply(definition(duty(due={"by": "09-30"})), now=START)
    ours.apply(definition(duty(title="Báo cáo sơ kết")), now=START)

    assert not diff(theirs.plan(), plan(definition(duty(due={"by": "09-30"})), theirs.units))
    assert not diff(ours.plan(), plan(definition(duty(title="Báo cáo sơ kết")), ours.units))
    assert database_units(ours) == {("lc", 4), ("pt", 3)}


def database_units(province: Province) -> set[tuple[str, int]]:
    return set(province.rows("SELECT issuer_id, count(*) FROM unit GROUP BY issuer_id"))


def test_units_file_saved_again_forgets_what_it_no_longer_says(database: Database) -> None:
    ended = unit("u1", last_day="2024-06-30", into=["u2"])
    province = Province(database, organisation(units=[unit("u0"), ended, unit("u2")])).open(
        bound=False
    )
    province.units = organisation(blocks=[{"id": "k1", "name": "Khối 1"}])
    province.open(bound=False)

    assert province.rows("SELECT * FROM unitsuccessor") == []
    assert province.rows("SELECT * FROM blockhead") == []
    assert province.rows("SELECT last_on FROM unit WHERE code = 'u1'") == [(None,)]


def test_every_application_is_in_the_ledger(province: Province) -> None:
    province.apply(definition(), now=START)
    province.apply(definition(duty(due={"by": "08-30"})), now=START)

    kinds = [kind for (kind,) in province.rows("SELECT kind FROM ledger ORDER BY seq")]
    assert kinds == [
        "units saved", "definition applied", "round created", "obligation created",
        "definition applied", "obligation moved",
    ]  # fmt: skip
    with province.database.read() as session:
        assert sum(end.seq for end in ledger.verify(session)) == 6


DUTIES = st.dictionaries(
    st.sampled_from("abc"),
    st.tuples(
        st.sampled_from(["07-31", "08-30", "07-23"]),
        st.sampled_from(["Báo cáo", "Tổng kết"]),
        st.lists(st.sampled_from(["u0", "u1", "u2"]), min_size=1, unique=True),
    ),
    min_size=1,
)


@settings(max_examples=25)
@given(st.lists(DUTIES, min_size=1, max_size=4), st.sampled_from([START, LATER]))
def test_stored_plan_is_always_the_last_applied(
    sqlite_files: Any, written: list[dict[str, tuple[str, str, list[str]]]], now: Any
) -> None:
    database = Database(sqlite_files.migrated())
    province = Province(database).open(bound=False)
    for duties in written:
        given = definition(
            *(
                duty(id_, due={"by": day}, title=title, owed_by={"ids": ids})
                for id_, (day, title, ids) in duties.items()
            )
        )
        province.apply(given, now=now)
        assert not diff(province.plan(), plan(given, province.units))
    database.close()


@pytest.mark.parametrize("step", ["nudge-1", "nudge-2-again", "draft-7", "moved"])
def test_word_between_two_plans_is_part_of_neither(province: Province, step: str) -> None:
    province.apply(definition(), now=START)
    with province.database.write() as session:
        planned = session.exec(select(Reminder)).first()
        assert planned is not None
        given = planned.model_dump(exclude={"id"})
        session.add(Reminder(**given | {"step": step, "at": LATER, "ended_at": LATER}))

    assert not diff(province.plan(), plan(definition(), province.units))


def test_apply_keeps_years_contents_and_days_off(province: Province) -> None:
    monthly = {"every": "month", "by": 15, "except": [{"period": "12", "part_of": "nam"}]}
    given = definition(
        duty("thang", due=monthly),
        duty("nam", due={"every": "year", "by": "12-20"}),
        duty("so-ket", due={"within": "2025-08"}),
        last_year=2025,
        phases=[],
    )
    province.apply(given, now=START)
    stored = province.plan()
    yearly = [one.contents for one in stored.occurrences if one.duty == "nam"]

    assert not diff(stored, plan(given, province.units))
    assert (stored.heading.year, stored.heading.last_year) == (2024, 2025)
    assert yearly == [("Báo cáo thang (tháng 12/2024)",), ("Báo cáo thang (tháng 12/2025)",)]
    assert str(stored.occurrences[-1].rolled) == "2025-08-31/2025-08-29/2025-08"


def test_report_that_tells_of_another_is_shown_anew(province: Province) -> None:
    part = duty("cd", due={"part_of": "bc"})
    province.apply(definition(duty()), now=START)
    before = province.rows("SELECT revision, hidden_revisions FROM occurrence")
    province.apply(definition(duty(), part), now=LATER)

    assert before == [(1, 0)]
    assert province.rows("SELECT contents, revision, hidden_revisions FROM occurrence") == [
        ('["Báo cáo cd"]', 2, 0)
    ]
