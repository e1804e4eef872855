"""What one value alone cannot tell: ids, references, circles, days a year lacks, the organisation."""

import pytest

from scheduler.definition.check import check
from scheduler.definition.circles import circles
from scheduler.definition.read import read_catalogue, read_definition_text
from scheduler.definition.reasons import nearest
from tests.definition.definition_texts import (
    GOOD,
    ORGANISATION,
    ROOT,
    cross_faults,
    places,
    policies,
    spoiled,
)

_PEAK = "    kind: peak\n    anniversary: dien-bien-phu\n    lead: 30 days\n"
_DUE = "due: {by: 2024-07-31}"
_LAST = "last_day: 2024-06-30"

CASES = [
    ("{id: hoi-nghi", "{id: dot-1", 12, "milestones[0].id", "đã dùng ở trên"),
    ("id: tong-ket\n", "id: so-ket-dot-1\n", 21, "duties[1].id", "đã dùng ở trên"),
    (_LAST, "last_day: 2023-12-31", 9, "phases[0].last_day", "kết thúc (31/12/2023) trước"),
    ("dien-bien-phu]", "dien-bien-fu]", 10, "phases[0].anniversaries[0]", "“dien-bien-phu”"),
    ("dien-bien-phu]", "dien-bien-phu, xyzzy]", 10, "phases[0].anniversaries[1]", "danh mục"),
    ("year: 2024", "year: 2024\nissuer: khac", 4, "issuer", "“khac”"),
    ("tỉnh Mẫu", "tỉnh Khác", 4, "directive.issuer", "Đề nghị thêm mục issuer"),
    ("year: 2024", "year: 2024\ntimezone: Asia/Ha_Noi", 4, "timezone", "múi giờ"),
    ("year: 2024", "year: 2024\ntimezone: ../../etc/passwd", 4, "timezone", "múi giờ"),
    (_DUE, "due: {after: dot-9, days: 1}", 17, "duties[0].due.after", "“dot-1”"),
    (_DUE, "due: {on: xyzzy}", 17, "duties[0].due.on", "Không có đợt, mốc"),
    (_DUE, "due: {after_each: peak, days: 1}", 17, "duties[0].due.after_each", "loại “peak”"),
    (_DUE, "due: {by: 07-31, days: 3}", 17, "duties[0].due.days", "chỉ dùng với after"),
    (
        _DUE,
        "due: {every: month, before: 5, days: 3}",
        17,
        "duties[0].due.days",
        "chỉ dùng với after",
    ),
    (_DUE, "due: {by: 0001-01-01}", 17, "duties[0].due.by", "từ 1968 đến 2050"),
    (_DUE, "due: {by: 2042-07-31}", 17, "duties[0].due.by", "xa năm 2024"),
    (_LAST, "last_day: 9999-12-31", 9, "phases[0].last_day", "từ 1968 đến 2050"),
    ("[so-noi-vu]", "[so-noi-vuu]", 19, "duties[0].owed_by.except[0]", "“so-noi-vu”"),
    ("ids: [so-y-te]", "ids: [so-y]", 26, "duties[1].owed_by.ids[0]", "so-y không có"),
    ("kinds: [so]", "kinds: [xa]", 26, "duties[1].owed_by.kinds[0]", "Đang có: so"),
    ("[khoi-1]", "[khoi-2]", 26, "duties[1].owed_by.block_heads[0]", "“khoi-1”"),
    ("to: so-noi-vu", "to: phong-noi-vu", 20, "duties[0].to", "không có trong danh sách"),
    ("to: so-noi-vu", "to: {unit: so-noi}", 20, "duties[0].to.unit", "không có trong danh sách"),
    ("to: so-noi-vu", "to: {name: Bộ, via: so-y-tee}", 20, "duties[0].to.via", "“so-y-te”"),
    ("to: so-noi-vu", "to: {name: sở y  tế}", 20, "duties[0].to.name", "đơn vị so-y-te"),
    ("reminders: gentle", "reminders: hourly", 28, "duties[1].reminders", "default, gentle"),
    (
        "{on: 12-20}",
        "{before: tong-ket, days: 1}",
        12,
        "milestones[0].day",
        "hoi-nghi → tong-ket → hoi-nghi",
    ),
    (
        _DUE,
        "due: {after: so-ket-dot-1, days: 1}",
        17,
        "duties[0].due",
        "so-ket-dot-1 → so-ket-dot-1",
    ),
]


