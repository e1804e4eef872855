"""Settings, tokens, ports and networks that are wrong when the service starts."""

import json
import socket
from pathlib import Path

from tests.acceptance.program import TOKEN, Program, Serving, until
from tests.acceptance.telegram import Telegram

AT = "2024-07-01T09:00:00+07:00"
STRANGER = "999:AAnotours"
NOBODY = "http://127.0.0.1:1"


def test_all_wrong_settings_are_named_at_once(empty: Program):
    wrong = empty.having(
        http_port="99999",
        timezone="Mars/Olympus",
        colour="red",
        telegram_token_file="/nowhere/token",
        telegram_base_url="telegram",
        log_level="LOUD",
        telegram_tokens="tg-phu-tho:123",
    )
    ended = wrong.run("init")
    assert (ended.code, ended.out) == (10, "")
    for name in (
        "HTTP_PORT", "TIMEZONE", "COLOUR", "TELEGRAM_TOKEN_FILE", "TELEGRAM_BASE_URL", "LOG_LEVEL",
        "TELEGRAM_TOKENS",
    ):  # fmt: skip
        assert f"THIDUA_{name}: " in ended.err
    assert not empty.database.exists()


def test_token_from_a_file(installed: Program, bot_api: Telegram, tmp_path: Path):
    (tmp_path / "token").write_text(f"\ufeff{TOKEN}\r\n", "utf-8")  # as Notepad saves it
    program = installed.having(
        telegram_token_file=str(tmp_path / "token"), telegram_base_url=bot_api.url
    )
    with program.serving("--at", "2024-07-11T10:00:00+07:00"):
        bot_api.expect(3)


def test_wrong_token_leaves_the_calendars_up_and_is_red(installed: Program, bot_api: Telegram):
    program = installed.having(telegram_token=STRANGER, telegram_base_url=bot_api.url)
    with program.serving("--at", AT) as serving:
        until(lambda: "refuses the token" in serving.said, "a word on the token")
        assert "THIDUA_TELEGRAM_TOKEN right" in serving.said
        until(lambda: "a lane is refused" in problems(serving), "readiness")
        assert serving.get("/readyz").status_code == 503
        assert serving.get("/cong-khai/phu-tho/phu-tho-2024.ics").status_code == 200
        assert serving.stop() == 0
        assert STRANGER not in serving.said
        assert "Traceback" not in serving.said


def test_wrong_token_of_one_lane_stops_no_other_and_mistyped_ones_are_named(
    installed: Program, bot_api: Telegram
):
    tokens = f"tg-phu-tho={TOKEN} tg-lai-chau={STRANGER} tg-hagiang=1:x"
    program = installed.having(telegram_tokens=tokens, telegram_base_url=bot_api.url)
    with program.serving("--at", "2024-07-11T10:00:00+07:00") as serving:
        bot_api.expect(3)
        until(lambda: "a lane is refused" in problems(serving), "readiness")
        assert "token of tg-lai-chau" in serving.said
        assert "THIDUA_TELEGRAM_TOKENS names tg-hagiang" in serving.said
        told = json.loads(program.must("lanes", "--json"))
    lanes = {lane["lane"]: (lane["served"], lane["fault"]) for lane in told["lanes"]}
    assert told["unknown"] == ["tg-hagiang"]
    assert lanes["tg-phu-tho"] == (True, None)
    assert lanes["tg-lai-chau"] == (False, "own_token_refused")
    assert lanes["tg-ha-giang"] == (False, "no_token")


def test_bot_without_a_public_address_gives_none_and_the_log_tells(
    connected: Program, bot_api: Telegram
):
    with connected.serving() as serving:
        until(lambda: serving.said.count("THIDUA_PUBLIC_URL is not set") == 1, "the warning")
        feed = serving.get("/cong-khai/phu-tho/phu-tho-2024.ics").text
    assert "BEGIN:VEVENT" in feed
    assert "http://127.0.0.1" not in feed.replace("\r\n ", "")


def problems(serving: Serving) -> list[str]:
    found: list[str] = serving.get("/readyz").json()["problems"]
    return found


def test_no_network_at_start_leaves_the_web_up(installed: Program):
    program = installed.having(telegram_token=TOKEN, telegram_base_url=NOBODY)
    with program.serving("--at", AT) as serving:
        assert serving.get("/cong-khai/phu-tho/phu-tho-2024.ics").status_code == 200
        until(lambda: "out of reach" in serving.said, "a word on Telegram")
        assert serving.stop() == 0


def test_port_that_is_taken(installed: Program):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with installed.having(http_port=port).serving() as serving:
            assert serving.ended() == 28
            assert f"Cổng {port} ở 127.0.0.1" in serving.said
            assert "Traceback" not in serving.said and "Errno" not in serving.said


def test_second_service_on_one_database_is_refused(installed: Program):
    with installed.serving() as first:
        assert first.url
        with installed.serving() as second:
            assert second.ended() == 26
            assert "đang chạy trên cơ sở dữ liệu này" in " ".join(second.said.split())
        assert first.get("/healthz").status_code == 200


def test_config_folder_elsewhere(empty: Program, tmp_path: Path):
    empty_folder = tmp_path / "config"
    empty_folder.mkdir()
    ended = empty.having(config_dir=str(empty_folder)).run("plan", "x.yaml")
    assert ended.code == 11 and "x.yaml" in ended.said
    missing = empty.having(config_dir=str(tmp_path / "nowhere")).run("init")
    assert missing.code == 10 and "THIDUA_CONFIG_DIR" in missing.said


def test_secret_is_told_nowhere(installed: Program, bot_api: Telegram):
    program = installed.having(
        telegram_token=TOKEN, telegram_base_url=bot_api.url, log_level="DEBUG"
    )
    bot_api.order("fault", token=TOKEN, kind="502", method="sendMessage", count=2)
    bot_api.order("refuse", seconds=3)
    with program.serving("--at", "2024-07-11T10:00:00+07:00") as serving:
        bot_api.expect(3, seconds=60)
        serving.stop()
        said = serving.said
    secret = TOKEN.partition(":")[2]
    assert "DEBUG" in said and secret not in said
    assert secret not in program.must("ledger", "show")
    kept = b"".join(f.read_bytes() for f in program.home.glob("thidua.sqlite3*"))
    assert secret.encode() not in kept
