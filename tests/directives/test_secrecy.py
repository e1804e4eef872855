"""A document marked as a state secret is known by its stamp, and no other document is taken for one."""

import unicodedata
from pathlib import Path

import pytest

from scheduler.directives.head.secrecy import require_open, secrecy_of
from scheduler.directives.page.source import Source
from scheduler.errors import Secrecy, SecretDocument

SECRET, HIGHLY, TOP = Secrecy
HERE = Path(__file__).parent
LETTER = """{before}ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
{left}
Số: 210/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phú Thọ, ngày 15 tháng 01 năm 2024
{right}
KẾ HOẠCH
Phát động phong trào thi đua năm 2024
Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
{body}
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
"""


def letter(*, before: str = "", left: str = "---", right: str = "---", body: str = "---") -> str:
    """A plan with something in one of its places."""
    return LETTER.format(before=f"{before}\n" if before else "", left=left, right=right, body=body)


STAMPS = [
    ("MẬT", SECRET),
    ("TỐI MẬT", HIGHLY),
    ("TUYỆT MẬT", TOP),
    ("Mật", SECRET),
    ("Tối mật", HIGHLY),
    ("Tuyệt mật", TOP),
    ("M Ậ T", SECRET),
    ("T Ố I   M Ậ T", HIGHLY),
    ("T U Y Ệ T  M Ậ T", TOP),
    ("[MẬT]", SECRET),
    ("( MẬT )", SECRET),
    ("**TUYỆT MẬT**", TOP),
    ("│ MẬT │", SECRET),
    ("┌──────┐\n│ TỐI MẬT │\n└──────┘", HIGHLY),
    ("╔════════╗\n║  MẬT  ║\n╚════════╝", SECRET),
    ("| TUYỆT MẬT |", TOP),
    ("★ MẬT ★", SECRET),
    ("TUYỆT\nMẬT", TOP),
    ("TỐI\nMẬT", HIGHLY),
    ("HỎA TỐC - MẬT", SECRET),
    ("MẬT – KHẨN", SECRET),
    ("TỐI MẬT/HỎA TỐC", HIGHLY),
    ("MẬT     Bản số: 01", SECRET),
    ("Độ mật: Mật", SECRET),
    ("Độ mật: Tối mật", HIGHLY),
    ("ĐỘ MẬT: TUYỆT MẬT", TOP),
    ("Độ mật: A", TOP),
    ("Độ mật: B", HIGHLY),
    ("ĐỘ MẬT: C", SECRET),
    ("Độ mật:\nTối mật", HIGHLY),
    ("Mức độ mật - Mật", SECRET),
    ("Dấu chỉ độ mật: MẬT", SECRET),
    ("Độ mật: ☐ Tuyệt mật ☐ Tối mật ☒ Mật", SECRET),
    ("Độ mật: [x] Tuyệt mật [ ] Tối mật [ ] Mật", TOP),
    ("Độ mật: Mật; Độ khẩn: Hỏa tốc", SECRET),
    ("TÀI LIỆU MẬT", SECRET),
    ("VĂN BẢN TỐI MẬT", HIGHLY),
    ("MAÄT", SECRET),  # VNI
    ("TUYEÄT MAÄT", TOP),
    ("TOÁI MAÄT", HIGHLY),
    ("MËT", SECRET),  # TCVN3
    ("TUYÖT MËT", TOP),
    ("TUYET MAT", TOP),  # a scanner lost the accents
    ("TÔI MÂT", HIGHLY),
    (unicodedata.normalize("NFD", "TUYỆT MẬT"), TOP),
    ("TUYỆT\u00a0MẬT", TOP),
    ("T\u200bỐI MẬT\u200b", HIGHLY),
    ("Số: 15-KH/BTGTU MẬT", SECRET),
    ("MẬT Số: 15-KH/BTGTU", SECRET),
    ("Số: 12/KH-UBND (Mật)", SECRET),
    ("MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SECRET),
    ("| UBND TỈNH | TỐI MẬT | ĐẢNG CỘNG SẢN VIỆT NAM |", HIGHLY),
    ("MẬT (BẢN SỐ 01)", SECRET),
    ("MẬT, KHẨN", SECRET),
    ("KHẨN, TỐI MẬT", HIGHLY),
    ("Số 15-KH/TU, MẬT", SECRET),
    ("TÀI LIỆU: MẬT", SECRET),
    ("MẬT MẬT", SECRET),  # bold, printed twice
    ("TUYỆT MẬT TUYỆT MẬT", TOP),
    ("(Độ mật: Tối mật)", HIGHLY),
    ("TỐl MẬT", HIGHLY),  # a scanner's letters and figures
    ("T0I MAT", HIGHLY),
    ("MẬT Trang 1/5", SECRET),
    ("TỐI MẬT Phú Thọ, ngày 15 tháng 01 năm 2024", HIGHLY),
    ("MẬT ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", SECRET),
    ("Độ khẩn: Hỏa tốc - Độ mật: Tối mật", HIGHLY),
    ("Độ khẩn: Hỏa tốc Độ mật: Tối mật", HIGHLY),
    ("Số: 12/KH-UBND Độ mật: Mật", SECRET),
    ("Độ mật: Mật, bản số 3", SECRET),
    ("Độ mật: Mật (từ ngày 01/01/2024)", SECRET),
    ("Độ mật: Tuyệt mật; thời hạn bảo vệ: 30 năm", TOP),
    ("ＭẬＴ", SECRET),
]


@pytest.mark.parametrize(("stamp", "level"), STAMPS, ids=[repr(one) for one, _level in STAMPS])
@pytest.mark.parametrize("place", ["before", "left", "right"])
def test_stamp_in_the_head_is_seen(stamp: str, level: Secrecy, place: str) -> None:
    assert secrecy_of(Source(letter(**{place: stamp}))) is level


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "│ MẬT │"])
def test_stamp_that_was_read_last_is_seen(stamp: str) -> None:
    """A text layer may give what floats over a page behind the text."""
    assert secrecy_of(Source(letter() + f"\n{stamp}\n")) is not None


