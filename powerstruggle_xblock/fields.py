"""Kinds of field the blocks are made of, where XBlock's own ask or accept too much."""

import math

from xblock.exceptions import InvalidScopeError
from xblock.fields import Float, Integer, String


class AskedOnce:
    """Mixed into a field: its store is asked "what is it?" once, not first "is it there?".

    A store without a memory of its own, as the workbench's, answers each of the two with a query.
    """

    def __get__(self, block, block_class):
        """Give the value, from the block's memory where it was read before."""
        if block is not None and self.name not in block._field_data_cache:
            block._field_data_cache[self.name] = self._stored(block)
        return super().__get__(block, block_class)

    def _stored(self, block):
        try:
            found = block._field_data.get(block, self.name)
        except (KeyError, InvalidScopeError):  # Studio's store says so of what is a learner's.
            return self._get_default_value_to_cache(block)
        return self.from_json(found)


class Text(AskedOnce, String):
    """A String."""


class Count(AskedOnce, Integer):
    """An Integer."""


class Ratio(AskedOnce, Float):
    """A Float."""


class Points(AskedOnce, Float):
    """A Float that is a number of points: what is negative or no number counts as the default.

    The platform reads a block's `weight` itself and checks nothing; NaN would spread into course grades.
    """

    def from_json(self, value):
        """Give the points. Raises ValueError for what can't be read as a number at all."""
        points = super().from_json(value)
        return points if points is None or (math.isfinite(points) and points >= 0) else self.default

    enforce_type = from_json
