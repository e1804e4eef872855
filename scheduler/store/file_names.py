"""Names of files people send: harmless, short, and ending as their content says."""

import re
from collections.abc import Collection
from itertools import count

from scheduler.text import cut

NAME_LIMIT = 120
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE = "application/vnd.openxmlformats-officedocument."
_UNSAFE = re.compile(r'[/\\:*?"<>|\u200b-\u200d\u2060]+')
# What a name of each kind may end in; the first is given to names that end otherwise.
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "application/rtf": ("rtf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/tiff": ("tif", "tiff", "dng"),
    "image/heic": ("heic", "heif"),
    "image/heif": ("heif", "heic"),
    "application/zip": ("zip",),
    "application/vnd.rar": ("rar",),
    "application/x-7z-compressed": ("7z",),
    "application/msword": ("doc", "dot"),
    "application/vnd.ms-excel": ("xls", "xlt"),
    "application/vnd.ms-powerpoint": ("ppt", "pps"),
    f"{OFFICE}wordprocessingml.document": ("docx", "docm", "dotx", "dotm"),
    f"{OFFICE}spreadsheetml.sheet": ("xlsx", "xlsm", "xlsb", "xltx"),
    f"{OFFICE}presentationml.presentation": ("pptx", "pptm", "ppsx"),
    f"{OPEN_DOCUMENT}text": ("odt",),
    f"{OPEN_DOCUMENT}spreadsheet": ("ods",),
    f"{OPEN_DOCUMENT}presentation": ("odp",),
    f"{OPEN_DOCUMENT}graphics": ("odg",),
}
_ENDING = re.compile(r"\.(?=[0-9]*[A-Za-z])[0-9A-Za-z]{1,5}$")  # "hta", "7z"; not "2024"


def safe_name(name: str, kind: str) -> str:
    """`name` without folders, hidden marks and leading dots, ending as `kind` does; a plain one when nothing is left.

    An ending that says otherwise than the content is replaced: a machine opens a file by its ending.
    """
    stem = cut(_UNSAFE.sub(" ", name), NAME_LIMIT * 4).strip(". ")
    stem, ending = _parted(stem)
    right = ENDINGS.get(kind, ("bin",))
    if ending.lower() not in right:
        stem, ending = _parted(stem) if _parted(stem)[1].lower() in right else (stem, right[0])
    return f"{cut(stem, NAME_LIMIT - 6) or 'tep'}.{ending}"


def download_name(name: str) -> str:
    """`name` for a file that is saved again as it came: without folders and hidden marks, its own ending kept."""
    return cut(_UNSAFE.sub(" ", name), NAME_LIMIT).strip(". ") or "tep"


def _parted(name: str) -> tuple[str, str]:
    """What stands before the ending, and the ending; all and nothing where there is none."""
    found = _ENDING.search(name)
    return (name[: found.start()].strip(". "), found.group()[1:]) if found else (name, "")


def name_for(kind: str, taken: Collection[str]) -> str:
    """ "anh-1.jpg", "anh-2.jpg": for what came without a name, as photos do; the first not `taken`."""
    word, ending = "anh" if kind.startswith("image/") else "tep", ENDINGS.get(kind, ("bin",))[0]
    names = (f"{word}-{number}.{ending}" for number in count(1))
    return next(name for name in names if name not in taken)
