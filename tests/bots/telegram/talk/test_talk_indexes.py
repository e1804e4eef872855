"""A tap is answered as quickly after ten years as on the first day: no conversation reads all that ever was."""

from tests.scans import no_scans


def test_no_statement_of_a_conversation_scans_a_growing_table(town, head, standing):
    with no_scans(town.province.database):
        for command in ("/viec", "/lich", "/nop", "/giahan", "/uyquyen"):
            head.command(command)
        town.go("2024-07-22 08:00")
        head.press("Đã nhận")
        head.press("Đề nghị gia hạn")
        head.say("lùi 3 ngày làm việc")
        head.press("Đúng")
        head.say("Chờ số liệu của cục thống kê")
        town.pump()
        standing.press("Không đồng ý")
        standing.say("Đã quá nhiều lần")
        town.pump()
        head.command("/nop")
        head.press("Báo cáo bc")
        head.send("bao-cao.pdf", caption="18/BC-STC")
        head.press("Gửi")
        town.pump()
        standing.press("Trả lại")
        standing.say("Thiếu biểu mẫu 2")
        town.pump()
        for command in ("/tinhhinh", "/duyet", "/nhac", "/yeucau", "/huy"):
            standing.command(command)
