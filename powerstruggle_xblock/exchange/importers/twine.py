"""Import stories of Twine: published pages, archives and JSON, and Twee files.

A file that was exported from here carries the whole scenario in a passage of its own; then the edits made in Twine
are merged into that scenario (`twee_roundtrip`). Any other story is translated (`twine_story`).
"""

from ...notation.messages import noop
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CannotImport, StoryChoice
from ..source_file import SourceFile
from . import twee, twee_roundtrip, twine_html
from .story_selection import select_story
from .twine_entities import decode_twice_encoded
from .twine_story import TwineScenarioBuilder


def import_twine(source: SourceFile) -> ImportedScenario | StoryChoice:
    """Import a page, an archive or a JSON file of Twine 1 or 2. Raises `CannotImport` where it holds no passages."""
    if isinstance(source.json, dict):
        return _import_story(twine_html.parse_story(source.json), source)
    stories = twine_html.parse_page(source.text)
    index = select_story(source, [story.title for story in stories], [story.ifid for story in stories])
    return index if isinstance(index, StoryChoice) else _import_story(stories[index], source)


def import_twee(source: SourceFile) -> ImportedScenario:
    """Import a Twee file, version 1 to 3. Raises `CannotImport` where it holds no passages."""
    return _import_story(twee.parse_twee(source.text, source.report), source)


def _import_story(story: twee.Story, source: SourceFile) -> ImportedScenario:
    embedded = twee_roundtrip.remove_data_passage(story)
    scenario = None if embedded is None else twee_roundtrip.merge_edits(embedded, story, source.report)
    if scenario is None:
        if not story.passages:
            raise CannotImport(noop("This Twine story holds no passages."))
        decode_twice_encoded(story, source.report)
        scenario = TwineScenarioBuilder(story, source.report).build_scenario()
    return ImportedScenario(scenario)


def _is_twine(source: SourceFile) -> bool:
    return twine_html.is_twine_json(source.json) or twine_html.is_twine_page(source.text)


register_importer(Importer(
    id="twine", label=noop("Twine story (published page, archive or JSON)"), endings=(".html", ".htm", ".json"),
    detect=_is_twine, run=import_twine, order=10))
register_importer(
    Importer(
        id="twee",
        label=noop("Twine story as Twee"),
        endings=(".twee", ".tw", ".tw2", ".twee3"),
        detect=lambda source: twee.is_twee(source.text),
        run=import_twee,
        order=50,
    )
)
