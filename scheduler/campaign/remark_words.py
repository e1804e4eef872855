"""What a person should look at before applying, sentence by sentence, and in the names people know."""

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten

from scheduler.campaign.names import Names, of
from scheduler.campaign.proposals import Proposal
from scheduler.dates import say
from scheduler.definition.problems import Problem
from scheduler.language import _
from scheduler.plan import folding
from scheduler.plan.model import Remark, RemarkKind
from scheduler.unit_lists.difference import difference
from scheduler.words import workday
from scheduler.words.unit_changes import counts

_DETAIL = 220  # letters of a remark's detail; a program reads all of it
_TOTAL = 30  # of them, for how many there are in all


def of_proposal(
    given: Proposal, warnings: Iterable[Problem] | None = None, names: Names | None = None
) -> list[str]:
    """What a person should look at before applying: in the file, by line, then in what it becomes."""
    told, names = given.warnings if warnings is None else warnings, names or of(given)
    found = (sentence(one, names) for one in folding.remarks(given.plan.remarks))
    return [*_overruled(given), *map(str, told), *found]


def _overruled(given: Proposal) -> list[str]:
    """That a units file holds no more, and what to do with it."""
    if given.units_overruled is None:
        return []
    issuer = given.organisation.issuer.id
    found = difference(given.organisation, given.units_overruled)
    told = _(
        "Tệp đơn vị của “{issuer}” khác danh sách đang áp dụng trong cơ sở dữ liệu ({counts}), nên tính theo cơ sở dữ"
        " liệu. Lấy danh sách đó ra tệp: `thidua units export --issuer {issuer} --out TỆP.yaml`."
    )
    return [told.format(issuer=issuer, counts=counts(found))]


def sentence(given: Remark, names: Names = Names()) -> str:
    """A remark of the planner as a sentence."""
    sentences = {
        RemarkKind.UNDATED: _("“{subject}” chưa ấn định thời hạn: chưa nhắc đơn vị nào."),
        RemarkKind.ON_REQUEST: _(
            "“{subject}”: chờ cơ quan thường trực yêu cầu; có yêu cầu mới tính thời hạn."
        ),
        RemarkKind.RECEIVED: _("“{subject}”: thời hạn tính từ ngày từng đơn vị nhận được văn bản."),
        RemarkKind.NOT_ISSUED: _(
            "“{subject}” chưa ấn định thời hạn: văn bản chưa ghi ngày ban hành (directive.issued_on)."
        ),
        RemarkKind.WAITS_FOR: _("“{subject}” chưa ấn định thời hạn: chờ ngày của “{detail}”."),
        RemarkKind.NO_HOST: _(
            "“{subject}” lồng ghép vào “{detail}”, nhưng kỳ ấy không có báo cáo này."
        ),
        RemarkKind.OTHER_UNITS: _(
            "“{subject}” lồng ghép vào “{detail}”, nhưng đơn vị phải báo cáo không giống nhau: đề nghị xem "
            "lại owed_by."
        ),
        RemarkKind.NOBODY_OWES: _("“{subject}”: không đơn vị nào phải báo cáo."),
        RemarkKind.OWES_ITSELF: _(
            "{subject} là nơi nhận nên không phải gửi báo cáo cho chính mình: {detail}."
        ),
        RemarkKind.YEAR_NOT_ANNOUNCED: workday.not_announced(given.subject),
        RemarkKind.BEFORE_IT_BEGINS: _(
            "“{subject}”: {day}, trước khi phong trào bắt đầu; nếu là ngày của năm sau, đề nghị ghi cả năm."
        ),
        RemarkKind.INTAKE_AFTER_UPWARD: _(
            "“{subject}”: hạn tiếp nhận cuối cùng sau thời hạn báo cáo lên trên “{detail}”;"
            " đề nghị đặt cut_off ngắn hơn hoặc thời hạn sớm hơn."
        ),
        RemarkKind.DAY_OFF_UNSURE: _(
            "“{subject}”: thời hạn phụ thuộc ngày {detail}, chưa xác nhận là ngày nghỉ"
            " (xem `thidua days`)."
        ),
        RemarkKind.OUTSIDE_PHASE: _("Ngày kỷ niệm “{detail}” nằm ngoài “{subject}”."),
        RemarkKind.OCCASION_OUTSIDE: _("Sự kiện “{detail}” nằm ngoài “{subject}”."),
        RemarkKind.TO_CONFIRM: _("Ngày kỷ niệm “{subject}”: {detail}."),
        RemarkKind.UNCHECKED: _(
            "Ngày kỷ niệm “{subject}”: chưa đối chiếu được ngày, năm, tên gọi với nguồn; đề nghị kiểm tra."
        ),
    }
    subject, detail = _named_in(given, names)
    day = say.say_day_in_numbers(given.on) if given.on else ""
    words = (sentences | _ended(given.detail))[given.kind]
    told = words.format(subject=subject, detail=_cut(detail), day=day)
    return re.sub(r"…\.$", "…", told)


