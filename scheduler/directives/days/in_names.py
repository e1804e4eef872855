"""Days that are names: “Trường Mầm non 19/5”, “đường 30/4”, “Xí nghiệp may 27/7”."""

import re

_KIND = (
    r"(?: (?:mầm non|mẫu giáo|tiểu học|trung học|cơ sở|phổ thông|thcs|thpt|liên cấp|dân tộc|nội trú|bán trú|dạy nghề"
    r"|cao đẳng|trung cấp|đa khoa|cổ phần|tnhh|may|dệt|in|giấy|gốm|chè|cao su|cơ khí|nông nghiệp|xây dựng|văn hóa"
    r"|thể thao|thiếu nhi|măng non|số \d{1,2}))*"
)
_NAMED = re.compile(
    r"(?<!\bcác )(?<!mọi )(?<!mỗi )(?<!từng )(?<!khối )(?<!cụm )(?<!những )(?<!nhà )(?<!cấp )(?<!bậc )"
    r"\b(?:(?:trường|nông trường|lâm trường|quảng trường|bệnh viện|xí nghiệp|nhà máy|xưởng|hợp tác xã|htx|công ty"
    rf"|nhà văn hóa|cung thiếu nhi|sân vận động|tập đoàn|trung tâm|câu lạc bộ){_KIND}"
    r"|đường|phố|đại lộ|công viên|cầu|chợ|hồ|khu phố|khu tập thể) $"
)
_LONGEST = 60  # letters of the words before a day in its name


def is_of_a_name(low: str, at: int) -> bool:
    """Whether a day and month printed at `at`, without “ngày” and year, is the name of a body or place."""
    return bool(_NAMED.search(low, max(0, at - _LONGEST), at))