def test_good_definition_passes() -> None:
    assert cross_faults(GOOD) == ()


@pytest.mark.parametrize(("old", "new", "line", "field", "word"), CASES)
def test_fault_across_the_file_is_told(
    old: str, new: str, line: int, field: str, word: str
) -> None:
    found = cross_faults(spoiled(old, new))

    assert (line, field) in places(found)
    assert word in next(p.reason for p in found if p.field == field)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (_LAST, "last_day: 02-29", "phases[0].last_day"),
        (_DUE, "due: {by: 02-29}", "duties[0].due.by"),
        ("{on: 12-20}", "{on: 02-29}", "milestones[0].day.on"),
    ],
)
def test_29_february_is_told_in_a_common_year_only(old: str, new: str, field: str) -> None:
    leap = spoiled(old, new)
    common = leap.replace("year: 2024", "year: 2025").replace("2024-01-01", "2025-01-01")

    assert field not in [p.field for p in cross_faults(leap)]
    assert ("Không có ngày 29/02 trong năm 2025.", "02-28") in [
        (p.reason, p.example.split(": ")[1]) for p in cross_faults(common) if p.field == field
    ]


def test_anniversary_outside_its_phase_is_a_warning() -> None:
    found = cross_faults(spoiled("[dien-bien-phu]", "[quoc-khanh, tet-nguyen-dan]"))

    assert [(p.field, p.warning) for p in found] == [("phases[0].anniversaries[0]", True)]


def test_day_far_from_the_year_is_a_warning() -> None:
    found = cross_faults(spoiled(_DUE, "due: {by: 2042-07-31}"))

    assert [(p.field, p.warning) for p in found] == [("duties[0].due.by", True)]
    assert cross_faults(spoiled(_DUE, "due: {by: 2025-01-15}")) == ()


def test_receiver_named_like_a_unit_is_a_warning() -> None:
    found = cross_faults(spoiled("to: so-noi-vu", "to: {name: Sở Y tế}"))

    assert [(p.field, p.warning) for p in found] == [("duties[0].to.name", True)]
    assert found[0].example == "to: {unit: so-y-te}"
    assert cross_faults(spoiled("to: so-noi-vu", "to: {name: Bộ Nội vụ}")) == ()


def test_peak_by_anniversary_ends_on_it() -> None:
    text = spoiled("    first_day: 2024-01-01\n    last_day: 2024-06-30\n", _PEAK)
    starts_late = text.replace("lead: 30 days", "first_day: 2024-05-08")

    assert cross_faults(text) == ()
    assert "phases[0].anniversary" in [p.field for p in cross_faults(starts_late)]


def test_unit_that_has_ended_counts_as_known() -> None:
    ended = ORGANISATION.units[1].model_copy(update={"last_day": "2023-12-31"})
    organisation = ORGANISATION.model_copy(update={"units": (ORGANISATION.units[0], ended)})

    assert cross_faults(GOOD, organisation=organisation) == ()


def test_standing_body_unknown_to_the_organisation_is_told() -> None:
    issuer = ORGANISATION.issuer.model_copy(update={"standing_body": "so-x"})
    organisation = ORGANISATION.model_copy(update={"issuer": issuer})

    found = cross_faults(GOOD, organisation=organisation)

    assert ["thường trực" in p.reason for p in found] == [True]


def test_definition_without_a_file_is_checked_without_lines() -> None:
    found = check(
        read_definition_text(spoiled("to: so-noi-vu", "to: so-x"), name="form"),
        organisation=ORGANISATION,
        catalogue=read_catalogue(ROOT / "config/anniversaries.yaml"),
        policies=policies(),
    )

    assert [(p.file, p.line, p.field) for p in found] == [("mau-2024", 0, "duties[0].to")]


def test_circles_are_found_once_each() -> None:
    needs = {"a": ["b"], "b": ["c"], "c": ["b", "x"], "d": ["d", "a"], "e": ["a"]}

    assert list(circles(needs)) == [("b", "c"), ("d",)]


