"""The theme stands under or behind “Chủ đề”; slogans on banners and themes to be chosen are none."""

import pytest

from tests.directives.letters import read_letter

THEMES = [
    (
        "Chủ đề: Đoàn kết, kỷ cương, sáng tạo, phát triển",
        "Đoàn kết, kỷ cương, sáng tạo, phát triển",
    ),
    ("Chủ đề thi đua năm 2024: “Kỷ cương, sáng tạo”.", "Kỷ cương, sáng tạo"),
    (
        "CHỦ ĐỀ\n“Kỷ cương, sáng tạo, hiệu quả”\n\n1. Nội dung thi đua",
        "Kỷ cương, sáng tạo, hiệu quả",
    ),
    (
        "I. CHỦ ĐỀ\nKỷ cương, sáng tạo, hiệu quả\n\nII. NỘI DUNG\n1. Thi đua",
        "Kỷ cương, sáng tạo, hiệu quả",
    ),
    (
        "1. Chủ đề\n- Kỷ cương, sáng tạo, hiệu quả.\n\n2. Nội dung\nThi đua",
        "Kỷ cương, sáng tạo, hiệu quả",
    ),
    (
        "I. CHỦ ĐỀ THI ĐUA\n\nĐOÀN KẾT - SÁNG TẠO - PHÁT TRIỂN\n\nII. NỘI DUNG\n1. Thi đua",
        "ĐOÀN KẾT - SÁNG TẠO - PHÁT TRIỂN",
    ),
    (
        "1. Chủ đề:\n“Kỷ cương, sáng tạo”\n2. Khẩu hiệu tuyên truyền: “Toàn dân thi đua lập thành tích”",
        "Kỷ cương, sáng tạo",
    ),
    (
        "2. Khẩu hiệu tuyên truyền\n- “Thi đua là yêu nước, yêu nước phải thi đua”\n- “Nhiệt liệt chào mừng Đại hội”",
        None,
    ),
    ("Treo băng rôn, khẩu hiệu: “Nhiệt liệt chào mừng Quốc khánh 2/9”.", None),
    (
        "Phát động phong trào thi đua với chủ đề\n“Kỷ cương, sáng tạo” trong toàn tỉnh.",
        "Kỷ cương, sáng tạo",
    ),
    (
        "Phong trào thi đua năm 2024 có chủ đề là: Kỷ cương, trách nhiệm, hiệu quả.",
        "Kỷ cương, trách nhiệm, hiệu quả",
    ),
    (
        "Phong trào thi đua năm 2024 lấy chủ đề “Kỷ cương, trách nhiệm”; khẩu hiệu hành động “Ba nhất”.",
        "Kỷ cương, trách nhiệm",
    ),
    (
        "Thi đua theo tinh thần đổi mới. Tuyên truyền bằng khẩu hiệu trực quan: “Quyết tâm thắng lợi”.",
        None,
    ),
    ("Các đơn vị tổ chức tuyên truyền theo chủ đề từng tháng.", None),
    (
        "Chủ đề năm 2024 của tỉnh được xác định: 'Kỷ cương, đổi mới, bứt phá'.",
        "Kỷ cương, đổi mới, bứt phá",
    ),
    (
        'Chủ đề thi đua: "Kỷ cương,\nsáng tạo,\nhiệu quả"\nĐợt 1: từ ngày 1/3/2024 đến 30/6/2024',
        "Kỷ cương, sáng tạo, hiệu quả",
    ),
    (
        "1. Khẩu hiệu của đợt thi đua: “Tự hào tiến bước - Mỗi người một việc”.",
        "Tự hào tiến bước - Mỗi người một việc",
    ),
    ("1. Chủ đề của đợt thi đua này: “Kỷ cương, sáng tạo”.", "Kỷ cương, sáng tạo"),
    ("1. Chủ đề của đợt 1: “Kỷ cương, sáng tạo”.", None),
    ("1. Khẩu hiệu của đợt thi đua chào mừng 30/4: “Kỷ cương, sáng tạo”.", None),
    (
        "* Chủ đề\nKỷ cương - Sáng tạo - Hiệu quả.\n* Mục tiêu\nPhấn đấu hoàn thành",
        "Kỷ cương - Sáng tạo - Hiệu quả",
    ),
    ("1. Chủ đề thi đua\nCăn cứ tình hình, các đơn vị chọn chủ đề phù hợp.\n2. Nội dung", None),
    (
        "Hưởng ứng phong trào “Cả nước chung sức xây dựng nông thôn mới” do Thủ tướng phát động.",
        None,
    ),
]


@pytest.mark.parametrize(("body", "theme"), THEMES)
def test_theme(body: str, theme: str | None) -> None:
    assert read_letter(f"{body}\n\nPhong trào thi đua sôi nổi.").header.theme.value == theme
