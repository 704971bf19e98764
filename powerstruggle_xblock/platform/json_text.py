"""JSON put together from parts, some of which have been written before."""

import json


class Json(str):
    """Text that is JSON already."""

    __slots__ = ()


def write(value) -> Json:
    """Write a value; a dictionary may hold Json parts, which stand after its other items."""
    if isinstance(value, Json):
        return value
    if not isinstance(value, dict):
        return Json(json.dumps(value))
    plain = {name: part for name, part in value.items() if not isinstance(part, Json)}
    written = [f'"{name}": {part}' for name, part in value.items() if isinstance(part, Json)]
    return Json("{" + ", ".join([json.dumps(plain)[1:-1], *written] if plain else written) + "}")


def array(parts) -> Json:
    """Write an array of parts that are JSON already."""
    return Json("[" + ", ".join(parts) + "]")
