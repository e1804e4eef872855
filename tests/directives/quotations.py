"""The quotations within an answer of the import."""


def evidences(value: object) -> list[dict[str, object]]:
    """Every {"quote", "offset"} below `value`, in the order of the answer."""
    if isinstance(value, dict):
        if "quote" in value:
            return [value]
        return [found for inner in value.values() for found in evidences(inner)]
    return (
        [found for inner in value for found in evidences(inner)] if isinstance(value, list) else []
    )
