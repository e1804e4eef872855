"""Numbers in addresses: "{number:int}" is one that a row can have; with every other an address leads nowhere.

The framework's own takes any, which no database compares with; of more than 4,300 digits Python makes none at all.
"""

from starlette.convertors import IntegerConvertor, register_url_convertor


class RowNumber(IntegerConvertor):
    """Below 2³¹, whichever digits it has."""

    regex = "[0-9]{1,9}"


def install() -> None:
    """For all routes that are made from now on."""
    register_url_convertor("int", RowNumber())