@pytest.mark.parametrize(("stamp", "level"), STAMPS[:30], ids=[one for one, _level in STAMPS[:30]])
def test_stamp_beside_the_text_is_seen(stamp: str, level: Secrecy) -> None:
    assert secrecy_of(Source(letter(), beside=f"Trang 1\n{stamp}")) is level


# A stamp stands below the name of any office and above any word, not only where no word of two syllables could be cut.
ABOVE = (
    "THÀNH PHỐ HÀ NỘI",
    "TỈNH HẢI DƯƠNG",
    "TỈNH BÌNH DƯƠNG",
    "HUYỆN VĨNH BẢO",
    "HUYỆN ĐỨC CƠ",
    "XÃ NGHĨA HỒNG",
)
BELOW = (
    "HỎA TỐC",
    "THỦ TƯỚNG CHÍNH PHỦ",
    "VỤ TỔ CHỨC CÁN BỘ",
    "NGHỊ QUYẾT",
    "DANH SÁCH",
    "THU HỒI",
    "MÃ SỐ: 7",
    "Hòa Bình, ngày 15 tháng 01 năm 2024",
    "Hoa Lư, ngày 15 tháng 01 năm 2024",
    "Độ khẩn: Hỏa tốc",
)


@pytest.mark.parametrize("above", ABOVE)
def test_stamp_below_any_office_is_seen(above: str) -> None:
    text = letter(left="MẬT").replace("TỈNH PHÚ THỌ", above)
    assert secrecy_of(Source(text)) is SECRET


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("place", ["before", "left", "right"])
def test_stamp_above_any_word_is_seen(below: str, place: str) -> None:
    assert secrecy_of(Source(letter(**{place: f"MẬT\n{below}"}))) is SECRET


