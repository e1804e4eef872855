"""Doubts as a clerk reads them: what each is about, in the language she reads."""

import pytest

from scheduler.campaign.drafting.said import doubt
from scheduler.language import LANGUAGES, use

WORDS = {
    "vi": ["Nơi nhận: văn bản không nói rõ.", "Ngày kết thúc: văn bản không ghi."],
    "en": ["Submit to: not stated.", "Last day: not in the text."],
}
CHOOSE = {
    "vi": "Nơi thực hiện: văn bản không nói rõ; đề nghị chọn đơn vị.",
    "en": "Who owes it: not stated; please choose the units.",
}


@pytest.mark.parametrize("reads", LANGUAGES)
def test_a_doubt_names_what_it_is_about_in_the_language_of_who_reads(reads: str) -> None:
    whom, last = "theo văn bản: văn bản không nói rõ", "văn bản không ghi"  # as they are stored
    with use(reads):
        assert [doubt("to", whom), doubt("last_day", last)] == WORDS[reads]


@pytest.mark.parametrize("reads", LANGUAGES)
def test_who_owes_it_is_asked_by_names_and_not_by_ids(reads: str) -> None:
    asked = "theo văn bản: văn bản không nói rõ; đề nghị ghi mã đơn vị theo danh sách"
    with use(reads):
        assert doubt("owed_by", asked) == CHOOSE[reads]


def test_what_the_document_does_say_is_left_as_it_is() -> None:
    told = "cần ấn định ngày; văn bản chỉ nói: gắn với hội nghị tổng kết"
    with use("en"):
        assert doubt("due", told) == (
            "Due: a day has to be set; the document says only: gắn với hội nghị tổng kết."
        )
