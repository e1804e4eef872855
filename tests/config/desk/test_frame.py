"""The frame and the macros of the desk: what is wrong is said on top and beside, tied for who does not see."""

import pytest
from starlette.datastructures import ImmutableMultiDict
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from config.desk.desk import PAGES
from config.desk.forms import DeskForm, RevisedForm, said
from scheduler.access.roles import Role
from scheduler.language import _, use
from tests.calendars.test_pages import Outline
from tests.config.desk.desk_world import DeskWorld

PAGE = """{% from "mau.html" import error_summary, field, buttons, act, pager, tag, tasks, summary, revision %}
{{ error_summary(form) }}
<form method="post">{{ revision(3) }}{{ field(form.name, "Một dòng.", autocomplete="off") }}{{ field(form.kind) }}
{{ field(form.sure) }}{{ field(form.more) }}{{ buttons("Ghi", "/ban") }}</form>
{{ act("/ban/x", "Nhận", "Báo cáo", {"revision": 3}) }}{{ pager("?trang=", 2, 3) }}{{ tag("chậm", "late") }}
{{ tasks([("/ban", "Năm", "chưa ghi", "wait")]) }}{{ summary([("Năm", "2024", "/ban", "")]) }}
"""


class Naming(DeskForm):
    """Of every kind of field."""

    name = StringField(said(lambda: _("Tên")), [InputRequired(), Length(max=5)])
    kind = RadioField(
        "Loại", [InputRequired()], choices=[SelectChoice("a", "A"), SelectChoice("b", "B")]
    )
    sure = BooleanField("Chắc chắn")
    more = TextAreaField("Thêm", [Optional()])


def sent(*fields: tuple[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(fields)


def shown(form: DeskForm) -> str:
    return PAGES.environment.from_string(PAGE).render(form=form)


def test_error_is_listed_on_top_and_tied_to_its_field() -> None:
    form = Naming(sent(("name", "quá là dài"), ("kind", "c")))
    assert not form.validate()
    html = shown(form)
    assert Outline(html).faults == []
    assert 'role="alert" tabindex="-1" autofocus' in html and "Có 2 mục cần xem lại" in html
    assert '<a href="#name">Tên: Quá dài: tối đa 5 ký tự.</a>' in html
    assert '<a href="#kind-0">Loại: Đề nghị chọn một mục trong danh sách.</a>' in html
    assert 'aria-describedby="name-goi-y name-loi"' in html and 'aria-invalid="true"' in html
    assert 'value="quá là dài"' in html


def test_form_without_faults_shows_none() -> None:
    form = Naming(sent(("name", "Tên"), ("kind", "a")))
    assert form.validate()
    html = shown(form)
    assert Outline(html).faults == [] and "alert" not in html and "aria-invalid" not in html
    assert 'aria-describedby="name-goi-y"' in html


def test_faults_are_said_in_the_language_spoken_here() -> None:
    with use("en"):
        form = Naming(sent(("name", "")))
        assert not form.validate()
        assert dict(form.faults)["name"] == "Name: Please fill this in."
        assert ">Name</label>" in shown(form)


@pytest.mark.parametrize(
    ("typed", "kept"), [("  Sở  Y tế \n", "Sở Y tế"), ("a\u202eb\x00", "ab"), ("<b>", "<b>")]
)
def test_text_is_taken_as_people_see_it(typed: str, kept: str) -> None:
    assert Naming(sent(("name", typed))).name.data == kept


def test_lines_of_a_long_text_stay() -> None:
    assert Naming(sent(("more", " một \r\nhai "))).more.data == "một\nhai"


@pytest.mark.parametrize(("given", "seen"), [("4", 4), ("x", 0), ("", 0)])
def test_revision_that_was_seen_is_a_number(given: str, seen: int) -> None:
    assert RevisedForm(sent(("revision", given))).seen == seen
    assert RevisedForm().seen == 0


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.CLERK, ["/ban", "/ban/van-ban", "/ban/ban-thao", "/ban/don-vi", "/ban/phien"]),
        (
            Role.ADMIN,
            [
                "/ban",
                "/ban/van-ban",
                "/ban/ban-thao",
                "/ban/don-vi",
                "/ban/tai-khoan",
                "/ban/phien",
            ],
        ),
        (Role.OPERATOR, ["/ban", "/ban/tai-khoan", "/ban/phien"]),
    ],
)
async def test_navigation_names_what_they_may_open(
    desk: DeskWorld, role: Role, names: list[str]
) -> None:
    async with desk.visit(role) as browser:
        html = (await browser.get("/ban")).text
    nav = html.partition("<nav")[2].partition("</nav>")[0]
    assert [part.partition('"')[0] for part in nav.split('href="')[1:]] == names
    assert nav.count('aria-current="page"') == 1
    assert Outline(html).faults == []
