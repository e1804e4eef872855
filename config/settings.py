"""Settings: THIDUA_… of the environment, read once at start; every fault is told at once.

A secret may stand in a file instead: THIDUA_NAME_FILE names it. Modules are given values, never this class.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    DirectoryPath,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)

from bots.mail.address import is_address
from calendars.pages.clients import reaches_us
from config.database_url import as_database_url, passwords_of
from scheduler.errors import SettingsInvalid
from scheduler.language import LANGUAGES, _

PREFIX = "THIDUA_"
TOKEN, TOKENS = "THIDUA_TELEGRAM_TOKEN", "THIDUA_TELEGRAM_TOKENS"
HERE = Path(__file__).parent


def _web(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ValueError("web_url")
    return url.rstrip("/")


def _proxy(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https", "socks5", "socks5h"):
        raise ValueError("proxy_url")
    return url


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("zone") from error
    return name


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
        raise ValueError("webhook_secret")
    return secret


def _tokens(secret: SecretStr) -> SecretStr:
    """What is not LANE=TOKEN would be passed over without a word."""
    if any("" in part.partition("=") for part in _parts(secret.get_secret_value())):
        raise ValueError("tokens")
    return secret


def _sender(address: str | None, info: ValidationInfo) -> str | None:
    """Server and sender are set together, or there is no mail."""
    host = info.data.get("smtp_host")
    if bool(host) != bool(address) or (address and not is_address(address)):
        raise ValueError("smtp_from")
    return address


Url = Annotated[str, AfterValidator(_web)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseModel):
    """All there is to set. The description of each is its help, in README too."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    database_url: Annotated[str, AfterValidator(as_database_url)] = Field(
        default="sqlite:///thidua.sqlite3",
        description="cơ sở dữ liệu: sqlite:///TỆP hoặc postgresql://…",
    )
    config_dir: DirectoryPath | None = Field(
        default=None,
        description="thư mục của cơ quan: units/, campaigns/; policies.yaml, anniversaries.yaml, workdays/,"
        " templates/ nếu khác bản có sẵn; mặc định là thư mục thidua-config ở nơi chạy lệnh",
    )
    telegram_token: SecretStr | None = Field(
        default=None, description="mã của bot Telegram dùng cho mọi cơ quan phát động (bí mật)"
    )
    telegram_tokens: Annotated[SecretStr, AfterValidator(_tokens)] | None = Field(
        default=None,
        description="mã riêng của từng kênh: “tg-lai-chau=… tg-phu-tho=…” (bí mật)",
    )
    telegram_base_url: Url = Field(
        default="https://api.telegram.org", description="máy chủ Bot API"
    )
    telegram_base_file_url: Url | None = Field(
        default=None, description="máy chủ tệp của Bot API, nếu khác máy chủ Bot API"
    )
    telegram_proxy: Annotated[str, AfterValidator(_proxy)] | None = Field(
        default=None, description="proxy tới Telegram: http://… hoặc socks5://…"
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        default=None,
        description="mã Telegram phải trình khi gọi đến (bí mật); có mã này và public_url thì nhận tin bằng webhook",
    )
    smtp_host: str | None = Field(
        default=None, description="máy chủ gửi thư; không đặt thì không nhắc bằng thư điện tử"
    )
    smtp_port: Port = Field(default=587, description="cổng của máy chủ gửi thư")
    smtp_user: str | None = Field(default=None, description="tên đăng nhập máy chủ gửi thư")
    smtp_password: SecretStr | None = Field(
        default=None, description="mật khẩu máy chủ gửi thư (bí mật)"
    )
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="mã hóa đường tới máy chủ gửi thư: starttls, tls (cổng 465) hoặc none (chỉ trong mạng nội bộ)",
    )
    smtp_from: Annotated[str | None, AfterValidator(_sender)] = Field(
        default=None, description="địa chỉ thư gửi đi, cũng là người tổ chức của các hạn trong lịch"
    )
    files_dir: Path | None = Field(
        default=None,
        description="thư mục giữ tệp báo cáo nhận được và văn bản đã tải lên; mặc định nằm cạnh cơ sở dữ liệu"
        "; của riêng một cơ sở dữ liệu, tệp không thuộc báo cáo, văn bản nào bị xóa sau 14 ngày",
    )
    http_host: str = Field(default="127.0.0.1", description="địa chỉ nghe của trang và lịch")
    http_port: Port = Field(default=8080, description="cổng nghe của trang và lịch")
    public_url: Url | None = Field(
        default=None,
        description="địa chỉ công khai, dùng trong liên kết lịch gửi cho người đọc"
        "; không đặt thì bot không cấp liên kết",
    )
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="Asia/Ho_Chi_Minh", description="múi giờ khi giờ gõ vào không kèm múi giờ"
    )
    lang: Literal["vi", "en"] = Field(default="vi", description="ngôn ngữ: vi hoặc en")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="mức ghi nhật ký"
    )

    @property
    def base_url(self) -> str:
        """Where people find us, without a slash at the end."""
        return self.public_url or f"http://{self.http_host}:{self.http_port}"

    @property
    def outside_url(self) -> str:
        """The same for people at other machines; empty while nobody has set how they come here."""
        return self.base_url if self.public_url or reaches_us(self.base_url) else ""

    @property
    def office_dir(self) -> Path:
        """The office's own folder, which need not be there unless it was set."""
        return self.config_dir or Path("thidua-config")

    def token(self, lane: str) -> str | None:
        """The bot token of a lane: its own, else the one for all; None without either."""
        common = self.telegram_token.get_secret_value() if self.telegram_token else None
        return self._own_tokens.get(lane, common)

    def token_source(self, lane: str) -> str:
        """The name of the setting that the token of a lane comes from."""
        return TOKENS if lane in self._own_tokens else TOKEN

    @property
    def lanes_with_tokens(self) -> tuple[str, ...]:
        """Lanes that have a token of their own; the names may be mistyped."""
        return tuple(self._own_tokens)

    @property
    def _own_tokens(self) -> dict[str, str]:
        return dict(_pairs(self.telegram_tokens.get_secret_value())) if self.telegram_tokens else {}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be logged."""
        common = [self.telegram_token.get_secret_value()] if self.telegram_token else []
        addresses = (
            self.telegram_base_url,
            self.telegram_base_file_url,
            self.telegram_proxy,
            self.public_url,
        )
        parts = [urlsplit(address).password for address in addresses if address]
        inside = [spelt for part in parts if part for spelt in (part, unquote(part))]
        passwords = [*inside, *passwords_of(self.database_url)]
        hook = self.telegram_webhook_secret
        hooks = [hook.get_secret_value()] if hook else []
        if self.smtp_password:
            passwords.append(self.smtp_password.get_secret_value())
        return (*common, *self._own_tokens.values(), *hooks, *passwords)


NAMES = {PREFIX + name.upper(): name for name in Settings.model_fields}


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the environment. Raises SettingsInvalid with every fault."""
    faults: list[tuple[str, str]] = []
    values = dict(_values(environ, faults))
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        for fault in error.errors():
            name = PREFIX + str(fault["loc"][0]).upper()
            faults.append((name, _reason(fault["type"], str(fault["msg"]))))
        raise SettingsInvalid(tuple(faults)) from None  # the cause would show secrets
    if faults:
        raise SettingsInvalid(tuple(faults))
    return settings


