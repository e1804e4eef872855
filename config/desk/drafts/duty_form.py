"""The form of a duty: the longest of the desk, in groups; what is seldom filled lies behind a summary."""

from collections.abc import Callable, Mapping

from wtforms import RadioField, SelectField, StringField, TextAreaField

from config.desk.drafts.item_fields import (
    LINE,
    LINES_OF,
    ItemForm,
    Ticked,
    decided_field,
    title_field,
)
from config.desk.forms import CHOSEN, said
from scheduler.campaign.drafting import picked, rule_words
from scheduler.campaign.drafting.around import Around
from scheduler.campaign.drafting.forms import OWN_LEADS, Form
from scheduler.language import _
from scheduler.words import proof


class DutyForm(ItemForm):
    """A duty. The blanks of a rule that is picked are called `pick_…`."""

    title = title_field()
    kind = SelectField(said(lambda: _("Loại")))
    due = StringField(said(lambda: _("Thời hạn")), [LINE])
    pick = SelectField(said(lambda: _("Quy tắc")), validate_choice=False)
    pick_day = StringField(said(lambda: _("Ngày")), [LINE])
    pick_month = SelectField(said(lambda: _("Ở tháng nào của kỳ")), validate_choice=False)
    pick_period = StringField(said(lambda: _("Kỳ")), [LINE])
    pick_lead = StringField(said(lambda: _("Sau hoặc trước bao lâu")), [LINE])
    pick_edge = SelectField(said(lambda: _("Tính từ")), validate_choice=False)
    pick_what = StringField(
        said(lambda: _("Đợt, mốc, nhiệm vụ nào")), [LINE], render_kw={"list": "cac-ngay"}
    )
    roll = SelectField(said(lambda: _("Khi trùng ngày nghỉ")), validate_choice=False)
    decided = decided_field()
    quoted = StringField(said(lambda: _("Lời văn bản")), [LINE])
    derived = StringField(said(lambda: _("Quy tắc, khi văn bản không ấn định")), [LINE])
    who = RadioField(said(lambda: _("Nơi thực hiện")), validate_choice=False)
    blocks = Ticked(said(lambda: _("Khối, cụm thi đua")), validate_choice=False)
    kinds = Ticked(said(lambda: _("Loại đơn vị")), validate_choice=False)
    units = TextAreaField(said(lambda: _("Đơn vị")), [LINES_OF])
    except_ = TextAreaField(said(lambda: _("Trừ các đơn vị")), [LINES_OF], name="except")
    also = Ticked(said(lambda: _("Cùng với các nơi chọn ở trên")))
    heads = Ticked(said(lambda: _("Trưởng của khối, cụm")), validate_choice=False)
    to = StringField(said(lambda: _("Nơi nhận")), [LINE], render_kw={"list": "cac-don-vi"})
    outside = StringField(said(lambda: _("Hoặc nơi nhận ở ngoài")), [LINE])
    via = StringField(said(lambda: _("Gửi qua đơn vị")), [LINE], render_kw={"list": "cac-don-vi"})
    proof = Ticked(said(lambda: _("Cần gửi")))
    form = TextAreaField(said(lambda: _("Theo mẫu")), [LINES_OF])
    channel = TextAreaField(said(lambda: _("Gửi bằng")), [LINES_OF])
    reminders = RadioField(said(lambda: _("Nhắc")), validate_choice=False)
    leads = TextAreaField(said(lambda: _("Nhắc trước hạn")), [LINES_OF])
    consolidation = StringField(said(lambda: _("Thời gian tổng hợp")), [LINE])
    cut_off = StringField(said(lambda: _("Thôi tiếp nhận sau hạn")), [LINE])

    def offer(self, around: Around) -> None:
        """What this issuer lets choose from."""
        policies = around.installation.policies.reminders
        blocks = [("all", _("mọi khối, cụm")), *around.blocks.items()]
        offered = {
            "blocks": blocks,
            "heads": blocks,
            "kinds": [(kind, kind) for kind in around.kinds],
            "reminders": [
                *((one, policy(one)) for one in policies),
                (OWN_LEADS, policy(OWN_LEADS)),
            ],
            **{name: [*words().items()] for name, words in _FIXED.items()},
        }
        for name, choices in offered.items():
            self[name].choices = [*choices]
        self._keep_chosen()

    def fill(self, values: Form, around: Around) -> None:
        """The same, with all that is chosen to be seen."""
        super().fill(values, around)
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        """A block, a kind or a list of reminders that is named and not there is seen, so that it is not lost."""
        for name in ("blocks", "heads", "kinds", "reminders"):
            field = self[name]
            given = field.data if isinstance(field.data, list) else [field.data]
            there = {value for value, _words in field.choices}
            told = _("{id} (không có trong danh sách)")
            field.choices += [
                (one, told.format(id=one)) for one in given if one and one not in there
            ]


