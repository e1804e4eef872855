"""Calendar programs: the address each takes, and how old what it shows may be."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from scheduler.language import _, current

LOCAL = (
    "localhost",
    "127.0.0.1",
    "::1",
    "0.0.0.0",
    "::",
)  # as one listens, nobody elsewhere can call


@dataclass(frozen=True)
class Button:
    """One program: the address its button opens, what to press then, how old its copy may be."""

    client: str  # apple, google, outlook, office
    label: str
    href: str
    steps: str
    stale: str


@dataclass(frozen=True)
class Addresses:
    """The same feed as clients ask for it."""

    https: str
    alarms: str  # the same, with a reminder a day before
    webcal: str
    reaches_us: bool  # whether a server elsewhere can come here at all


def addresses(url: str) -> Addresses:
    """What to give to whom, in the language spoken here. `url` is the feed's, http or https."""
    spoken = "" if current() == "vi" else f"?lang={current()}"
    https, alarms = url + spoken, f"{url}{spoken}{'&' if spoken else '?'}nhac=1"
    webcal = f"webcal://{https.partition('://')[2]}"
    return Addresses(https, alarms, webcal, reaches_us(url))


def reaches_us(url: str) -> bool:
    """Whether that address leads here from other machines, too."""
    return urlsplit(url).hostname not in LOCAL


def say_here_only() -> str:
    """Why an address that does not is no good elsewhere, and what to do."""
    return _(
        "Địa chỉ này chỉ mở được trên chính máy chạy chương trình: điện thoại, Google và Outlook không tới được. "
        "Người quản trị cần đặt THIDUA_PUBLIC_URL."
    )


def buttons(given: Addresses, *, name: str, user_agent: str) -> list[Button]:
    """The buttons, the one for the reader's device first (told from its User-Agent)."""
    outlook = f"url={quote(given.https, safe='')}&name={quote(name, safe='')}"
    every_few = _("vài giờ đến hơn một ngày; không ép nhanh hơn được")
    found = [
        Button(
            "apple",
            _("iPhone, iPad, Mac, Thunderbird"),
            given.webcal,
            _("Máy hỏi “Đăng ký lịch?”: bấm Đăng ký."),
            _("từ 5 phút đến 1 tuần, tùy cài đặt Tìm nạp dữ liệu của máy; Thunderbird 30 phút"),
        ),
        Button(
            "google",
            _("Google Lịch (cả trên Android)"),
            f"https://calendar.google.com/calendar/r?cid={quote(given.webcal, safe='')}",
            _("Google hỏi có thêm lịch không: bấm Thêm. Trên điện thoại, mở bằng trình duyệt."),
            _("4 đến 24 giờ; không ép nhanh hơn được"),
        ),
        Button(
            "office",
            _("Outlook của cơ quan (Microsoft 365)"),
            f"https://outlook.office.com/calendar/0/addfromweb?{outlook}",
            _("Đăng nhập tài khoản cơ quan rồi bấm Nhập."),
            every_few,
        ),
        Button(
            "outlook",
            _("Outlook.com (cá nhân)"),
            f"https://outlook.live.com/calendar/0/addfromweb?{outlook}",
            _("Đăng nhập rồi bấm Nhập."),
            every_few,
        ),
    ]
    first = _client(user_agent)
    return sorted(found, key=lambda button: button.client != first)


def _client(user_agent: str) -> str:
    if any(name in user_agent for name in ("iPhone", "iPad", "Macintosh")):
        return "apple"
    if "Android" in user_agent:
        return "google"
    return "office" if "Windows" in user_agent else ""
