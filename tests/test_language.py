"""Every Vietnamese text has its English one, with the same placeholders, and its plural where things are counted."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from config.settings import Settings
from scheduler.dates.say import MONTHS, SHORT_MONTHS, WEEKDAYS
from scheduler.language import LOCALE, _, ngettext, use

ROOT = Path(__file__).parent.parent
TEMPLATES = [("**/templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"\{\w*\}")


def said() -> Iterator[str]:
    """Texts of the source, and those that are chosen from a table at run time."""
    for part in ("scheduler", "bots", "calendars", "config"):
        yield from _in_templates(ROOT / part, "_")
        for file in (ROOT / part).rglob("*.py"):
            yield from _in_code(file.read_text("utf-8"), "_")
    yield from (*WEEKDAYS, *MONTHS, *SHORT_MONTHS)
    yield from (str(field.description) for field in Settings.model_fields.values())


def counted() -> Iterator[str]:
    """Texts of the source that speak of a number of things."""
    for part in ("scheduler", "bots", "calendars", "config"):
        yield from _in_templates(ROOT / part, "ngettext")
        for file in (ROOT / part).rglob("*.py"):
            yield from _in_code(file.read_text("utf-8"), "ngettext")


def _in_templates(folder: Path, function: str) -> Iterator[str]:
    found = extract_from_dir(folder, TEMPLATES, keywords={function: (1,)})
    yield from (str(message) for _file, _line, message, _comments, _context in found)


def _in_code(source: str, function: str) -> Iterator[str]:
    """What `function("…")` is called with, inside of f-strings too."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=text), *_more]):
                yield from [str(text)] if name == function else []


def entries() -> dict[str, tuple[str, ...]]:
    """The English forms of each Vietnamese text: one, or that of one thing and that of several."""
    with (LOCALE / "en/LC_MESSAGES/thidua.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {_listed(message.id)[0]: _listed(message.string) for message in messages}


def _listed(given: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def catalogue() -> dict[str, str]:
    return {text: forms[-1] for text, forms in entries().items()}


def test_every_text_is_translated() -> None:
    known = catalogue()
    assert sorted({text for text in said() if not known.get(text)}) == []


def test_every_text_that_counts_has_both_english_forms() -> None:
    known, texts = entries(), set(counted())
    assert len(texts) >= 5
    assert sorted(text for text in texts if len(known.get(text, ())) != 2) == []
    assert sorted(text for text, forms in known.items() if not all(forms)) == []


SEVERAL = re.compile(r"\{\w+\}(?: of)?(?: (?:more|other|older|working|calendar))* (\w+s|people)\b")
VERBS = {
    "asks", "collects", "exists", "has", "heads", "is", "its", "lacks", "names", "needs", "owes",
    "reminds",
}  # fmt: skip
# Texts that need no form for one thing, and why.
NEVER_ONE = {
    "several units owe it": (
        "Đề nghị đôn đốc {count} đơn vị báo cáo lý do chưa gửi: {duty}",
        "Đề nghị đôn đốc {count} đơn vị gửi báo cáo, hạn {day}: {duty}",
        "Đề nghị đôn đốc {count} đơn vị gửi báo cáo, quá hạn từ {day}: {duty}",
        "{count} đơn vị chưa gửi, hạn {day}: {duty}",
        "{count} đơn vị chưa gửi, quá hạn từ {day}: {duty}",
    ),
    "of one thing another sentence speaks": (
        "Nhiệm vụ: gửi {count} báo cáo trên đến nơi nhận, rồi ghi số, ký hiệu văn bản đã gửi.",
        "Đề nghị quyết định gửi hay không gửi {count} báo cáo cấp trên.",
        "Đề nghị tiếp nhận hoặc trả lại {count} báo cáo.",
        "Đề nghị gửi {count} báo cáo trên, mỗi báo cáo chậm nhất vào thời hạn ghi ở từng mục.",
        "Đề nghị xác nhận ngày nhận văn bản của {count} nhiệm vụ trên.",
        "Đề nghị đôn đốc {count} đơn vị.",
        "Đề nghị xem xét, quyết định {count} đề nghị gia hạn.",
        "{count} lần: {first} … {last}",
        "{count} thay đổi về người giữ chức danh",
        "{count} nhiệm vụ ({late} quá hạn). {first}",
        "{count} báo cáo trên đã hết thời hạn tiếp nhận: nếu vẫn cần gửi, đề nghị liên hệ trước với {body}.",
        "{count} nhiệm vụ. {first}",
    ),
    "more than ten units, or told in tenths": (
        "dưới 10 % của {units} đơn vị",
        "từ {percent} % của {units} đơn vị",
    ),
    "a number that is set, larger than one": (
        "<b>Lịch {days} ngày tới</b>",
        "Không có hạn nào trong {days} ngày tới.",
        "Mỗi lần gửi tối đa {count} tệp.",
        "Quá dài: tối đa {max_length} ký tự.",
        "Văn bản dài hơn {number} ký tự: phần sau không được đọc.",
        "Đã tạo {most} địa chỉ lịch trong 24 giờ, đủ mức một ngày. Đề nghị để ngày mai, hoặc nhờ quản trị "
        "tạo bằng `thidua subscribe`.",
    ),
    "days of a month": (
        "Không có ngày {day}/{month}: tháng {month} có nhiều nhất {last} ngày.",
        "Không có ngày {day}/{month}: tháng {month} năm {year} có {last} ngày.",
    ),
}


def test_every_text_that_speaks_of_several_things_has_a_form_for_one() -> None:
    plain = {text: forms[0] for text, forms in entries().items() if len(forms) == 1}
    several = {text for text, said in plain.items() if set(SEVERAL.findall(said)) - VERBS}
    assert sorted(several ^ {text for texts in NEVER_ONE.values() for text in texts}) == []
    assert [said for forms in entries().values() for said in forms if "(s)" in said] == []


def test_a_text_with_two_forms_is_asked_for_by_a_count() -> None:
    """`_` would always speak of one thing."""
    both = {text for text, forms in entries().items() if len(forms) == 2}
    assert sorted(both & set(said())) == []
    assert sorted(both - set(counted())) == []


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("vi", 1, "{count} đợt thi đua"), ("vi", 2, "{count} đợt thi đua"),
        ("en", 0, "{count} rounds"), ("en", 1, "{count} round"), ("en", 2, "{count} rounds"),
        ("en", 21, "{count} rounds"),
    ],
)  # fmt: skip
def test_things_are_counted_in_the_forms_of_the_language(
    language: str, count: int, said: str
) -> None:
    with use(language):
        assert ngettext("{count} đợt thi đua", count) == said


def test_a_text_without_a_plural_stays_as_it_is() -> None:
    with use("en"):
        assert ngettext("Thời hạn gửi", 2) == "Deadline"
        assert ngettext("chưa dịch", 2) == "chưa dịch"
        assert _("{count} đợt thi đua") == "{count} round"


def test_translations_keep_their_placeholders() -> None:
    # "{day}/{month}/{year}" may become "{day} {month_name} {year}": a name more is fine when it is given
    odd = {
        text: english
        for text, forms in entries().items()
        for english in forms
        if not set(PLACEHOLDER.findall(text))
        >= set(PLACEHOLDER.findall(english)) - {"{month_name}"}
    }
    assert odd == {}
