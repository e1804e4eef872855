"""A text typed without accents is not passed over in silence."""

import pytest

from scheduler.directives.importer import import_directive
from scheduler.directives.page.source import Source
from tests.directives.letters import letter

ASKED = [
    "Gui bao cao so ket truoc ngay 15/6/2024",
    "GUI BAO CAO TONG KET TRUOC NGAY 10/12/2024",
    "Cac don vi nop ho so khen thuong truoc 15/11.",
    "- De nghi cac xa dang ky thi dua cham nhat ngay 20/2",
    "Ket qua gui ve Phong truoc ngay 05/7",
]


def told(text: str) -> list[str]:
    read = import_directive(Source(text), catalogue={})
    return [note.text for note in read.notes if "không dấu" in note.text]


@pytest.mark.parametrize("sentence", ASKED)
def test_sentence_without_accents_is_told_alone_and_in_a_letter(sentence: str) -> None:
    assert len(told(sentence)) == 1
    assert len(told(letter(f"Các đơn vị thi đua.\n{sentence}\n").text)) == 1


def test_whole_letter_without_accents_is_told_once_at_its_place() -> None:
    text = "UBND XA HOA AN\nSo: 12/KH-UBND\n\nKE HOACH\nThi dua nam 2024\n\n" + "\n".join(ASKED)
    read = import_directive(Source(text), catalogue={})
    notes = [note for note in read.notes if "không dấu" in note.text]
    assert [note.evidence and text.find(note.evidence.quote) for note in notes] == [
        notes[0].evidence.offset if notes[0].evidence else None
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gửi báo cáo sơ kết trước ngày 15/6/2024.",
        "Email: baocao.tongket@hoaan.gov.vn",
        "https://hoaan.gov.vn/gui-bao-cao-so-ket-truoc-ngay-15-6",
        "Please send the report before 15/6/2024.",
        "UBND, HĐND, TP. Hòa An (don vi: 1.000 kg)",
        "VT, TH, NV.",
    ],
)
def test_other_lines_are_not_told(sentence: str) -> None:
    assert told(sentence) == told(letter(sentence).text) == []
