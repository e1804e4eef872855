"""What all errors have in common."""


class ThiDuaError(Exception):
    """Base of everything a person is told about in a sentence of ours."""
