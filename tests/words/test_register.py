"""Every sentence is said as offices write, one term a thing: the table "Dùng từ" of README.vi.md is the rule."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.test_language import catalogue, counted, said

ROOT = Path(__file__).parent.parent.parent
CHAPTER = "## Dùng từ"
# Words of an issuer's own choice; a sentence has {you} in their place.
ADDRESSES = ("anh/chị", "ông/bà", "thầy/cô", "đồng chí", "bạn", "quý vị")
ENGLISH = (
    r"(?<![-/:`{“\w])campaigns?\b(?![}/]|:\S)", r"\bDirective: ", r"\bSubmitted to\b", r"^clerk$",
    r"\b[Ss]uperiors? (?:not )?told\b", r"not a round one", r"^[Ss]een$",
)  # fmt: skip


@cache
def rules() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """What is forbidden, by whole words in any case, and the longer phrases that are not meant by it."""
    chapter = (ROOT / "README.vi.md").read_text("utf-8").split(f"{CHAPTER}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| ?(.*?) ?\|$", chapter, re.MULTILINE)
    return tuple(
        (re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", re.IGNORECASE), _listed(allowed))
        for _good, forbidden, allowed in rows[1:]  # below the heading
        for phrase in _listed(forbidden)
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip(" -"))


def faults(text: str) -> list[str]:
    """The forbidden phrases of `text`."""
    found = []
    for pattern, allowed in rules():
        left = text
        for phrase in allowed:
            left = re.sub(re.escape(phrase), "", left, flags=re.IGNORECASE)
        found += pattern.findall(left)
    return found


def test_table_is_read() -> None:
    forbidden = {pattern.pattern for pattern, _allowed in rules()}
    assert len(forbidden) >= 40
    assert all(any(re.escape(word) in one for one in forbidden) for word in ADDRESSES)


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị còn nợ 3 báo cáo", "Báo cáo bị trả lại", "Xin bấm một nút", "Đề nghị làm lại",
        "Không cho gia hạn", "Vì sao: văn bản ghi", "Nộp báo cáo", "Đã khóa sổ từ hôm qua",
        "muộn hạn", "Anh/chị được giao", "Đồng chí thôi giữ chức danh", "Chọn lịch của bạn",
        "Hãy thử lại", "Bên phát động", "Nghĩa vụ", "Thôi giao", "do văn thư nhập", "đã rút",
        "Chúng tôi không lưu", "NỘP", "Việc phải làm", "52 đơn vị phải làm", "suy ra: 14/6",
        "Đừng chuyển tiếp",
    ],
)  # fmt: skip
def test_phrases_that_offend_or_mix_terms_are_found(text: str) -> None:
    assert faults(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "Chuẩn bị hội nghị", "gửi cho Sở Nội vụ", "xin ý kiến Ban Thường vụ", "ngày làm việc",
        "giờ làm việc", "{You} được ủy quyền", "xin-man, Xín Mần", "hội nghị",
        "nghĩa vụ quân sự", "thiết bị trả lại sau", "khóa lịch", "Xinh", "nộp_bc", "Ban Tuyên giáo",
    ],
)  # fmt: skip
def test_lookalikes_pass(text: str) -> None:
    assert faults(text) == []


def sentences() -> Iterator[str]:
    """Whatever people read: of the code, its templates and settings, and the keys of the catalogue."""
    yield from said()
    yield from counted()
    yield from catalogue()


def test_no_sentence_holds_what_is_forbidden() -> None:
    assert {text: faults(text) for text in sentences() if faults(text)} == {}


# What a document is quoted with, and what it or a day is called, is not ours to word.
QUOTED = {"anniversaries.yaml": r"\b(?:name|name_vi|aliases|source):"}


def _prose(file: Path) -> Iterator[str]:
    """Lines of `file` that are ours to word."""
    quoted = QUOTED.get(file.name, "quoted:|title:")
    for line in file.read_text("utf-8").splitlines():
        if not re.search(quoted, line):
            yield line


@pytest.mark.parametrize(
    "pattern",
    [
        "config/policies.yaml",
        "config/workdays/*.yaml",
        "config/samples/**/*.yaml",
        "config/templates/*.yaml",
        "config/anniversaries.yaml",
        "scheduler/definition/roll*.py",  # comments of a rolled file are in the language of the file
    ],
)
def test_no_file_of_the_product_holds_what_is_forbidden(pattern: str) -> None:
    files = sorted(ROOT.glob(pattern))
    assert files
    found = {line: faults(line) for file in files for line in _prose(file) if faults(line)}
    assert found == {}


def test_no_handbook_holds_what_is_forbidden() -> None:
    handbook = (ROOT / "README.vi.md").read_text("utf-8")
    before, chapter = handbook.split(f"{CHAPTER}\n")
    text = before + chapter.split("\n## ", 1)[1]
    lines = [line for line in text.splitlines() if "address:" not in line]
    assert {line: faults(line) for line in lines if faults(line)} == {}


def test_english_has_one_term_a_thing_too() -> None:
    found = {
        english: pattern
        for english in catalogue().values()
        for pattern in ENGLISH
        if re.search(pattern, english)
    }
    assert found == {}


def test_english_is_english() -> None:
    """Phrases the bot reads are Vietnamese, and said to be; so is what stands in quotes or is a name."""
    read = re.compile(r"In Vietnamese, for example: .*|“.*?”|Thi Đua|30 Chạp")
    letters = re.compile(r"[^\W\d_a-zA-Z]")
    assert [said for said in catalogue().values() if letters.search(read.sub("", said))] == []


def test_keys_of_a_definition_are_not_translated() -> None:
    keys = re.compile(r"\b[a-z]+(?:\.[a-z]+_[a-z]+)\b")
    found = {text: keys.findall(text) for text in catalogue() if keys.search(text)}
    assert found
    assert {
        text: names for text, names in found.items() if keys.findall(catalogue()[text]) != names
    } == {}


def test_no_day_is_written_by_hand() -> None:
    """Decree 30/2020 has one home, `scheduler.dates.say`."""
    files = [
        file
        for part in ("scheduler", "bots", "calendars", "config")
        for file in (ROOT / part).rglob("*")
        if file.suffix in (".py", ".html")
    ]
    by_hand = r"%d/%m|%-d|\.day\}/\{\w+\.month\}/|/\{\{ [\w.()]+\.month \}\}"
    assert [file.name for file in files if re.search(by_hand, file.read_text("utf-8"))] == []


def test_form_of_address_is_put_in_wherever_it_is_meant() -> None:
    """A sentence with {you} outside of `_()` and `ngettext()` would show its mark to people."""
    home = "language.py"  # puts it in
    files = [
        file
        for part in ("scheduler", "bots", "calendars", "config")
        for file in (ROOT / part).rglob("*.py")
        if file.name != home
    ]
    spoken = re.compile(r"\{[yY]ou\}")
    known = {text for text in (*said(), *counted()) if spoken.search(text)}
    found = [
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if spoken.search(node.value)
    ]
    assert len(found) >= 20
    assert [text for text in found if text not in known] == []
