"""Opening a file that strangers made in a process of its own, which may die of it."""

import logging
import subprocess
import sys
from pathlib import Path

PATIENCE = 20.0  # seconds on a busy machine; of the processor's own time it has less
COSTLY, MACHINE_FULL = "costly", "machine full"

log = logging.getLogger(__name__)


class NotOpened(Exception):
    """It gave nothing; `word` is what the process said last, or one of ours."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def run(script: Path, kind: str, data: bytes) -> str:
    """What `script` makes of `data`, a file of that kind. Raises NotOpened.

    What goes wrong in it is for the operator to read in the log, without the name of the file: it may be a secret.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", script, kind],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotOpened(COSTLY) from error
    except OSError as error:  # no process, memory or descriptor left
        raise NotOpened(MACHINE_FULL) from error
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    said = done.stderr.decode("utf-8", "replace").strip()
    log.debug("a %s gives nothing, exit code %s: %s", kind, done.returncode, said)
    # a signal: its time was over, or its memory
    raise NotOpened(COSTLY if done.returncode < 0 else said.rpartition("\n")[2])
