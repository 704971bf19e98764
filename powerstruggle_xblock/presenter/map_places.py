"""Where authors have put scenes and endings on their maps."""

from typing import Any

from ..scenario import model as m


def place_on_map(node: m.Scene | m.Ending) -> dict[str, Any]:
    """Return the place of a scene or ending as a part of a graph's node; nothing where the map finds one."""
    at = node.map_position
    return {"at": {"x": at[0], "y": at[1]}} if at else {}
