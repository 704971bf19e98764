"""Pick one of several stories in a file."""

from ...notation.messages import msg, noop
from ..report import CannotImport, Story, StoryChoice
from ..source_file import SourceFile

MAX_LISTED = 20
MAX_PICK_LENGTH = 60


def select_story(source: SourceFile, titles: list[str], other_names: list[str] | None = None) -> StoryChoice | int:
    """Return the index of the story to import, or a `StoryChoice` where it has to be picked.

    `titles` has the stories' titles, `other_names` another name of each one (an IFID). A story is picked by its
    number from 1, its title or its other name. Raises `CannotImport` where no story is called `source.pick`.
    """
    stories = tuple(
        Story(str(number), title or msg("Story {number}", number=number)) for number, title in enumerate(titles, 1)
    )
    pick = source.pick
    if pick is None and len(stories) > 1:
        return StoryChoice(stories)
    is_picked = [pick in (None, story.id) for story in stories]
    if not any(is_picked):
        names = other_names or titles
        is_picked = [pick in (story.title, names[index]) for index, story in enumerate(stories)]
    if not any(is_picked):
        listed = ", ".join(f"{story.id} ({story.title})" for story in stories[:MAX_LISTED])
        raise CannotImport(noop("There is no story “{pick}” in this file. It holds: {titles}."),
                           pick=(pick or "")[:MAX_PICK_LENGTH], titles=listed)
    if len(stories) > 1:
        source.report.add_skipped(
            noop("Other stories in the file: {count}. To import one of them, choose the file again."),
            count=len(stories) - 1,
        )
    return is_picked.index(True)
