"""Headless Chromium, spoken to through a pipe: what a page looks like, asks for and complains of.

`python -m tests.calendars.chromium` prints the path of the browser, and fails where there is none.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
LONGEST = 300  # seconds a browser lives: one that hangs fails its test and does not hold up the run
# the browser reads commands from descriptor 3 and answers on 4
THROUGH_A_PIPE = 'exec "$0" "$@" 3<&{read} 4>&{write}'


def program() -> str | None:
    """Path of the browser, or None when this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Seen:
    """What came of a visit."""

    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Browser:
    """One tab."""

    def __init__(self, to: Any, of: Any) -> None:
        self._to, self._of, self._count = to, of, 0
        self._events: list[dict[str, Any]] = []
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")

    def visit(self, url: str, *, width: int, height: int) -> Seen:
        """Open `url` in a window of that size, on a phone when it is narrow, and wait until it is loaded."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        self._events.clear()
        self._ask("Page.navigate", url=url)
        self._wait_until_loaded()
        seen = Seen(url)
        for event in self._events:
            _note(seen, event["method"], event.get("params", {}))
        return seen

    def press(self, selector: str) -> None:
        """Press what leads to another page, and wait until that is loaded."""
        self._events.clear()
        self.value(f"document.querySelector({json.dumps(selector)}).click()")
        self._wait_until_loaded()

    def prefer(self, scheme: str) -> None:
        """Let the reader's screen be "light" or "dark"."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self._ask("Emulation.setEmulatedMedia", features=[feature])

    def value(self, script: str) -> Any:
        """What `script` comes to on the page."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    def picture(self, file: Path) -> None:
        """The whole page as a PNG."""
        size = self._ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self._ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        file.write_bytes(base64.b64decode(shot["data"]))

    def paper(self, file: Path) -> None:
        """The page as a PDF, on the paper its style asks for."""
        printed = self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        file.write_bytes(base64.b64decode(printed["data"]))

    def _wait_until_loaded(self) -> None:
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._read()

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while True:
            answer = self._read()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                found: dict[str, Any] = answer["result"]
                return found

    def _read(self) -> dict[str, Any]:
        octets = bytearray()
        while (octet := self._of.read(1)) not in (b"\0", b""):
            octets += octet
        if not octets:
            raise RuntimeError("the browser has gone")
        message: dict[str, Any] = json.loads(octets)
        if "method" in message:
            self._events.append(message)
        return message


def _note(seen: Seen, method: str, params: dict[str, Any]) -> None:
    if method == "Network.requestWillBeSent":
        seen.requests.append(params["request"]["url"])
    elif method == "Log.entryAdded":
        seen.complaints.append(params["entry"]["text"])
    elif method == "Runtime.consoleAPICalled" or method == "Runtime.exceptionThrown":
        seen.complaints.append(json.dumps(params)[:300])


@contextmanager
def browsing(folder: Path) -> Iterator[Browser]:
    """A browser with its profile below `folder`, ended when the block ends. Raises RuntimeError without one."""
    found = program()
    if found is None:
        raise RuntimeError("no chromium on this machine")
    read, to = os.pipe()
    of, write = os.pipe()
    shell = THROUGH_A_PIPE.format(read=read, write=write)
    process = subprocess.Popen(
        ["/bin/bash", "-c", shell, found, *FLAGS, f"--user-data-dir={folder / 'profile'}"],
        pass_fds=(read, write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(read)
    os.close(write)
    end = threading.Timer(LONGEST, process.kill)
    end.daemon = True
    end.start()
    with os.fdopen(to, "wb") as out, os.fdopen(of, "rb") as answers:
        try:
            yield Browser(out, answers)
        finally:
            end.cancel()
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    print(program() or "")
    sys.exit(program() is None)
