"""What the editor says of issues with a number in them, in the singular and the plural."""

from ..notation.messages import msg, nmsg
from ..scenario.text_length import CHARACTERS, SPOKEN
from . import finding_sentences as s
from .issue_context import IssueContext


def many_skills(context: IssueContext) -> str:
    """Return what is said of a choice that rates many skills."""
    return nmsg(
        "{number} skill is rated here; one to three say it clearer.",
        "{number} skills are rated here; one to three say it clearer.",
        context.values.get("number", 0),
    )


def length_tell(context: IssueContext) -> str:
    """Return what is said of strong choices that their length gives away."""
    values = context.values
    if "longest" not in values:
        return msg(s.LENGTH_TELLS)
    return nmsg(
        "The strongest choice is the longest in {longest} of {number} decision; a third at most gives nothing away.",
        "The strongest choice is the longest in {longest} of {number} decisions; a third at most gives nothing away.",
        values["number"],
        longest=values["longest"],
    )


def many_words(context: IssueContext) -> str:
    """Return what is said of feedback or speech with many words."""
    number, most = context.values.get("number", 0), context.values.get("most", "")
    if context.issue.field == "feedback":
        return nmsg(
            "The feedback has {number} word; at most {most} are read.",
            "The feedback has {number} words; at most {most} are read.",
            number,
            most=most,
        )
    return nmsg(
        "{number} word is said here; at most {most} can be said out loud.",
        "{number} words are said here; at most {most} can be said out loud.",
        number,
        most=most,
    )


def long_text(context: IssueContext) -> str:
    """Return what is said of a text or title that is too long to be read or heard at a time."""
    number, most = context.values.get("number", 0), context.values.get("most", "")
    if context.issue.field == "title":
        return nmsg(
            "The title has {number} character; at most {most} fit above a scene and on the map.",
            "The title has {number} characters; at most {most} fit above a scene and on the map.",
            number,
            most=most,
        )
    is_in_characters = context.values.get("unit") == CHARACTERS
    if context.tag in SPOKEN and not is_in_characters:
        return nmsg(
            "{number} word is said here; people listen to at most {most} at a time.",
            "{number} words are said here; people listen to at most {most} at a time.",
            number,
            most=most,
        )
    if is_in_characters:
        return nmsg(
            "This text has {number} character; at most {most} are read at a time.",
            "This text has {number} characters; at most {most} are read at a time.",
            number,
            most=most,
        )
    return nmsg(
        "This text has {number} word; at most {most} are read at a time.",
        "This text has {number} words; at most {most} are read at a time.",
        number,
        most=most,
    )


def late_client(context: IssueContext) -> str:
    """Return what is said where nobody speaks soon."""
    values = context.values
    if "number" not in values:
        return msg(s.NOBODY_SPEAKS)
    return nmsg(
        "The first words are spoken after {number} word of telling; at most {most}.",
        "The first words are spoken after {number} words of telling; at most {most}.",
        values["number"],
        most=values["most"],
    )


def too_far(context: IssueContext) -> str:
    """Return what is said of a scene from which every ending is far."""
    values = context.values
    return nmsg(
        "The nearest ending is {number} choice away; a talk has at most {most}.",
        "The nearest ending is {number} choices away; a talk has at most {most}.",
        values["number"],
        most=values["most"],
    )


def length(context: IssueContext) -> str:
    """Return what is said of a talk that is long or short."""
    values = context.values
    return nmsg(
        "The longest way has {number} decision; {low} to {high} make eight to twelve minutes.",
        "The longest way has {number} decisions; {low} to {high} make eight to twelve minutes.",
        values["number"],
        low=values["low"],
        high=values["high"],
    )
