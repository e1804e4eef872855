"""Formatted text as Telegram reads it: HTML becomes plain text and entities, or is refused."""

import html
import re
from collections.abc import Mapping

from tests.loopback.envelope import JsonDict, refuse

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>")
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""")
_PERSON = re.compile(r"tg://user\?id=(\d+)")
_COMMAND = re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w+)?")


def units(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str) -> tuple[str, list[JsonDict]]:
    """What people see, and its entities. Raises BotApiError "can't parse entities: …"."""
    if not mode:
        return text.strip(), []
    if mode.lower() != "html":
        raise refuse(400, "unsupported parse_mode")
    return _parse_html(text)


def with_mentions(entities: list[JsonDict], members: Mapping[int, JsonDict]) -> list[JsonDict]:
    """`entities` with links to people made mentions; a link to somebody who is none of `members` is dropped."""
    found = []
    for entity in entities:
        person = _PERSON.fullmatch(str(entity.get("url", "")))
        if person is None:
            found.append(entity)
        elif user := members.get(int(person[1])):
            place = {name: entity[name] for name in ("offset", "length")}
            found.append({"type": "text_mention", **place, "user": user})
    return found


def commands(text: str) -> list[JsonDict]:
    """The bot_command entities of what a person typed."""
    return [
        {"type": "bot_command", "offset": units(text[: m.start()]), "length": units(m.group())}
        for m in _COMMAND.finditer(text)
    ]


def _parse_html(text: str) -> tuple[str, list[JsonDict]]:
    seen, entities = "", []
    open_tags: list[tuple[str, int, JsonDict]] = []
    position = 0
    for tag in _TAG.finditer(text):
        seen += _plain(text[position : tag.start()], offset=position)
        position = tag.end()
        name = tag.group(2).lower()
        if tag.group(1):
            entities.append(_close(name, open_tags, end=units(seen), offset=tag.start()))
        else:
            open_tags.append((name, units(seen), _entity(name, tag.group(3), offset=tag.start())))
    seen += _plain(text[position:], offset=position)
    if open_tags:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    entities = [e for e in entities if e["length"]]
    return seen.strip(), sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _plain(text: str, *, offset: int) -> str:
    if "<" in text:
        where = offset + text.index("<")
        raise _unparsed(f'Unsupported start tag "" at byte offset {where}')
    return html.unescape(text)


def _entity(name: str, attributes: str, *, offset: int) -> JsonDict:
    if name not in TAGS:
        raise _unparsed(f'Unsupported start tag "{name}" at byte offset {offset}')
    href = _HREF.search(attributes)
    if name == "a" and href:
        return {"type": "text_link", "url": html.unescape(href.group(1))}
    return {"type": TAGS[name]}


def _close(
    name: str, open_tags: list[tuple[str, int, JsonDict]], *, end: int, offset: int
) -> JsonDict:
    if not open_tags or open_tags[-1][0] != name:
        raise _unparsed(f"Unmatched end tag at byte offset {offset}")
    _, start, entity = open_tags.pop()
    return {**entity, "offset": start, "length": end - start}


def _unparsed(why: str) -> Exception:
    return refuse(400, f"can't parse entities: {why}")
