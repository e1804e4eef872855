"""The form of a round or a peak: its days, or an anniversary and how long before it begins; and what it welcomes."""

from collections.abc import Mapping

from wtforms import StringField, TextAreaField

from config.desk.drafts.item_fields import (
    LINE,
    LINES_OF,
    ItemForm,
    Ticked,
    decided_field,
    title_field,
)
from config.desk.forms import CHOSEN, said
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.written import Kind, Part
from scheduler.language import _

LAYOUT = "dot.html"


class PeakForm(ItemForm):
    """A peak."""

    title = title_field(needed=False)  # a peak may be called like its anniversary
    first_day = StringField(said(lambda: _("Ngày bắt đầu")), [LINE])
    last_day = StringField(said(lambda: _("Ngày kết thúc")), [LINE])
    decided = decided_field()
    anniversary = StringField(said(lambda: _("Ngày kỷ niệm")), [LINE])
    lead = StringField(said(lambda: _("Bắt đầu trước ngày ấy")), [LINE])
    anniversaries = TextAreaField(said(lambda: _("Ngày kỷ niệm được chào mừng")), [LINES_OF])
    notices = Ticked(said(lambda: _("Thông báo")))

    def offer(self, around: Around) -> None:
        """Whether it is silent."""
        self.notices.choices = [*_silent().items()]


class RoundForm(PeakForm):
    """A round, which is given by its days."""

    anniversary = None
    lead = None


def _silent() -> Mapping[str, str]:
    return {"none": _("Không thông báo khi bắt đầu, kết thúc")}


CHOSEN["notices"] = _silent


def hints() -> Mapping[str, str]:
    """What may be typed, by the name of the field."""
    return {
        "anniversary": _("Tên hoặc mã trong danh mục, hoặc một sự kiện của phong trào."),
        "lead": _("Gõ như thường nói: “30 ngày”, “1 tháng”, “10 ngày làm việc”."),
        "anniversaries": _("Tên hoặc mã trong danh mục ngày kỷ niệm, mỗi dòng một ngày."),
    }


def more(
    around: Around, form: ItemForm, part: Part | None, *, short: bool = False
) -> Mapping[str, object]:
    """The days that may be named."""
    if "anniversary" not in form or short:
        return {"days": []}
    days = {one.name_vi for one in around.installation.catalogue.values()}
    days |= {one.title for one in around.standing if one.kind is Kind.OCCASION}
    return {"days": sorted(days)}
