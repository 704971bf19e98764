"""Kinds of field the blocks are made of, where XBlock's own ask or accept too much."""

import math

from xblock.exceptions import InvalidScopeError
from xblock.fields import Boolean, Dict, Float, Integer, String


class CachedRead:
    """Mixed into a field: its store is asked "what is it?" once, not first "is it there?".

    A store without a memory of its own, as the workbench's, answers each of the two with a query.
    """

    def __get__(self, block, block_class):
        """Give the value, from the block's memory where it was read before."""
        if block is None:
            return self
        known, name = block._field_data_cache, self.name
        if name not in known:
            known[name] = self._stored(block)
        # What can't be changed in place needs no watching, and so no store; a Field looks its store up at every access.
        return super().__get__(block, block_class) if self.MUTABLE else self._sanitize(known[name])

    def _stored(self, block):
        try:
            found = block._field_data.get(block, self.name)
        except (KeyError, InvalidScopeError):  # Studio's store says so of what is a learner's.
            return self._get_default_value_to_cache(block)
        return self.from_json(found)


class Text(CachedRead, String):
    """A String."""


class Count(CachedRead, Integer):
    """An Integer."""


class Flag(CachedRead, Boolean):
    """A Boolean."""


class Texts(CachedRead, Dict):
    """Texts by id; what is stored and is nothing of the kind counts as none."""

    def from_json(self, value):
        """Give the texts."""
        if not isinstance(value, dict):
            return {}
        return {id_: text for id_, text in value.items() if isinstance(id_, str) and isinstance(text, str)}

    enforce_type = from_json


class Ratio(CachedRead, Float):
    """A Float."""


class Points(CachedRead, Float):
    """A Float that is a number of points: what is negative or no number counts as the default.

    The platform reads a block's `weight` itself and checks nothing; NaN would spread into course grades.
    """

    def from_json(self, value):
        """Give the points. Raises ValueError for what can't be read as a number at all."""
        points = super().from_json(value)
        return points if points is None or (math.isfinite(points) and points >= 0) else self.default

    enforce_type = from_json
