"""Something on each page of the editor: a part of every kind, faults, a change of what is in force."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlmodel import Session, col, select

from config.long_work import doers
from scheduler.access import links
from scheduler.access.roles import Role
from scheduler.campaign import brought_lists, proposals
from scheduler.campaign.editing import approval, begin, deeds, rehearsal_work
from scheduler.campaign.editing.rehearsing import Days
from scheduler.definition import rewrite
from scheduler.run.works import Works
from scheduler.store import drafts
from scheduler.store.tables import Account, Draft, DraftItem
from scheduler.unit_lists.choices import Choices
from scheduler.unit_lists.workbook import Sheet
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.desk_world import NOW, OURS, holder
from tests.config.desk.drafted import SEEDS, begin_draft
from tests.config.desk.visits import DOCUMENTS, DRAFTS, UNITS
from tests.config.desk.written import written as written_down

SEED, OTHER = SEEDS / "004_e96787b870ed94e5.txt", SEEDS / "003_066e2bd63e1af010.txt"
BY = "Chuyên viên, Ban Thi đua - Khen thưởng tỉnh"
EVERYTHING = """# Của tổ soạn thảo; xem lại trước ngày 20/5.
campaign: phu-tho-he-2024
title: Thi đua mùa hè xanh, cơ quan số năm 2024
year: 2024
issuer: phu-tho
directive:
  number: 99/KH-UBND
  type: kế hoạch
  issued_on: 2024-04-22
  issuer: Ủy ban nhân dân tỉnh Phú Thọ
theme: Mỗi cơ quan một việc làm mới
template: bao-cao-quy
phases:
  - id: dot-he
    title: Đợt hè
    first_day: 2024-06-03
    last_day: 2024-08-30
    anniversaries: [thuong-binh-liet-si, cach-mang-thang-tam]
    origin: {quoted: từ ngày 03/6/2024 đến hết ngày 30/8/2024}
  - id: cao-diem-quoc-khanh
    title: Cao điểm chào mừng Quốc khánh
    kind: peak
    anniversary: quoc-khanh
    lead: 20 days
    notices: none
    anniversaries: [quoc-khanh]
    origin: {set: Cơ quan thường trực}
occasions:
  - {id: ngay-hoi, title: Ngày hội chuyển đổi số của tỉnh, day: 2024-10-10}
milestones:
  - id: hop-mat
    title: Họp mặt điển hình tiên tiến
    day: {on: 08-28}
    origin: {set: Cơ quan thường trực}
duties:
  - id: bao-cao-thang
    title: Báo cáo tháng
    kind: bao_cao_thang
    due: {every: month, by: 15, except: [{period: 06, part_of: so-ket}]}
    origin: {set: Cơ quan thường trực}
    owed_by: {blocks: all, except: [so-y-te]}
    to: ban-tdkt
    reminders: gentle
  - id: so-ket
    title: Báo cáo sơ kết đợt hè
    kind: so_ket
    due: {after: dot-he, working_days: 5}  # theo lịch hội nghị
    origin: {quoted: sau khi kết thúc đợt}
    owed_by: {all: true}
    to: ban-tdkt
    proof: [number, file, {form: Mẫu số 01}]
    consolidation: 3 working days
    cut_off: 5 working days
  - id: dot-xuat
    title: Báo cáo khi có yêu cầu
    kind: bao_cao_khac
    due: {on_request: true, working_days: 3}
    origin: {set: Cơ quan thường trực}
    owed_by: {block_heads: all}
    to: ban-tdkt
notes:
  - Kế hoạch không nêu gửi báo cáo cho ai.
unplaced:
  - Thủ trưởng các đơn vị báo cáo Ủy ban nhân dân tỉnh kết quả triển khai theo quy định.