def policy(name: str) -> str:
    """A list of the policies, as it is offered."""
    return {
        "default": _("như quy định chung"),
        "gentle": _("nhắc ít lần hơn"),
        OWN_LEADS: _("nhắc riêng, theo các mốc ghi dưới đây"),
    }.get(name, name)


def _audiences() -> Mapping[str, str]:
    return {
        "all": _("tất cả đơn vị"),
        "blocks": _("các khối, cụm chọn dưới đây"),
        "heads": _("trưởng các khối, cụm chọn dưới đây"),
        "kinds": _("các loại đơn vị chọn dưới đây"),
        "units": _("các đơn vị ghi dưới đây"),
        "several": _("mọi nơi chọn và ghi dưới đây, cùng lúc"),
    }


def _rolls() -> Mapping[str, str]:
    return {
        "": _("như quy định chung"),
        "forward": _("chuyển sang ngày làm việc tiếp theo"),
        "back": _("chuyển về ngày làm việc liền trước"),
        "none": _("giữ nguyên ngày"),
    }


# What may be chosen whoever the issuer is: words by value.
_FIXED: dict[str, Callable[[], Mapping[str, str]]] = {
    "kind": lambda: {kind.value: words for kind, words in rule_words.kinds().items()},
    "who": _audiences,
    "also": lambda: {"all": _("tất cả đơn vị")},
    "proof": lambda: {one: proof.name(one) for one in ("number", "file", "note")},
    "roll": _rolls,
    "pick": picked.rules,
    "pick_month": picked.months,
    "pick_edge": lambda: {"": _("ngày kết thúc"), "first": _("ngày bắt đầu")},
}
CHOSEN.update(_FIXED)


def hints() -> Mapping[str, str]:
    """What may be typed, by the name of the field."""
    return {
        "due": _(
            "Gõ như thường nói: “30/6”, “trước ngày 15 hằng tháng”, “05 ngày làm việc sau khi kết thúc đợt 1”, "
            "“khi có yêu cầu”, “không ghi ngày”."
        ),
        "pick": _(
            "Chỉ dùng khi ô “Thời hạn” để trống hoặc chưa sửa; điều gõ ở ô ấy luôn được ưu tiên."
        ),
        "pick_day": _(
            "“28/6”; của tháng, quý: “20” hoặc “cuối”; của tuần: “thứ Sáu”; của năm: “10/12”."
        ),
        "pick_period": _("“tháng 7”, “quý III”, “6 tháng đầu năm”."),
        "pick_lead": _("“5 ngày làm việc”, “10 ngày”, “1 tháng”."),
        "pick_what": _("Tên hoặc mã; “ban hành văn bản”, “nhận văn bản”."),
        "decided": _("Để trống nếu ngày theo đúng văn bản."),
        "units": _("Tên hoặc mã đơn vị, mỗi dòng một đơn vị."),
        "except": _("Tên hoặc mã đơn vị, mỗi dòng một đơn vị; để trống nếu không có."),
        "to": _("Tên hoặc mã đơn vị."),
        "outside": _("Tên cơ quan không có trong danh sách đơn vị."),
        "form": _("Mỗi dòng một mẫu."),
        "channel": _("Mỗi dòng một cách gửi."),
        "leads": _("Mỗi dòng một khoảng thời gian: “7 ngày làm việc”, “3 ngày”."),
        "consolidation": _(
            "Các đơn vị gửi sớm hơn hạn bấy lâu để nơi nhận tổng hợp: “5 ngày làm việc”."
        ),
        "cut_off": _("Để trống nếu theo quy định chung; “10 ngày làm việc”."),
    }
