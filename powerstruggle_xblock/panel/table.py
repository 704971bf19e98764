"""The panel's figures as one table, for whoever goes on with them in a spreadsheet: the same roundings, the same gaps."""

from collections.abc import Iterable, Iterator

from ..notation import markup
from ..scenario import model as m
from . import counters
from .figures import Attempts, Figure, Version

NAME = "trainers-panel.csv"
COLUMNS = ("version", "counted_since_week_of", "attempts", "what", "scene", "id", "text", "times_rounded_to_5", "share_percent", "withheld")
"""English in every language, like the ids beside them: a table's columns are for programs, too."""
BANDS = ("0-19", "20-39", "40-59", "60-79", "80-100")
"""Per cent of the points."""


def rows(scenario: m.Scenario | None, versions: Iterable[Version]) -> Iterator[list]:
    """Give a row for each counter of each version, in the order of the scenario, then what is no longer in it."""
    for version in versions:
        for attempts, counts in (("first", version.first), ("later", version.later)):
            for row in _of_attempts(scenario, counts):
                yield [version.id, version.since, attempts, *row]


def _of_attempts(scenario: m.Scenario | None, counts: Attempts) -> Iterator[list]:
    if not counts.counts:
        return
    yield _row("begun", "", "", "", counts.figure(counters.BEGUN))
    yield _row("ended", "", "", "", counts.figure(counters.ENDED, counters.BEGUN))
    for scene in scene_ids(scenario, counts):
        present = scenario.nodes.get(scene) if scenario else None
        yield _row("scene", scene, scene, present.title if present else "", counts.figure(counters.scene(scene)))
        for choice in choice_ids(scenario, counts, scene):
            words = text(scenario.choices.get(choice)) if scenario else ""
            yield _row("choice", scene, choice, words, counts.figure(counters.choice(scene, choice), counters.scene(scene)))
        yield _row("stopped", scene, "", "", counts.stopped(scene))
    for id_ in ending_ids(scenario, counts):
        present = scenario.nodes.get(id_) if scenario else None
        yield _row("ending", "", id_, present.title if present else "", counts.figure(counters.ending(id_), counters.ENDED))
    for number, percent in enumerate(BANDS):
        yield _row("score band", "", percent, "", counts.figure(f"band/{number}", counters.ENDED))


def _row(what: str, scene: str, id_: str, words: str, figure: Figure) -> list:
    told = figure.told is not None
    return [what, scene, id_, markup.plain_text(words), figure.told if told else "",
            figure.share if told and figure.share is not None else "", "" if told else "yes"]


def scene_ids(scenario: m.Scenario | None, *counts: Attempts) -> list[str]:
    """Give the ids of the present scenes, then of those there are only counts of."""
    present = [scene.id for scene in scenario.scenes] if scenario else []
    return list(dict.fromkeys([*present, *(id_ for each in counts for id_ in sorted(each.ids(counters.scene(""))))]))


def choice_ids(scenario: m.Scenario | None, counts: Attempts, scene_id: str, *more: Attempts) -> list[str]:
    """Give the ids of a scene's present choices, then of those there are only counts of."""
    scene = scenario.nodes.get(scene_id) if scenario else None
    present = [choice.id for choice in scene.choices] if isinstance(scene, m.Scene) else []
    gone = (id_ for each in (counts, *more) for id_ in sorted(each.ids(counters.choice(scene_id, ""))))
    return list(dict.fromkeys([*present, *gone]))


def ending_ids(scenario: m.Scenario | None, *counts: Attempts) -> list[str]:
    """Give the ids of the present endings, then of those there are only counts of."""
    present = [ending.id for ending in scenario.endings] if scenario else []
    return list(dict.fromkeys([*present, *(id_ for each in counts for id_ in sorted(each.ids(counters.ending(""))))]))


def text(choice: m.Choice | None) -> str:
    """Give what is said or done, "" for a choice that is no longer there."""
    return (choice.say or choice.do or (choice.wait.text if choice.wait else "")) if choice else ""
