"""Something on each page of the editor: a part of every kind, faults, a change of what is in force."""

from sqlmodel import Session

from scheduler.access.roles import Role
from scheduler.campaign.editing import approval, begin, deeds
from scheduler.definition import rewrite
from scheduler.store import drafts
from tests.config.desk.desk_served import ServedDesk
from tests.config.desk.desk_world import NOW, OURS, holder

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


def furnish(served: ServedDesk, code: str) -> dict[str, str]:
    """Paths of the drafts, by what they are; the campaign of that code is in force."""
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
        found = {"written": written, "changing": changing.id, "broken": faulty, "waiting": waiting}
    return {name: f"/ban/ban-thao/{number}" for name, number in found.items()}


def _begin(session: Session, source: str) -> int:
    return begin.from_text(session, source, issuer_id=OURS, by=BY, now=NOW).id
