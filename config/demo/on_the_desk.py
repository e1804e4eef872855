"""What lies on the desk of the demo: a definition that waits for approval, a deadline to be moved, a list of units.

Everything comes about as in an office, by the deeds that its pages call.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.campaign import brought_lists
from scheduler.campaign.editing import approval, begin, deeds
from scheduler.campaign.editing.working import Working
from scheduler.dates import civil
from scheduler.definition.organisation import STANDING_BODY, Organisation
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.plan.model import Plan
from scheduler.store import drafts
from scheduler.store.agenda import find_campaign, load_plan
from scheduler.unit_lists.export import as_workbook
from scheduler.unit_lists.workbook import Sheet, read_workbook

LATER_BY = timedelta(days=7)
LAST_OF_FIRST_HALF = 6  # month
LIST = "danh-sach-don-vi"
ONCE = "once"  # the key of a report that is asked for once
HALF_YEAR = """campaign: {code}
title: {title}
year: {year}
issuer: {issuer}
directive:
  issuer: {name}
theme: Thi đua hoàn thành sớm chỉ tiêu của nửa năm
phases:
  - id: nua-nam
    title: {title}
    first_day: {first}
    last_day: {last}
    origin: {{set: Cơ quan thường trực}}
duties:
  - id: dang-ky
    title: Đăng ký chỉ tiêu thi đua
    kind: dang_ky
    due: {{after: nua-nam, edge: first, working_days: 15}}
    origin: {{set: Cơ quan thường trực}}
    owed_by: {{all: true}}
    to: {standing}
  - id: bao-cao-thang
    title: Báo cáo kết quả hằng tháng
    kind: bao_cao_thang
    due: {{every: month, by: 20}}
    origin: {{set: Cơ quan thường trực}}
    owed_by: {{all: true}}
    to: {standing}
  - id: so-ket
    title: Báo cáo sơ kết nửa năm
    kind: so_ket
    due: {{after: nua-nam, working_days: 5}}
    origin: {{set: Cơ quan thường trực}}
    owed_by: {{all: true}}
    to: {standing}
"""


@dataclass(frozen=True)
class OnTheDesk:
    """What the clerk `by` of an issuer has done at `now`."""

    installation: Installation
    organisation: Organisation
    by: str

    def lay(self, code: str) -> list[str]:
        """A half-year that waits for approval, the next deadline of that campaign moved, a faulty list; told."""
        told = [_("một bản thảo sáu tháng tới chờ phê duyệt")]
        self.propose_half_year()
        if self.move_deadline(code):
            told.append(_("một bản thảo dời hạn của phong trào đang chạy"))
        self.bring_units()
        return [*told, _("một danh sách đơn vị từ Excel còn hai lỗi")]

    @property
    def _issuer(self) -> str:
        return self.organisation.issuer.id

    @property
    def _now(self) -> datetime:
        return self.installation.clock.now()

    def begin_half_year(self) -> Working:
        """A definition of the half-year to come, written from nothing."""
        source = half_year(self.organisation, self._now)
        with self.installation.database.write(self._issuer) as session:
            return begin.from_text(
                session, source, issuer_id=self._issuer, by=self.by, now=self._now
            )

    def propose_half_year(self) -> Working:
        """The same, proposed: it waits for whoever may approve it."""
        working = self.begin_half_year()
        with self.installation.database.write(self._issuer) as session:
            draft = drafts.find(session, working.id, self._issuer)
            approval.propose(session, draft, working.revision, by=self.by, now=self._now)
        return working

    def bring_units(self) -> int:
        """The office's list in Excel, in which an address is none and a unit stands twice; the number it is kept as."""
        name = f"{LIST}.xlsx"
        sheets = read_workbook(as_workbook(self.organisation), name)
        with self.installation.database.write(self._issuer) as session:
            row = brought_lists.keep(
                session,
                [mistyped(sheets[0]), *sheets[1:]],
                issuer_id=self._issuer,
                name=name,
                by=self.by,
                now=self._now,
            )
            return row.id or 0

    def move_deadline(self, code: str) -> Working | None:
        """A draft of that campaign in which the next report asked for once is due a week later; None without one."""
        with self.installation.database.write(self._issuer) as session:
            campaign = find_campaign(session, code, issuer_id=self._issuer)
            found = _next_of(load_plan(session, campaign), ZoneInfo(campaign.zone), self._now)
            if found is None:
                return None
            duty, due_on = found
            working = begin.from_campaign(
                session, code, issuer_id=self._issuer, by=self.by, now=self._now
            )
            entry = working.entry(duty)
            if entry is None:  # of a template
                return working
            due = {"due": {"by": str(due_on + LATER_BY)}, "origin": {"set": self.by}}
            draft = drafts.find(session, working.id, self._issuer)
            return deeds.write_entry(
                session,
                draft,
                working.revision,
                duty,
                {**entry[1].values, **due},
                by=self.by,
                now=self._now,
                lost_is_known=True,
            ).working


def mistyped(sheet: Sheet) -> Sheet:
    """That list of units with a blank in the first address, and its last unit once more."""
    first = next(row for row, cells in enumerate(sheet.rows) if any("@" in one for one in cells))
    rows = [list(cells) for cells in sheet.rows]
    rows[first] = [one.replace("@", " ") for one in rows[first]]
    return replace(sheet, rows=(*map(tuple, rows), sheet.rows[-1]))


def _next_of(plan: Plan, zone: ZoneInfo, now: datetime) -> tuple[str, date] | None:
    """Duty and day of the next report of that plan that is asked for once."""
    dues = [
        (one.due_at, one.duty)
        for one in plan.occurrences
        if one.key == ONCE and one.due_at and one.due_at > now
    ]
    if not dues:
        return None
    due_at, duty = min(dues)
    return duty, civil.ended_on(due_at, zone)


def half_year(organisation: Organisation, now: datetime) -> str:
    """The text of a definition of the half-year that follows `now`."""
    issuer = organisation.issuer
    today = now.astimezone(ZoneInfo(issuer.timezone)).date()
    is_second = today.month <= LAST_OF_FIRST_HALF
    year = today.year if is_second else today.year + 1
    first, last = ((7, 1), (12, 31)) if is_second else ((1, 1), (6, 30))
    title = (
        _("Thi đua sáu tháng cuối năm {year}")
        if is_second
        else _("Thi đua sáu tháng đầu năm {year}")
    )
    return HALF_YEAR.format(
        code=f"{issuer.id}-{'cuoi' if is_second else 'dau'}-{year}",
        title=title.format(year=year),
        year=year,
        issuer=issuer.id,
        name=issuer.name,
        first=date(year, *first),
        last=date(year, *last),
        standing=STANDING_BODY,
    )
