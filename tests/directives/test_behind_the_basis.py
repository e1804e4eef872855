"""What a paragraph asks behind the words on which it rests: “Căn cứ …, Sở Nội vụ đề nghị …”."""

import pytest

from tests.directives.letters import dues, read_letter

_DUE = [("so_ket", "2024-06-15")]


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 10/01/2024 của tỉnh, Sở Nội vụ đề nghị các đơn vị gửi báo cáo sơ kết"
        " trước ngày 15/6/2024.",
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 10/01/2024. Sở Nội vụ yêu cầu các đơn vị nộp báo cáo sơ kết trước 15/6.",
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2024 của tỉnh về phong trào thi đua, khen thưởng, Sở Nội vụ đề"
        " nghị các đơn vị gửi báo cáo sơ kết trước ngày 15/6/2024.",
        "Theo đề nghị của Sở Nội vụ, các đơn vị gửi báo cáo sơ kết trước ngày 15/6/2024.",
        "Căn cứ kết quả đợt 1, các cụm, khối tổ chức sơ kết xong trước ngày 15/6/2024.",
        "Thực hiện Chỉ thị số 02/CT-TTg ngày 05/01/2024, để kịp tổng hợp, đề nghị các xã gửi báo cáo sơ kết trước"
        " ngày 15/6/2024.",
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 10/01/2024, trong đó yêu cầu gửi báo cáo sơ kết trước ngày 10/6/2024. Nay"
        " Sở Nội vụ đề nghị các đơn vị gửi báo cáo sơ kết trước ngày 15/6/2024.",
    ],
)
def test_a_basis_with_somebody_who_asks(body: str) -> None:
    assert dues(body) == _DUE


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022 và các nghị định hướng dẫn thi hành;",
        "Căn cứ Quyết định số 10/QĐ-UBND ngày 10/01/2024 của Ủy ban nhân dân tỉnh về việc ban hành Kế hoạch tổng kết"
        " thi đua trước ngày 15/12/2024;",
        "Thực hiện Kế hoạch số 01/KH-UBND ngày 02/01/2024 của UBND tỉnh về tổ chức hội nghị tổng kết ngày 20/12/2024.",
        "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 10/01/2024.",
    ],
)
def test_a_basis_alone_asks_nothing(body: str) -> None:
    read = read_letter(body)
    assert (read.deadlines, read.unplaced) == ((), ())


def test_what_a_basis_leads_to_and_is_not_read_is_told() -> None:
    read = read_letter(
        "Căn cứ Kế hoạch số 15/KH-UBND, các đơn vị rà soát số lượng mô hình trước ngày 15/6."
    )
    assert [note.text[:10] for note in read.unplaced] == ["các đơn vị"]
