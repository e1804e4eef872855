"""Names of files people send: harmless, short, and ending as their content says."""

import re
from collections.abc import Collection
from itertools import count

from bots.text import clean

NAME_LIMIT = 120
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE = "application/vnd.openxmlformats-officedocument."
_UNSAFE = re.compile(r'[/\\:*?"<>|\u200b-\u200d\u2060]+')
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "application/zip": "zip",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    f"{OFFICE}wordprocessingml.document": "docx",
    f"{OFFICE}spreadsheetml.sheet": "xlsx",
    f"{OPEN_DOCUMENT}text": "odt",
}


def safe_name(name: str, kind: str) -> str:
    """`name` without folders, marks that hide its ending, and leading dots; a plain one when nothing is left."""
    cleaned = clean(_UNSAFE.sub(" ", name), NAME_LIMIT * 4).strip(". ")
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(ending) <= 5:
        cleaned = f"{clean(stem, NAME_LIMIT - 6)}.{ending}" if stem else ""
    return clean(cleaned, NAME_LIMIT) or f"tep.{ENDINGS.get(kind, 'bin')}"


def name_for(kind: str, taken: Collection[str]) -> str:
    """ "anh-1.jpg", "anh-2.jpg": for what came without a name, as photos do; the first not `taken`."""
    word, ending = "anh" if kind.startswith("image/") else "tep", ENDINGS.get(kind, "bin")
    names = (f"{word}-{number}.{ending}" for number in count(1))
    return next(name for name in names if name not in taken)
