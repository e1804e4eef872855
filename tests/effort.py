"""What a piece of work costs, measured so that nothing else the machine does is counted."""

import time
from collections.abc import Callable

TRIES = 3


def cpu_seconds(work: Callable[[], object], *, within: float) -> float:
    """Seconds of CPU in this thread that `work` takes: of up to three runs the best, or the first `within`.

    A pause that belongs to others (garbage of earlier tests, say) does not come three times; what `work` costs does.
    """
    taken = float("inf")
    for _ in range(TRIES):
        began = time.thread_time()
        work()
        taken = min(taken, time.thread_time() - began)
        if taken < within:
            break
    return taken
