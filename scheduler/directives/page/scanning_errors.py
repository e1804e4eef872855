"""Letters a scanner puts for digits, repaired for reading. Every repair keeps the length: offsets stay true."""

import re

_DIGIT_FOR = str.maketrans("OoQlI|SBZ", "000111582")

# A number with a confusable letter in it: 2O24, l5, 3O. At least one true digit, no other letter beside it.
_MIXED_NUMBER = re.compile(r"(?<![\w|])(?=[OolI|]{0,3}\d)[\dOolI|]{1,4}(?![\w|])")
# Day/month/year, where the shape itself says that these are digits.
_DATE_SHAPE = re.compile(r"(?<![\w/])[\dOoQlI|SBZ]{1,2}/[\dOoQlI|SBZ]{1,2}/[\dOoQlI|SBZ]{4}(?!\w)")
# No digit at all, but the word before asks for one: "ngày l tháng", "tháng O1".
_AFTER_DATE_WORD = re.compile(
    r"(?<=ngày )[OolI|]{1,2}(?=/| tháng)|(?<=[Tt]ừ )[OolI|]{1,2}(?=/\d)|(?<=tháng )[OolI]{1,2}(?=[ /,.;)])"
)
# “trưóc ngày”, “truớc 15/6”: a mark on the wrong letter, or none
_BEFORE = re.compile(r"\b(?P<t>[Tt])r(?:ưóc|uớc|ứơc|ươc|ưốc|uóc|ườc)(?= (?:ngày|\d|thời|khi|hết))")
_NUMBER_SIGN = re.compile(r"(?<=[Ss]ố: )[\dOolI|]{1,5}(?= ?[/-])")

# Old fonts print “Ị” for “Ò”; none of these is a word.
_OLD_FONT = re.compile(r"\b(?:PH|H|T)Ị(?=NG\b|A\b)")


def _digits(found: "re.Match[str]") -> str:
    return found[0].translate(_DIGIT_FOR)


def _date(found: "re.Match[str]") -> str:
    return _digits(found) if any(letter.isdigit() for letter in found[0]) else found[0]


def repair(text: str) -> str:
    """`text` with digits where a scanner left letters, and “trước” as it is spelt; as long as before."""
    for pattern, put in (
        (_DATE_SHAPE, _date),
        (_MIXED_NUMBER, _digits),
        (_AFTER_DATE_WORD, _digits),
        (_NUMBER_SIGN, _digits),
        (_BEFORE, r"\g<t>rước"),
        (_OLD_FONT, lambda found: found[0].replace("Ị", "Ò")),
    ):
        text = pattern.sub(put, text)
    return text
