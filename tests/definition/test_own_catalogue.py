"""The days of an office: its anniversaries.yaml joins that of the program, by id."""

from pathlib import Path

import pytest

from scheduler.dates.anniversaries import occasion_day, occasions
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import read_catalogue

BROUGHT = Path(__file__).parents[2] / "config/anniversaries.yaml"
OWN_DAY = '- {id: thanh-lap-so, name_vi: Ngày thành lập Sở, date: "09-14", first_year: 1991}\n'


def own(tmp_path: Path, entries: str) -> Path:
    path = tmp_path / "anniversaries.yaml"
    path.write_text(f"anniversaries:\n{entries}", encoding="utf-8")
    return path


def test_own_day_joins_those_of_the_program(tmp_path: Path) -> None:
    joined = read_catalogue(BROUGHT, own=own(tmp_path, OWN_DAY))

    assert {**read_catalogue(BROUGHT), "thanh-lap-so": joined["thanh-lap-so"]} == joined
    (told,) = occasions(joined["thanh-lap-so"], 2026)
    assert (f"{told.on:%d/%m}", told.ordinal, told.cls) == ("14/09", 35, None)
    assert joined["thanh-lap-so"].checked  # nobody knows it better


def test_own_entry_says_only_what_differs(tmp_path: Path) -> None:
    entries = "- {id: tuyen-giao, name_vi: Ngày truyền thống ngành Tuyên giáo và Dân vận, ask: null, checked: true}\n"
    brought = read_catalogue(BROUGHT)["tuyen-giao"]
    mended = read_catalogue(BROUGHT, own=own(tmp_path, entries))["tuyen-giao"]

    assert brought.ask
    named = {"name_vi": "Ngày truyền thống ngành Tuyên giáo và Dân vận", "ask": None}
    assert mended == brought.model_copy(update=named)


def test_own_day_or_count_takes_the_place_of_the_other_whole(tmp_path: Path) -> None:
    entries = (
        "- {id: phat-dan, date: 05-31}\n- {id: hoi-phu-nu, first_year: 1930}\n"
        "- {id: quoc-khanh, counts: [{name: Tết Độc lập, first_year: 1945}]}\n"
    )
    joined = read_catalogue(BROUGHT, own=own(tmp_path, entries))

    assert f"{occasion_day(joined['phat-dan'], 2026):%d/%m}" == "31/05"
    assert joined["hoi-phu-nu"].first_years == (1930,)
    assert [told.ordinal for told in occasions(joined["quoc-khanh"], 2026)] == [None, 81]


def test_whole_copy_of_the_catalogue_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "anniversaries.yaml"
    copy.write_bytes(BROUGHT.read_bytes())
    assert read_catalogue(BROUGHT, own=copy) == read_catalogue(BROUGHT)


@pytest.mark.parametrize(
    ("entry", "place", "reason", "example"),
    [
        ("- {id: x, date: 05-31}", (2, "name_vi"), "Thiếu mục “name_vi”", "name_vi: Ngày"),
        ("- {id: x, name_vi: N}", (2, ""), "đúng một ngày có thật", 'date: "08-28"'),
        ("- {id: x, name_vi: N, date: 02-31}", (2, ""), "đúng một ngày có thật", 'date: "08-28"'),
        ("- {id: x, name_vi: N, date: 31/5}", (2, "date"), "tháng-ngày", 'date: "08-28"'),
        ("- {id: x, name_vi: N, date: 05-31, firstyear: 1990}", (2, "firstyear"), "“first_year”?", ""),
        ("- {id: x, name_vi: N, date: 05-31, kind: le}", (2, "kind"), "đã định", "kind: dia_phuong"),
        ("- {id: X Y, name_vi: N, date: 05-31}", (2, "id"), "chữ thường không dấu", "id: ngay-"),
        ("- {id: hoi-phu-nu, first_year: 1930, counts: []}", None, "", ""),
        (
            "- {id: x, name_vi: N, date: 05-31, first_year: 1930, counts: [{name: A, first_year: 1990}]}",
            (2, ""),
            "mỗi tên gọi một năm đầu riêng",
            "counts: [",
        ),
        ("- {id: x, name_vi: N, date: 05-31}\n- {id: x, name_vi: M, date: 05-30}", (3, ""), "đã dùng", ""),
        ("  x: 1", (2, "anniversaries"), "là danh sách", "anniversaries: ["),
    ],
)  # fmt: skip
def test_fault_is_told_in_a_sentence_with_its_line(
    tmp_path: Path, entry: str, place: tuple[int, str] | None, reason: str, example: str
) -> None:
    path = own(tmp_path, f"{entry}\n")
    if place is None:  # an empty list beside a year is none
        assert read_catalogue(BROUGHT, own=path)["hoi-phu-nu"].first_years == (1930,)
        return
    with pytest.raises(DefinitionInvalid) as caught:
        read_catalogue(BROUGHT, own=path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(path), place[0])
    assert problem.field.endswith(place[1])
    assert reason in problem.reason
    assert problem.example.startswith(example) if example else problem.example == ""
