"""The meters of a scenario: how an author sets them, and which are in use."""

from dataclasses import dataclass

from . import vocabulary


@dataclass(frozen=True, slots=True)
class MeterSetting:
    """An author's settings of one meter; None stands for the default, `drop` removes the meter."""

    id: str
    name: str | None = None
    show: str | None = None
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter in use: the name the author gave it, or None for the default one, and when it is shown (SHOW_METERS)."""

    id: str
    name: str | None
    show: str


def list_meters(settings: tuple[MeterSetting, ...], usual_show: str) -> tuple[Meter, ...]:
    """Return the default meters as an author set them, then the author's own, without dropped ones."""
    settings_by_id = {setting.id: setting for setting in settings}
    order = [*vocabulary.METERS, *(id_ for id_ in settings_by_id if id_ not in vocabulary.METERS)]
    in_use = [settings_by_id.get(id_, MeterSetting(id_)) for id_ in order]
    return tuple(Meter(s.id, s.name, s.show or usual_show) for s in in_use if not s.drop)
