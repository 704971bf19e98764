"""What is stored of a scenario component, as a tree and back: the scenario is its content, three settings are fields of the block.

In a tree the settings are attributes of the root, as in a file. A setting that the author left out stays unset, so that a
course's own setting goes on counting for it.
"""

import hashlib
import json
from dataclasses import replace

from ..notation import serializer
from ..scenario import scenario_xml
from ..scenario.model import Scenario
from . import tree as trees

SETTINGS = ("display_name", "weight", "max_attempts")

MOST_BYTES = 8 * 1024 * 1024
"""The module store keeps a component in one MongoDB document of at most 16 MB; half of it leaves room for what it adds."""
MEGABYTE = 1024 * 1024


def load(block) -> dict:
    """Give what is stored as a tree."""
    tree = trees.from_text(block.content or "")
    others = {name: value for name, value in tree["attrs"].items() if name not in SETTINGS}
    return {**tree, "attrs": {**_settings(block), **others}}


def base(block) -> str:
    """Give a hash of all that is stored, by which a later save tells whether somebody else saved meanwhile."""
    stored = json.dumps([block.content or "", _settings(block)], sort_keys=True)
    return hashlib.blake2b(stored.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _settings(block) -> dict[str, str]:
    values = {name: getattr(block, name) for name in SETTINGS if block.fields[name].is_set_on(block)}
    unreadable = {name: value for name, value in block.unreadable_settings.items() if name in SETTINGS}
    return {**{name: _written(value) for name, value in values.items()}, **unreadable}


def _written(value) -> str:
    return serializer.format_number(value) if isinstance(value, float) else str(value if value is not None else 0)


def stored_text(scenario: Scenario) -> str:
    """Give the canonical text that is stored for a scenario; its settings are not in it."""
    return scenario_xml.serialize(replace(scenario, title=None, weight=None, max_attempts=None))


def store(block, scenario: Scenario) -> None:
    """Put a scenario into the block's fields. That it has no errors and is not too large has been seen to."""
    block.content = stored_text(scenario)
    if block.unreadable_settings:
        block.unreadable_settings = {}
    for name, value in zip(SETTINGS, (scenario.title, scenario.weight, scenario.max_attempts), strict=True):
        if value is not None:
            setattr(block, name, value)
        elif block.fields[name].is_set_on(block):
            block.fields[name].delete_from(block)


def is_stored(block, scenario: Scenario) -> bool:
    """Tell whether exactly this is stored already, as after a save whose answer got lost on its way."""
    named = zip(SETTINGS, (scenario.title, scenario.weight, scenario.max_attempts), strict=True)
    settings = {name: _written(value) for name, value in named if value is not None}
    return block.content == stored_text(scenario) and _settings(block) == settings
