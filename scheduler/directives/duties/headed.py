"""Who owes what stands under a heading: “1. Các sở, ban, ngành tỉnh”, “Đối với Ủy ban nhân dân các xã:”."""

import re

from scheduler.directives.duties.people import who_in
from scheduler.directives.page.structure import Paragraph, Structure

_LONGEST = 160
# A heading that is the name of a body and nothing else.
_BODY = re.compile(
    r"\W*(?:(?:đối với|riêng|trách nhiệm|nhiệm vụ|giao|đề nghị|yêu cầu)(?: của)? )*"
    r"(?P<who>(?:(?:các|những|mỗi|từng) )*(?:thủ trưởng|chủ tịch|giám đốc|hiệu trưởng|bí thư"
    r"|trưởng (?:các |khối |cụm |phòng |ban |thôn |ấp )|cơ quan|đơn vị|địa phương|sở|ban|ngành|phòng(?! chống|,)"
    r"|khối|cụm|công đoàn|liên đoàn|đoàn (?=thanh|thể|trường|viên)|ubnd|ủy ban|đảng ủy|chi bộ|tổ (?!chức)|văn phòng"
    r"|tổ chức (?=chính trị|đoàn thể|đảng)|trung tâm|trường\b|bệnh viện|thành viên|tỉnh đoàn|huyện đoàn|xã\b|phường\b"
    r"|thôn\b|vụ\b|cục\b|công an|bộ chỉ huy|thanh tra(?! việc)|kho bạc|bảo hiểm|ngân hàng|doanh nghiệp|công ty"
    r"|giáo viên|báo (?!cáo)|hội đồng|hội (?!nghị|thi|thao|đồng)|cá nhân|tập thể)"
    r"(?:(?! (?:đề nghị|yêu cầu|giao) )[^:;.])*?)(?: (?:có )?(?:trách nhiệm|nhiệm vụ)| thực hiện)?\W*"
)
_NO_BODY = re.compile(
    r"báo cáo|\bgửi\b|\bnộp\b|hoàn thành|hồ sơ|thời (?:gian|hạn)|phong trào|nội dung|đợt|chỉ tiêu|kinh phí|\d/\d"
    r"|hội nghị|ban hành|kế hoạch|chương trình|phát động|như sau|sau đây"
)
# “…, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:” opens the letter: nobody owes what follows for it.
_OPENS_LETTER = re.compile(
    r"như sau|sau đây|ban hành|\bcụ thể\b|phát động|(?:xây dựng|đề ra) (?:kế|chương)"
)


def who_above(structure: Structure, paragraph: Paragraph) -> str | None:
    """The body named by the nearest heading or lead-in over a paragraph; None where none names one."""
    view = structure.view
    for lead in structure.lead_ins(paragraph):
        words = view.low[lead.body : lead.end]
        if len(words) > _LONGEST:
            continue
        named = _BODY.fullmatch(words)
        if named and not _NO_BODY.search(words):
            begin = lead.body + named.start("who")
            return view.words(begin, lead.body + named.end("who"))
        if words.endswith(":") and not _OPENS_LETTER.search(words):
            said = who_in(view, lead.start, lead.end)
            if said:
                return said
    return None