def test_circles_walk_a_long_chain() -> None:
    needs = {str(n): [str(n + 1)] for n in range(20_000)}

    assert list(circles({**needs, "20000": ["19999"]})) == [("19999", "20000")]


def test_receiver_nobody_knows_is_answered_with_the_standing_body() -> None:
    (fault,) = cross_faults(spoiled("to: so-noi-vu", "to: uy-ban-nhan-dan-tinh"))

    assert fault.example == "to: so-noi-vu"


def test_receiver_may_be_called_the_standing_body() -> None:
    assert cross_faults(spoiled("to: so-noi-vu", "to: co-quan-thuong-truc")) == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("so-noivu", "so-noi-vu"),
        ("so-noi-vi", "so-noi-vu"),
        ("noi-vu", "so-noi-vu"),
        ("so-noi-vu-tinh", "so-noi-vu"),
        ("soket", "so_ket"),
        ("ubnd-xa-muong-kin", "ubnd-xa-muong-kim"),
        ("ubnd-xa-muong-mo", ""),  # another commune, not a slip of the pen
        ("phong-noi-vu", ""),
        ("hoi-dong-thi-dua", ""),
        ("co-quan-bao-chi", ""),
    ],
)
def test_only_what_is_near_is_suggested(word: str, meant: str) -> None:
    known = ("so-noi-vu", "so_ket", "so-cong-thuong", "hoi-nong-dan", "ubnd-xa-muong-kim")

    assert nearest(word, known) == (f"Có phải là “{meant}”?" if meant else "")


def rounds(*days: tuple[str, str], kind: str = "round") -> str:
    """The good campaign with more rounds or peaks behind its own, which is that of 1/1 to 30/6."""
    more = "".join(
        f"  - {{id: d{n}, title: Thêm {n}, kind: {kind}, first_day: {first}, last_day: {last}}}\n"
        for n, (first, last) in enumerate(days)
    )
    return spoiled("milestones:\n", more + "milestones:\n")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([("2024-07-01", "2024-12-31")], []),
        ([("2024-06-30", "2024-12-31")], [("phases[1]", "“Đợt 1”, từ 30/6/2024 đến 30/6/2024")]),
        ([("03-01", "03-31")], [("phases[1]", "“Đợt 1”, từ 01/3/2024 đến 31/3/2024")]),
        (
            [("07-01", "12-31"), ("07-02", "07-03"), ("09-01", "12-31")],
            [("phases[2]", "“Thêm 0”"), ("phases[3]", "từ 01/9/2024 đến 31/12/2024")],
        ),
    ],
)
def test_rounds_that_share_days_are_remarked(
    days: list[tuple[str, str]], told: list[tuple[str, str]]
) -> None:
    found = cross_faults(rounds(*days))

    assert [(p.field, p.warning) for p in found] == [(field, True) for field, _words in told]
    assert [words in p.reason for p, (_field, words) in zip(found, told, strict=True)] == [
        True for _one in told
    ]


def test_peak_may_lie_in_a_round() -> None:
    assert cross_faults(rounds(("03-01", "05-07"), kind="peak")) == ()


@pytest.mark.parametrize(
    ("days", "field"),
    [
        (("2023-07-01", "2023-12-31"), "phases[1].first_day"),
        (("2024-07-01", "2025-01-31"), "phases[1].last_day"),
        (("2034-07-01", "2034-12-31"), "phases[1].first_day"),
    ],
)
def test_round_of_another_year_is_remarked_once(days: tuple[str, str], field: str) -> None:
    (found,) = cross_faults(rounds(days))

    assert (found.field, found.warning, found.line > 0) == (field, True, True)
    assert "ngoài năm 2024 của phong trào" in found.reason


def test_what_no_duty_says_yet_is_told_and_hinders_nothing() -> None:
    text = GOOD + "unplaced:\n  - báo cáo đột xuất khi có yêu cầu\n  - gửi bản sao\n"
    told = cross_faults(text)
    assert [(one.field, one.line, one.warning) for one in told] == [
        ("unplaced[0]", 30, True),
        ("unplaced[1]", 31, True),
    ]
    assert "Văn bản còn yêu cầu: “báo cáo đột xuất khi có yêu cầu”" in told[0].reason