"""
FAULTY = EVERYTHING.replace("to: ban-tdkt", "to: so-khong-co", 1).replace(
    "2024-08-30", "2024-05-30"
)


def furnish(served: ServedDesk, code: str) -> None:
    """Something on each page, told in `places`; the campaign of that code is put into force."""
    installation = served.world.desk.installation
    proposal = proposals.propose(
        installation, installation.config_dir / "campaigns" / f"{code}.yaml"
    )
    proposals.apply(installation, proposal, proposals.preview(installation, proposal))
    decided = begin_draft(served.world, OTHER.read_text("utf-8"))
    begun = begin_draft(served.world, SEED.read_text("utf-8"), name="KH-210.txt")
    for role in (Role.ADMIN, Role.VIEWER):
        served.world.sign_in(role)
    with served.world.database.write() as session:
        served.places = _places(session, served)
    served.places |= _drafts(served, code) | _rehearse(served, code)
    served.places |= {
        "draft": begun.path,
        "document": f"{DOCUMENTS}/{begun.document}",
        "decided": decided.path,
        "edited": _edited(served),
        "units": _bring_units(served, ("x(at)y", "Zalo")),
        "sound_units": _bring_units(served, ("x@y.example", "email")),
    }
    clerk = served.clerk(Role.CLERK)
    clerk.go(decided.path)
    clerk.accept_all()
    clerk.drop("Loại văn bản")


def _drafts(served: ServedDesk, code: str) -> dict[str, str]:
    """Paths of those that are written down, by what they are."""
    with served.world.database.write(OURS) as session:
        written = _begin(session, EVERYTHING)
        for path, value in (
            (("title",), "Thi đua hè xanh"),
            (("theme",), "Mỗi cơ quan một việc mới"),
        ):
            deeds.write_field(
                session, drafts.find(session, written, OURS), 1, path, value, by=BY, now=NOW
            )
        changing = begin.from_campaign(session, code, issuer_id=OURS, by=BY, now=NOW)
        moved = rewrite.write(changing.source, ("duties", 1, "due"), {"by": "2024-08-09"}).text
        draft = drafts.find(session, changing.id, OURS)
        deeds.write_text(session, draft, changing.revision, moved, by=BY, now=NOW)
        faulty = _begin(session, FAULTY)
        holder(session, Role.HEAD, OURS)
        waiting = _begin(session, EVERYTHING.replace("phu-tho-he", "phu-tho-thu"))
        approval.propose(session, drafts.find(session, waiting, OURS), 1, by=BY, now=NOW)
        found = {"written": written, "changing": changing.id, "faulty": faulty, "waiting": waiting}
    return {name: f"{DRAFTS}/{number}" for name, number in found.items()}


def _begin(session: Session, source: str) -> int:
    return begin.from_text(session, source, issuer_id=OURS, by=BY, now=NOW).id


def _edited(served: ServedDesk) -> str:
    """A draft written down of whose text two have written something, and not all of it can be planned."""
    draft = written_down(served.world)
    with served.world.database.write(OURS) as session:
        row = session.get_one(Draft, draft.id)
        text = draft.source.replace("kind: so_ket", "kind: sai").replace("Thi đua", "Phong trào")
        deeds.write_text(session, row, 1, text, by="Phó Giám đốc", now=served.world.desk.now)
    return f"{DRAFTS}/{draft.id}"


def _rehearse(served: ServedDesk, code: str) -> dict[str, str]:
    """The page of a draft that is rehearsed, of one that will be, and of one that was never."""
    installation, now = served.world.desk.installation, served.world.desk.now
    source = (installation.config_dir / "campaigns" / f"{code}.yaml").read_text("utf-8")
    days = Days(date(2024, 6, 25), date(2024, 7, 5))
    names = ("rehearsed", "rehearsing", "unrehearsed")
    works = Works(served.world.database, doers(installation), installation.clock)
    pages = {}
    for name in names:
        with served.world.database.write() as session:
            draft = begin.from_text(session, source, issuer_id=OURS, by="x", now=now)
            if name != "unrehearsed":
                rehearsal_work.ask(session, draft, days, by="x", now=now)
        if name == "rehearsed":
            with ThreadPoolExecutor(1) as thread:  # Playwright has a loop of its own in this one
                assert thread.submit(works.work_off).result()
        pages[name] = f"{DRAFTS}/{draft.id}/dien-tap"
    return pages


def _places(session: Session, served: ServedDesk) -> dict[str, str]:
    """One item of each kind, and a link that nobody has used."""
    items = session.exec(select(DraftItem).order_by(col(DraftItem.id))).all()
    account = session.exec(select(Account)).first()
    assert account is not None
    wall, now = served.world.wall.now(), served.world.desk.now
    secret = links.make(session, account_id=account.id, by="x", wall=wall, now=now)
    return {**{one.kind: str(one.id) for one in items}, "secret": secret}


def _bring_units(served: ServedDesk, told: tuple[str, str]) -> str:
    """A list of units, the page of which says most of what it can: an unused column, a total, who is missing."""
    rows = (
        ("TT", "Tên đơn vị", "Email", "Kênh", "Khối thi đua", "Trưởng khối", "Điện thoại"),
        ("1", "Sở Nội vụ", "snv@y.example", "", "Khối thi đua các sở, ngành", "x", "0210"),
        ("2", "Sở Hoàn toàn mới", *told, "Khối thi đua các sở, ngành", "", "0211"),
        ("", "Tổng cộng: 2 đơn vị"),
    )
    with served.world.database.write() as session:
        row = brought_lists.keep(
            session,
            [Sheet("Đơn vị", rows)],
            issuer_id=OURS,
            name="don-vi.xlsx",
            by="Chuyên viên",
            now=served.world.desk.now,
        )
        row.corrected = Choices(all_stay=told[1] == "email").rows_text()
        return f"{UNITS}/danh-sach/{row.id}"