def test_of_several_stamps_the_highest_counts() -> None:
    assert secrecy_of(Source(letter(left="MẬT", right="TỐI MẬT"))) is HIGHLY


IN_A_HEAD = [
    "V/v bảo vệ bí mật nhà nước",
    "V/V BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
    "AN TOÀN, BẢO\nMẬT\nTHÔNG TIN",
    "BAN CƠ YẾU - NGÀNH\nMẬT\nMÃ",
    "CỤC MẬT MÃ DÂN SỰ",
    "BAN CƠ YẾU CHÍNH PHỦ",
    "Độ mật: Không",
    "Độ mật: Thường",
    "Độ mật:",
    "Độ mật: ……………",
    "Độ mật: ☐ Tuyệt mật ☐ Tối mật ☐ Mật",
    "Độ mật: Tuyệt mật/Tối mật/Mật",
    "Độ mật: A/B/C",
    "Độ khẩn: Hỏa tốc",
    "BỆNH VIỆN\nMẮT\nTỈNH PHÚ THỌ",
    "ỦY BAN\nMẶT\nTRẬN TỔ QUỐC",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "CÔNG TY MẬT ONG TAM ĐẢO",
    "MẬT ĐỘ DÂN SỐ",
    "MẬT DANH",
    "MẬT KHẨU",
    "(Kèm theo Kế hoạch số 05/KH-UBND (Mật) ngày 10/01/2024)",
    "Thay thế Kế hoạch số 12/KH-UBND, độ mật: Mật",
    "Số: 12/KH-UBND(M)",
    "Số: 210/KH-BMNN",
    "Số: 12/TT-BCA (A11)",
    "VỀ CÔNG TÁC BẢO MẬT",
    "TÀI LIỆU LƯU HÀNH NỘI BỘ",
    "TÀI LIỆU KHÔNG MẬT",
    "KHÔNG MẬT",
    "HỎA TỐC",
    "Bản số: 01",
    "V/v đăng ký thi đua khối các cơ quan\nbảo mật, cơ yếu",
    "KẾ HOẠCH THI ĐUA CỦA CỤC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
    "TRUNG TÂM AN NINH MẠNG VÀ BẢO\nMẬT THÔNG TIN",
    "TỔ CÔNG TÁC AN TOÀN, BẢO\nMẬT CƠ SỞ DỮ LIỆU THI ĐUA",
    "VĂN PHÒNG ĐĂNG KÝ, BẢO\nMẬT SỞ NỘI VỤ",
    "BỆNH VIỆN GAN\nMẬT\nTRUNG ƯƠNG",
    "HỢP TÁC XÃ ONG\nMẬT\nHOA RỪNG",
    "HỢP TÁC XÃ SẢN XUẤT ĐƯỜNG\nMẬT\nPHÚ THỌ",
    "HỘI NUÔI ONG LẤY MẬT\nHUYỆN TAM NÔNG",
    "XÃ VÂN MẬT",
    "Mật Sơn, ngày 03 tháng 02 năm 2024",
    "Độ khẩn: Thường; Độ mật: Thường",
    "Độ mật: (ghi Mật, Tối mật hoặc Tuyệt mật)",
    "Độ mật: Mật (nếu có)",
    "Độ mật: Mật, Tối mật, Tuyệt mật",
    "Phiếu trình: Độ mật  [ ] Mật  [ ] Tối mật  [ ] Tuyệt mật",
    "BẢNG CHẤM ĐIỂM CÔNG TÁC BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC NĂM 2024",
    "QUY CHẾ BẢO\nMẬT\nĐỀ THI",
    "PHONG TRÀO “THÂN\nMẬT\nVỚI NHÂN DÂN”",
    "Về việc tặng Kỷ niệm chương “Vì sự nghiệp bảo vệ bí mật nhà nước”",
    "Tổ giúp việc, phòng Hành chính - Tổ chức - Bảo mật",
    "Mật danh: “Sông Lô 24”",
]
IN_A_BODY = [
    "1. Thực hiện nghiêm quy định về bảo vệ bí mật nhà nước.",
    "2. Bảo đảm mật độ cây xanh đô thị đạt 12 m2/người.",
    "3. Đổi mật khẩu hệ thống 90 ngày một lần.",
    "4. Công tác cơ mật, cơ yếu được duy trì.",
    "5. Thực hiện giải mật tài liệu lưu trữ theo quy định.",
    "Căn cứ Kế hoạch số 15/KH-UBND (Mật) ngày 02/01/2024 của Ủy ban nhân dân tỉnh;",
    "Căn cứ Chỉ thị số 05-CT/TU (MẬT) ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy;",
    "Căn cứ Công văn mật số 22/CV-BCA;",
    "Nơi nhận:\n- Bộ Công an (mật);\n- Lưu: VT (mật).",
    "- Lưu: VT, hồ sơ mật.",
    "Tài liệu, vật chứa bí mật nhà nước độ Tuyệt mật, Tối mật, Mật được giao nhận theo quy định.",
    "Văn bản mật gửi theo đường cơ yếu, không gửi qua trục liên thông.",
    "Báo cáo có nội dung mật đề nghị gửi bản giấy.",
    "Phân loại theo ba độ: Tuyệt mật, Tối mật và Mật.",
    "a) Tuyệt mật: 03 văn bản;\nb) Tối mật: 05 văn bản;\nc) Mật: 12 văn bản.",
    "| STT | Loại | Số lượng |\n| 1 | MẬT | 12 |\n| 2 | TỐI MẬT | 3 |",
    "Dấu chỉ độ mật gồm:\nTUYỆT MẬT\nTỐI MẬT\nMẬT",
    "Văn bản\nĐộ mật\nKế hoạch phòng thủ\nMẬT\nPhương án bảo vệ\nMẬT",
    "Người giữ chức vụ bảo mật\nMật vụ",
    "Phong trào “Ba không, bốn\nmật” do đơn vị phát động.",
    "Nâng cao cảnh giác, giữ gìn bí\nmật nhà nước, bí mật công tác.",
    "GIỮ GÌN BÍ\nMẬT\nNHÀ NƯỚC",
    "Mật ong, sáp ong là sản phẩm OCOP của huyện.",
    "Ung thư gan, mật, tụy.",
    "SIÊU ÂM GAN\nMẬT\nTỤY",
    "Thân mật\nMật thiết với Nhân dân",
    "Không soạn thảo văn bản có độ mật trên máy tính nối mạng Internet.",
    "Độ mật: do người ký văn bản quyết định theo Điều 10 của Luật.",
    "- Độ mật: Mật (nếu có) ghi ở góc trái.",
    "Ký hiệu A, B, C đóng ngoài bì văn bản tương ứng độ Tuyệt mật, Tối mật, Mật.",
    "Đơn vị làm lộ tài liệu “MẬT” thì không xét thi đua.",
    "Đề thi được bảo mật tuyệt đối; túi đựng đề đóng dấu niêm phong.",
    "Đề thi là tài liệu tối mật cho đến khi mở niêm phong.",
    "Thi đua giữ vững liên lạc bí mật, an toàn, thông suốt.",
    "MẬT PHỤC, TUẦN TRA",
    "Đăng ký thi đua: trước 15/3/2024 (bảo mật thông tin cá nhân).",
    "ĐƯỜNG MẬT",
    "TUYỆT ĐỐI BẢO MẬT",
    "TỐI ƯU BẢO MẬT",
    "Hội nghị mật",
    "Thời hạn giải mật: 10 năm.",
    "Hồ sơ khen thưởng có nội dung\nMật\nđược gửi riêng theo quy định.",
    "Tiêu chí 7. Không để lộ, lọt bí\nMẬT\nnhà nước: 5 điểm.",
    "| 7 | Bảo mật | 5 điểm |\n| 8 | Giữ gìn bí mật nhà nước | 5 điểm |",
    "Mẫu số 05\nĐộ mật: ……\nBÁO CÁO THÀNH TÍCH",
    "- Hồ sơ độ mật: gửi Ban Thi đua - Khen thưởng Trung ương qua cơ yếu.",
    "Danh mục bí mật nhà nước\nMật\nTối mật\nTuyệt mật",
    "Sản phẩm OCOP 4 sao: mật ong hoa nhãn; mật mía.",
    "Quân dân một lòng,\nMẬT\nTHIẾT GẮN BÓ",
    "1. MẬT ĐỘ CHĂN NUÔI",
    "Tìm hiểu Luật Bảo vệ bí mật nhà nước; hạn gửi bài 30/9/2024.",
    "TỔ 1 - MẬT THƯ\nTỔ 2 - GIẢI MẬT MÃ",
    "MẬT THƯ",
    "Khối 3: Cục Cơ yếu, Phòng Mật mã, Trung tâm Chứng thực số.",
    "3. Đơn vị để mất tài liệu mật thì trừ 20 điểm.",
    "BÍ MẬT NHÀ NƯỚC",
    "KHÔNG SAO CHỤP, BẢO MẬT",
    "Nơi nhận:\n- Như trên;\n- Phòng Bảo mật;\n- Lưu: VT, mật.",
    "Dự án Khu đô thị MẬT ĐỘ THẤP",
]


