"""Words beside a time that make it no due: figures, other documents, days that are kept, targets, news, years gone."""

import re

# In front of a time, whatever bounds it: how figures are counted, what is shut out.
FIGURES = re.compile(r"(?:số liệu|chốt|\btính|lấy|\bquá)(?! (?:phải|gửi))[^.;,:\n]{0,25}$")
# In front of one that nothing bounds: another document, a day that is kept, a term, a target.
OTHER_MATTER = re.compile(
    r"\bsố:? ?\d[^.;:\n]{0,60}$|(?:thay (?:thế|cho)|bãi bỏ|hiệu lực)[^.;\n]{0,80}$"
    r"|(?:chỉ thị|nghị quyết|quyết định|công văn|thông báo|thông tư|nghị định|kết luận|luật|công điện|tờ trình)\b"
    r"[^.;:\n]{0,60}\bngày $"
    r"|(?:kỷ niệm|chào mừng|\bmừng|nhân dịp|hưởng ứng|thành tích|hướng tới|thành lập|truyền thống|quốc khánh|quốc tế"
    r"|ngày hội|\bdịp|ngày sinh|ngày toàn|giải phóng|cách mạng|chiến thắng|thương binh)[^.;\n]{0,90}$"
    r"|(?:nhiệm kỳ|giai đoạn|năm học|học kỳ|\bsinh|đường|phố)(?: ngày)? ?$"
)
AIMS = re.compile(r"(?:phấn đấu|mục tiêu|chỉ tiêu|\bđạt)\b[^.;\n]{0,120}$")
# Behind a time: how things stood, and what is to be reached.
STOOD = re.compile(
    r"\W*(?:(?:năm (?:học )?)?trước (?!ngày|khi|\d)|năm (?:học )?trước\b|mới|vẫn|còn|đã|có (?:\d|hai|ba|bốn|nhiều)"
    r"|toàn (?:tỉnh|huyện)|(?:phải )?đạt)\b| (?:tổng )?số (?!liệu)"
)
# “… sang ngày 25/11”: the day given up; “ngày 20/5 Hội đồng đã họp …”, “ngày 01/10, Chủ tịch ban hành Chỉ thị số …”
NEWS = re.compile(
    r" sang (?:ngày )?\d"
    r"|,? (?:(?!gửi|nộp|báo cáo|đăng ký|hoàn thành|tổ chức|triển khai)[^,.;:\n]){0,80}?\b(?:đã \w|(?:ký )?ban hành"
    r" (?:chỉ thị|kế hoạch|quyết định|công văn) số)"
)
# “Năm 2015, toàn tỉnh có 17 đơn vị không gửi báo cáo trước ngày 25/11/2015”
YEAR = re.compile(r"\W*(?:trong )?năm (20\d\d)\b,? (?!và|-)")
