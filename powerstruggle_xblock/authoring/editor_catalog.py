"""What an author can choose from: the catalogues, the portraits, the templates, in the author's language."""

from collections.abc import Callable
from typing import Any

from ..resources import portrait_files
from ..scenario import catalog, vocabulary
from . import messages as s


def editor_catalog(messages: s.AuthorMessages, file_url: Callable[[str], str | None]) -> dict[str, Any]:
    """Return the catalogues of `editor_load`. `file_url` returns the address of a packaged file, or None."""
    return {
        "moves": [_move(move, messages) for move in catalog.moves().values()],
        "skills": [
            {"id": skill.id, "name": messages.gettext(skill.name), "strong": messages.gettext(skill.strong)}
            for skill in catalog.skills().values()
        ],
        "profiles": [
            {"id": profile.id, "name": messages.gettext(profile.name), "start": dict(profile.start)}
            for profile in catalog.profiles().values()
        ],
        "moods": messages.moods(),
        "kinds": messages.kinds(),
        "roles": messages.named(vocabulary.ROLE_LABELS),
        "portraits": _portraits(file_url),
        "keep": messages.named(vocabulary.KEEP_LABELS),
        "retry": messages.named(vocabulary.RETRY_LABELS),
        "feedback": messages.named(vocabulary.FEEDBACK_TIMING_LABELS),
        "show": messages.named(vocabulary.METER_VISIBILITY_LABELS),
        "mistakes": messages.named(vocabulary.MISTAKES),
        "meters": messages.meters(),
        "levels": [messages.gettext(level) for level in vocabulary.RATING_LABELS],
        "findings": {
            code: f"{messages.gettext(finding.why)} {messages.gettext(finding.mend)}"
            for code, finding in catalog.rule_help().items()
        },
    }


def _portraits(file_url: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """Return the portraits of the set, with the addresses of their pictures by mood."""
    by_mood = {mood: portrait_files(mood) for mood in vocabulary.MOODS}
    return [
        {
            "id": name,
            "url": file_url(calm),
            "faces": {mood: url for mood, paths in by_mood.items() if (url := file_url(paths[name]))},
        }
        for name, calm in portrait_files("calm").items()
    ]


def _move(move: catalog.Move, messages: s.AuthorMessages) -> dict[str, Any]:
    return {
        "id": move.id,
        "name": messages.gettext(move.name),
        "they": messages.gettext(move.they),
        "levels": dict(move.levels),
        "effect": messages.effect(move),
        "changes": dict(move.usual),
        "high": dict(move.high),
        "low": dict(move.low),
        "mistake": move.mistake,
        "tags": sorted(move.tags),
    }
