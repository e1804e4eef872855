"""From a whole document through its items to the days of a plan, as a clerk does it at the desk."""

from datetime import UTC, date
from pathlib import Path

import pytest

from scheduler.campaign import proposals
from scheduler.campaign.drafting import compose, deeds
from scheduler.campaign.drafting.correcting import values_of
from scheduler.campaign.drafting.forms import form_of
from scheduler.campaign.drafting.from_sentence import propose_from_sentence
from scheduler.campaign.drafting.written import Kind
from scheduler.directives.page.read import read
from scheduler.directives.page.source import Source
from scheduler.plan.model import Plan
from scheduler.store.database import Database
from scheduler.store.tables import Document
from tests.campaign.drafting.at_the_desk import Clerk, named
from tests.directives.letters import letter

SEEDS = Path(__file__).parents[2] / "directives" / "seeds"
OWN = """Đợt 1: từ ngày 15/02/2024 đến ngày 30/6/2024.
Đợt 2: từ ngày 01/7/2024 đến khi kết thúc Đại hội.
Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố gửi báo cáo sơ kết về Sở Nội vụ trước ngày 15/6/2024.
Kết thúc mỗi đợt, các đơn vị gửi báo cáo kết quả về Sở Nội vụ trong vòng 07 ngày làm việc kể từ ngày kết thúc đợt.
Các đơn vị gửi báo cáo tháng về Sở Nội vụ trước ngày 20 hằng tháng.
"""


def correct(clerk: Clerk, draft: int, key: str, **typed: str | list[str]) -> None:
    """Type these fields into the form of that item."""
    around = clerk.around(draft)
    item = named(around.view, key)
    form = {**form_of(item.kind, item.key, item.values, around), **typed}
    values = values_of(item.kind, item.key, form, around, was=item.values)
    clerk.do(deeds.correct, draft, item.id, item.revision, values)


def planned(clerk: Clerk, draft: int) -> Plan:
    view = clerk.view(draft)
    assert compose.check(clerk.installation, view) == []
    return proposals.propose_text(clerk.installation, compose.compose(view), name="").plan


def days(plan: Plan) -> dict[str, list[str]]:
    """The due days of each duty, as day/month."""
    found: dict[str, list[str]] = {}
    for one in plan.occurrences:
        day: date | None = one.due_at.astimezone(UTC).date() if one.due_at else None
        found.setdefault(one.duty, []).append(f"{day.day}/{day.month}" if day else "—")
    return found


@pytest.mark.parametrize(
    ("issuer", "seed", "day"),
    [("lai-chau", "003_066e2bd63e1af010", "15/12"), ("lai-chau", "000_3c2cd279813833ca", "16/12")],
)
def test_a_directive_of_lai_chau_is_planned_once_its_clause_has_a_day(
    sqlite: Database, issuer: str, seed: str, day: str
) -> None:
    """“báo cáo … theo quy định” names no day: a person sets one; 15/12/2024 is a Sunday."""
    clerk = Clerk(sqlite, issuer)
    draft = clerk.begin(read(SEEDS / f"{seed}.txt"))
    clerk.do(deeds.accept_sure, draft)
    around = clerk.around(draft)
    clause = [one for one in around.view.items if one.kind is Kind.UNPLACED][-1]
    with clerk.database.read() as session:
        text = session.get_one(Document, around.view.document_id).text
    assert clause.offset is not None
    start = clause.offset
    found = propose_from_sentence(text, start, start + len(clause.quote or ""), around)
    form = {
        **form_of(found.kind, "", found.values, around),
        "title": "Báo cáo kết quả phong trào",
        "due": "15/12",
        "who": "all",
        "to": "",
        "outside": "Ủy ban nhân dân tỉnh",
        "via": "Sở Nội vụ",
        "decided": "Sở Nội vụ",
    }
    values = values_of(found.kind, "", form, around)
    clerk.do(
        deeds.add,
        draft,
        found.kind,
        values,
        quote=found.quote,
        offset=found.offset,
        instead_of=clause.id,
    )
    assert days(planned(clerk, draft)) == {"bao-cao-ket-qua-phong-trao": [day]}