@pytest.mark.parametrize("line", IN_A_HEAD)
@pytest.mark.parametrize("place", ["before", "left", "right"])
def test_words_in_a_head_are_no_stamp(line: str, place: str) -> None:
    assert secrecy_of(Source(letter(**{place: line}))) is None


@pytest.mark.parametrize("line", IN_A_BODY)
def test_who_speaks_of_secrets_is_not_secret(line: str) -> None:
    assert secrecy_of(Source(letter(body=line))) is None


def test_lists_are_as_long_as_they_should_be() -> None:
    assert len(STAMPS) >= 30
    assert len(IN_A_HEAD) + len(IN_A_BODY) >= 60


def texts() -> list[Path]:
    found = [path for name in ("seeds", "corpus") for path in (HERE / name).rglob("*")]
    return sorted(path for path in found if path.suffix in (".txt", ".md", ".html"))


def test_no_public_text_is_refused() -> None:
    read = {path: path.read_text("utf-8", "replace") for path in texts()}
    assert len(read) > 60
    assert [path.name for path, text in read.items() if secrecy_of(Source(text))] == []


@pytest.mark.parametrize(
    "lifted",
    [
        "GIẢI MẬT",
        "ĐÃ GIẢI MẬT",
        "GIẢI MẬT\nTừ: 15/3/2024",
        "[ GIẢI MẬT ]",
        "GIẢI MẬT Từ: 01/02/2024",
    ],
)
def test_what_was_declassified_is_open(lifted: str) -> None:
    assert secrecy_of(Source(letter(left="MẬT", right=lifted))) is None
    assert secrecy_of(Source(letter(left="MẬT"), beside=lifted)) is None


@pytest.mark.parametrize(
    "said", ["GIẢI MẬT MỘT PHẦN", "Thời hạn giải mật: 10 năm", "Chưa giải mật", "giải mật"]
)
def test_what_is_to_be_declassified_is_not_open_yet(said: str) -> None:
    assert secrecy_of(Source(letter(left="MẬT", right=said))) is SECRET


def test_heading_of_a_secret_document_does_not_lift_its_stamp() -> None:
    assert secrecy_of(Source(letter(left="MẬT", body="GIẢI MẬT"))) is SECRET


def test_refusal_tells_the_level_and_nothing_else() -> None:
    source = Source(letter(left="TỐI MẬT"), "ke-hoach-dac-biet.docx")
    with pytest.raises(SecretDocument) as refused:
        require_open(source)
    assert vars(refused.value) == {"level": HIGHLY}
    assert "dac-biet" not in repr(refused.value) and refused.value.__cause__ is None
