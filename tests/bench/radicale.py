"""A Radicale server with the same events, where a package registry is at hand: a well-known server to stand beside."""

import socket
import subprocess
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PACKAGE, VERSION = "radicale", "3.9.0"
SETTINGS = (
    "--auth-type", "none", "--rights-type", "from_file", "--logging-level", "error", "--web-type", "none",
)  # fmt: skip


@dataclass(frozen=True)
class Radicale:
    """Where it answers with the calendar."""

    host: str
    port: int
    path: str
    version: str

    @classmethod
    @contextmanager
    def serving(cls, folder: Path, document: bytes) -> Iterator["Radicale | None"]:
        """A server that holds `document` as one calendar; None when it cannot be installed."""
        program = _installed(folder)
        if program is None:
            yield None
            return
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = door.getsockname()[1]
        rights = folder / "rights"
        rights.write_text("[all]\nuser: .*\ncollection: .*\npermissions: RrWw\n")
        places = (
            "--storage-filesystem-folder",
            str(folder / "collections"),
            "--rights-file",
            str(rights),
        )
        server = subprocess.Popen(
            [program, "--server-hosts", f"127.0.0.1:{port}", *places, *SETTINGS],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            made = cls("127.0.0.1", port, "/bench/feed/", VERSION)
            made._fill(document)
            yield made
        finally:
            server.terminate()
            server.wait(timeout=20)

    def _fill(self, document: bytes) -> None:
        base, login = f"http://{self.host}:{self.port}", ("bench", "bench")
        with httpx.Client(trust_env=False, timeout=120, auth=login, base_url=base) as client:
            for _attempt in range(100):
                try:
                    client.get("/")
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            kind = {"Content-Type": "text/calendar; charset=utf-8"}
            client.put(self.path, content=document, headers=kind).raise_for_status()


def _installed(folder: Path) -> Path | None:
    place = folder / "venv"
    venv.create(place, with_pip=True)
    pip = [place / "bin" / "python", "-m", "pip", "install", "--quiet", f"{PACKAGE}=={VERSION}"]
    done = subprocess.run(pip, capture_output=True, check=False, timeout=300)
    return place / "bin" / "radicale" if done.returncode == 0 else None
