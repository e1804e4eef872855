"""Circles among things whose days are counted from each other."""

from collections.abc import Iterator, Mapping, Sequence


def circles(needs: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, beginning with the first of its members in the order of `needs`.

    Names that `needs` does not hold need nothing. Without recursion: a chain may be as long as the file.
    """
    done: set[str] = set()
    for start in needs:
        if start not in done:
            yield from _walk(start, needs, done)


def _walk(
    start: str, needs: Mapping[str, Sequence[str]], done: set[str]
) -> Iterator[tuple[str, ...]]:
    path: list[str] = [start]
    on_path = {start}
    waiting = [iter(needs[start])]
    while path:
        follower = next(waiting[-1], None)
        if follower is None:
            done.add(path[-1])
            on_path.discard(path.pop())
            waiting.pop()
        elif follower in on_path:
            yield _from_first(path[path.index(follower) :], needs)
        elif follower in needs and follower not in done:
            path.append(follower)
            on_path.add(follower)
            waiting.append(iter(needs[follower]))


def _from_first(circle: list[str], needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    order = {name: place for place, name in enumerate(needs)}
    start = circle.index(min(circle, key=order.__getitem__))
    return tuple(circle[start:] + circle[:start])
