"""A process that runs `thidua` as typed, but begins with its modules read: forked from one that did only that.

Reading them is most of what a short command costs. What a command does to its process (signals, exit code,
outputs, memory) is its own all the same; how an interpreter starts and ends is proven by those begun anew.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Protocol

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["config.command", "config.serve", "config.commands.demo"])


class Running(Protocol):
    """A process that was begun; also what `subprocess.Popen` is."""

    pid: int

    def poll(self) -> int | None:
        """The exit code; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, when it has ended. Raises TimeoutExpired."""

    def send_signal(self, sig: int) -> None:
        """Send it `sig`; nothing when it has ended."""


class Forked:
    """One run of `thidua`, forked."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        files: tuple[Path, Path, Path],  # input, output, errors
    ) -> None:
        self._words = words
        self._process = _CONTEXT.Process(
            target=_run, args=(list(words), str(cwd), dict(env), [str(file) for file in files])
        )
        self._process.start()
        assert self._process.pid is not None, "it was started"
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutExpired(["thidua", *self._words], timeout or 0)
        return self._process.exitcode

    def send_signal(self, sig: int) -> None:
        if self._process.exitcode is None:
            os.kill(self.pid, sig)


def _run(words: list[str], cwd: str, env: dict[str, str], files: list[str]) -> None:
    """In the child: become what the caller asked for, and run."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    for number, file in enumerate(files):
        opened = os.open(file, os.O_RDWR | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["thidua", *words]
    from config.command import main  # noqa: PLC0415 - read already, by the process we were forked from

    main()