def _values(environ: Mapping[str, str], faults: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in sorted(environ.items()):
        if not name.startswith(PREFIX):
            continue
        if name in NAMES:
            yield NAMES[name], value
        elif name.removesuffix("_FILE") in NAMES:
            try:
                yield NAMES[name.removesuffix("_FILE")], Path(value).read_text("utf-8-sig").strip()
            except (OSError, UnicodeDecodeError):
                faults.append((name, _("Không đọc được tệp {file}.").format(file=value)))
        else:
            faults.append((name, _("Không có thiết lập này.")))


def _pairs(text: str) -> list[tuple[str, str]]:
    parts = (part.partition("=") for part in _parts(text))
    return [(lane, token) for lane, _equals, token in parts if lane and token]


def _parts(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _reason(kind: str, message: str) -> str:
    if kind in ("greater_than_equal", "less_than_equal", "int_parsing"):
        return _("Cần một số từ 0 đến 65535.")
    sentences = {
        "database_url": _("Cần dạng sqlite:///tệp.sqlite3 hoặc postgresql://người@máy/tên."),
        "web_url": _("Cần một địa chỉ bắt đầu bằng http:// hoặc https://."),
        "proxy_url": _("Cần một địa chỉ bắt đầu bằng http:// hoặc socks5://."),
        "tokens": _("Cần dạng KÊNH=MÃ, cách nhau bằng dấu cách: “tg-lai-chau=… tg-phu-tho=…”."),
        "webhook_secret": _("Cần 16 đến 256 ký tự trong A-Z a-z 0-9 _ -."),
        "smtp_from": _(
            "Cần một địa chỉ thư như nhac-viec@co-quan.vn, đặt cùng với THIDUA_SMTP_HOST."
        ),
        "zone": _("Không có múi giờ này. Ví dụ: Asia/Ho_Chi_Minh."),
    }
    for code, sentence in sentences.items():
        if code in message:
            return sentence
    if kind == "path_not_directory":
        return _("Không có thư mục này.")
    if kind == "literal_error":
        return _("Giá trị không nằm trong danh sách cho phép.")
    return _("Giá trị không đúng.")


assert set(LANGUAGES) == {"vi", "en"}, "the setting `lang` names every language"
