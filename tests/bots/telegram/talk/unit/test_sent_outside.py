"""The standing body enters in the chat what it sent to somebody outside: it waits for nobody."""

from tests.bots.telegram.talk.conftest import make_town
from tests.build import duty

OWN = {"owed_by": {"ids": ["co-quan-thuong-truc"]}, "to": {"name": "Bộ Nội vụ"}}


def test_sent_outside_ends_in_the_chat_of_who_sent_it(sqlite_files):
    town = make_town(sqlite_files, duty("bc", proof=["number", {"form": "Mẫu số 01"}], **OWN))
    standing = town.phone("100")
    standing.command("/nop")
    standing.press("1. Báo cáo bc")
    standing.say("125/BC-SNV")
    told = "\n".join(standing.press("Gửi"))

    assert "Đã ghi nhận việc gửi đến Bộ Nội vụ; nhiệm vụ kết thúc tại đây." in told
    assert "Cơ quan thường trực được báo ngay" not in told
    assert "Báo cáo bc" not in "\n".join(standing.command("/duyet"))
