"""Strangers as a process: `python -m tests.acceptance.idle_crowd HOST PORT COUNT`.

Holds COUNT connections, each silent after a part of a request, and comes again when one is closed. A line for each
COUNT connections tried.
"""

import errno
import resource
import selectors
import socket
import sys
from itertools import cycle

PARTS = (
    b"",
    b"G",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    b"POST /lien-ket/khong-co/moi HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nten=",
)


def main(host: str, port: int, count: int) -> None:
    """Until it is killed."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    watching, parts, tried = selectors.DefaultSelector(), cycle(PARTS), 0
    while True:
        while len(watching.get_map()) < count:
            line = socket.socket()
            line.setblocking(False)
            assert line.connect_ex((host, port)) in (0, errno.EINPROGRESS)
            watching.register(line, selectors.EVENT_WRITE, next(parts))
            tried += 1
            if tried % count == 0:
                print(tried, flush=True)
        for key, _events in watching.select():
            _go_on(watching, key)


def _go_on(watching: selectors.DefaultSelector, key: selectors.SelectorKey) -> None:
    """Say the part once connected, then wait; let go of what was closed."""
    line = key.fileobj
    assert isinstance(line, socket.socket)
    try:
        if key.data is not None:
            line.send(key.data)
            watching.modify(line, selectors.EVENT_READ, None)
        elif not line.recv(65536):
            raise ConnectionResetError
    except OSError:
        watching.unregister(line)
        line.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
