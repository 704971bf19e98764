"""Field types of the blocks, for the places where XBlock's own read too often or accept too much.

A learner's stored state may hold anything: an older release, another program or an interrupted write may have made it.
Each field of `Scope.user_state` here reads what it understands and takes its default for the rest, and never raises.
"""

import math
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, overload

from xblock.core import XBlock
from xblock.exceptions import InvalidScopeError
from xblock.fields import Boolean, Dict, Float, Integer, JSONField, String

from ..scenario.grade import Override, load_override
from ..scenario.progress import Progress, clamp_ratio, load_count, load_progress

Value = TypeVar("Value")
_Field = JSONField if TYPE_CHECKING else object


class CachedRead(Generic[Value], _Field):
    """Mixin for a field: read its store once for each block, with one query.

    XBlock's own fields ask the store first whether a value is there and then for the value. A store without a memory of
    its own, such as the workbench's, answers each of the two with a query.
    """

    if TYPE_CHECKING:  # What XBlock's Field has, with types.

        def __init__(
            self,
            *,
            help: str | None = None,
            default: Any = None,
            scope: Any = None,
            display_name: str | None = None,
            values: Any = None,
            enforce_type: bool = False,
            **kwargs: Any,
        ) -> None: ...

        def __set__(self, block: Any, value: Value) -> None: ...

    @overload
    def __get__(self, block: None, block_class: Any) -> Self: ...

    @overload
    def __get__(self, block: XBlock, block_class: Any) -> Value: ...

    def __get__(self, block: Any, block_class: Any) -> Any:
        """Return the value, from the block's memory where it was read before."""
        if block is None:
            return self
        cache, name = block._field_data_cache, self.name
        if name not in cache:
            cache[name] = self._read_store(block)
        # A value that can't be changed in place needs no watching, and so no second look at the store.
        return super().__get__(block, block_class) if self.MUTABLE else self._sanitize(cache[name])

    def _read_store(self, block: Any) -> Any:
        try:
            stored = block._field_data.get(block, self.name)
        except (KeyError, InvalidScopeError):  # Studio's store raises the latter for a learner's fields.
            return self._get_default_value_to_cache(block)
        return self.from_json(stored)


class Text(CachedRead[str], String):
    """A String."""


class ScenarioText(Text):
    """A String whose characters are not checked at each read; an XML parser has read it before it was stored."""

    def _sanitize(self, value):
        return value


class Count(CachedRead[int | None], Integer):
    """An Integer that an author sets."""


class Points(CachedRead[float | None], Float):
    """A Float that is a number of points: what is negative or not finite counts as the default.

    The platform reads a block's `weight` itself and checks nothing; NaN would spread into course grades.
    """

    def from_json(self, value):
        """Return the points. Raise ValueError for what can't be read as a number at all."""
        points = super().from_json(value)
        is_usable = points is None or (math.isfinite(points) and points >= 0)
        return points if is_usable else cast("float | None", self.default)

    enforce_type = from_json


class Texts(CachedRead[dict[str, str]], Dict):
    """Texts by id; anything else in it is left out."""

    def from_json(self, value):
        """Return the texts by id."""
        if not isinstance(value, dict):
            return {}
        return {id_: text for id_, text in value.items() if isinstance(id_, str) and isinstance(text, str)}

    enforce_type = from_json


class LearnerCount(CachedRead[int], Integer):
    """A whole number of 0 or more in a learner's state; 0 for anything else."""

    def from_json(self, value):
        """Return the number."""
        return load_count(value)

    enforce_type = from_json


class LearnerFlag(CachedRead[bool], Boolean):
    """True or false in a learner's state; false for anything else."""

    def from_json(self, value):
        """Return whether the value is true."""
        return value is True

    enforce_type = from_json


class LearnerRatio(CachedRead[float | None], Float):
    """A number from 0 to 1 in a learner's state; None for anything else."""

    def from_json(self, value):
        """Return the number or None."""
        return clamp_ratio(value)

    enforce_type = from_json


class _LearnerValue(CachedRead[Value], JSONField):
    """A value that can't be changed in place, so that reading it copies nothing."""

    MUTABLE = False

    def to_json(self, value) -> Any:
        """Return the stored form."""
        return None if value is None else value.to_json()


class LearnerProgress(_LearnerValue[Progress]):
    """A learner's `Progress`."""

    def from_json(self, value):
        """Return the progress in the stored form, or a Progress as it is."""
        return value if isinstance(value, Progress) else load_progress(value)

    enforce_type = from_json


class LearnerOverride(_LearnerValue["Override | None"]):
    """The score that an instructor set, or None."""

    def from_json(self, value):
        """Return the override in the stored form, or an Override as it is."""
        return value if value is None or isinstance(value, Override) else load_override(value)

    enforce_type = from_json