def test_the_plan_of_phu_tho_is_planned_once_its_peaks_have_days(sqlite: Database) -> None:
    clerk = Clerk(sqlite)
    draft = clerk.begin(read(SEEDS / "004_e96787b870ed94e5.txt"))
    clerk.do(deeds.accept_sure, draft)
    missing = compose.check(clerk.installation, clerk.view(draft))
    peaks = [one for one in clerk.view(draft).items if one.kind is Kind.PEAK]
    duties = [one for one in clerk.view(draft).items if one.kind is Kind.DUTY]
    asked = {one.item.id: one.key for one in missing if one.item}
    assert asked.keys() == {one.id for one in (*peaks, *duties)}
    assert {asked[one.id] for one in duties} == {"owed_by"}
    assert not compose.is_ready(missing)
    correct(clerk, draft, peaks[0].key, first_day="07/4", last_day="07/5", decided="Sở Nội vụ")
    clerk.do(deeds.drop, draft, peaks[1].id, peaks[1].revision)
    correct(clerk, draft, "tong-ket-cac-dot-thi-dua", who="all")
    correct(
        clerk, draft, "tong-ket-phong-trao-thi-dua", who="all", due="20/12", decided="Sở Nội vụ"
    )
    plan = planned(clerk, draft)
    assert days(plan) == {
        "tong-ket-cac-dot-thi-dua": ["31/7"],
        "tong-ket-phong-trao-thi-dua": ["20/12"],
    }
    assert [(str(one.first_on), str(one.last_on)) for one in plan.spans if one.kind == "peak"] == [
        ("2024-04-07", "2024-05-07")
    ]


def test_a_document_of_our_own_is_planned_after_one_correction(sqlite: Database) -> None:
    clerk = Clerk(sqlite)
    draft = clerk.begin(letter(OWN))
    missing = compose.check(clerk.installation, clerk.view(draft))
    assert {(one.item.key, one.key) for one in missing if one.item} == {("dot-2", "last_day")}
    correct(clerk, draft, "dot-2", last_day="20/12")
    plan = planned(clerk, draft)
    found = days(plan)
    assert found["bao-cao-so-ket"] == ["14/6"]
    assert found["bao-cao-ket-qua"] == ["9/7", "31/12"]
    assert found["bao-cao-thang"][:2] == ["19/2", "19/3"]


def test_what_is_missing_is_tied_to_its_item_and_key(sqlite: Database) -> None:
    clerk = Clerk(sqlite)
    draft = clerk.begin(letter(OWN))
    correct(clerk, draft, "dot-2", last_day="20/12")
    item = named(clerk.view(draft), "bao-cao-so-ket")
    unknown = {**item.values, "to": "so-khong-co", "due": {"after": "dot-9", "days": "3"}}
    clerk.do(deeds.correct, draft, item.id, item.revision, unknown)
    year = named(clerk.view(draft), "campaign")
    clerk.do(deeds.correct, draft, year.id, year.revision, {"value": None})
    missing = compose.check(clerk.installation, clerk.view(draft))
    told = {(one.item.key, one.key) for one in missing if one.item}
    assert told == {
        ("bao-cao-so-ket", "to"),
        ("bao-cao-so-ket", "due.after"),
        ("campaign", "value"),
    }
    assert all(one.sentence for one in missing)


def test_a_head_without_a_year_is_told_at_the_year(sqlite: Database) -> None:
    clerk = Clerk(sqlite)
    draft = clerk.begin(Source("Các đơn vị thi đua.", "x.txt"))
    told = {
        one.item.key if one.item else ""
        for one in compose.check(clerk.installation, clerk.view(draft))
    }
    assert {"year", "directive.issuer"} <= told


def test_what_the_text_leaves_out_is_asked_for_in_words(sqlite: Database) -> None:
    clerk = Clerk(sqlite)
    draft = clerk.begin(Source("KẾ HOẠCH\nPhong trào thi đua\n", "rong.txt"))
    missing = compose.check(clerk.installation, clerk.view(draft))
    told = {one.item.key: one.sentence for one in missing if one.item}
    assert told == dict.fromkeys(("year", "directive.issuer"), "Văn bản không ghi: đề nghị điền.")


def test_all_that_is_missing_is_tied_to_an_item_however_much_it_is(sqlite: Database) -> None:
    clerk = Clerk(sqlite)
    body = "".join(
        f"Sở số {one} gửi báo cáo số {one} về Sở Nội vụ trước ngày 10/6/2024.\n"
        for one in range(120)
    )
    missing = compose.check(clerk.installation, clerk.view(clerk.begin(letter(body))))
    assert len(missing) >= 100 and all(one.item for one in missing)
