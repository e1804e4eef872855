"""What can go wrong, one class each, carrying fields. The sentences are made at the rim (config/answers.py)."""


class ThiDuaError(Exception):
    """Base of everything a person is told about in a sentence of ours."""