def _named_in(given: Remark, names: Names) -> tuple[str, str]:
    """Subject and detail of a remark by the names people know them by."""
    subject, detail, kind = given.subject, given.detail, given.kind
    if kind is RemarkKind.OWES_ITSELF:
        return names.unit(subject), _listed([names.title(one) for one in detail.split(", ")])
    if kind is RemarkKind.ISSUER_ENDED:
        return subject, ", ".join(map(names.issuer, detail.split(", ")))
    if kind is RemarkKind.NOBODY_OWES:
        return names.time(subject, detail), ""
    return names.title(subject), names.title(detail)


def _listed(titles: Sequence[str]) -> str:
    """The first of many, and how many there are."""
    told = "; ".join(titles)
    if len(told) <= _DETAIL:
        return told
    kept, _semicolon, _rest = told[: _DETAIL - _TOTAL].rpartition("; ")
    return _("{titles} … (tổng số: {count})").format(titles=kept, count=len(titles))


def _cut(detail: str) -> str:
    """At the end of a name, where there are too many."""
    if len(detail) <= _DETAIL:
        return detail
    whole, _comma, _rest = detail[:_DETAIL].rpartition(", ")
    return f"{whole}, …" if whole else shorten(detail, _DETAIL, placeholder=" …")


def _ended(into: str) -> dict[RemarkKind, str]:
    """Bodies that exist no more. `into`: who took over."""
    taken = _("{subject} đã kết thúc hoạt động ngày {day}; nay là {detail}.")
    gone = _("{subject} đã kết thúc hoạt động ngày {day}, chưa ghi đơn vị kế tục.")
    unit = taken if into else gone
    receiver = _("{subject} không còn là nơi nhận từ sau ngày {day}: báo cáo gửi {detail}.")
    lost = _("{subject} không còn là nơi nhận từ sau ngày {day}: đề nghị ghi nơi nhận mới (to).")
    ends = _("{subject} kết thúc hoạt động ngày {day}, trước khi phong trào kết thúc.")
    heirs = _(
        "{subject} kết thúc hoạt động ngày {day}; cơ quan kế tục: {detail}. Đề nghị lập định nghĩa mới."
    )
    body = _(
        "Cơ quan thường trực {subject} kết thúc hoạt động ngày {day}: đề nghị sửa dòng standing_body."
    )
    return {
        RemarkKind.ISSUER_ENDED: heirs if into else ends,
        RemarkKind.STANDING_BODY_ENDED: body,
        RemarkKind.RECEIVER_ENDED: receiver if into else lost,
        RemarkKind.UNIT_ENDED: unit,
        RemarkKind.BLOCK_EMPTY: _("{subject} không còn đơn vị nào đang hoạt động."),
        RemarkKind.BLOCK_WITHOUT_HEAD: _("{subject} chưa ghi Trưởng khối năm {detail}."),
        RemarkKind.IN_NO_BLOCK: _(
            "Không thuộc khối, cụm nào nên không được giao (tổng số: {subject}): {detail}."
        ),
    }
