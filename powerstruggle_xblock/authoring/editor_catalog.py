"""What an author can choose from: the catalogues, the portraits, the templates, in the author's language."""

from ..resources import portrait_file, portraits
from ..scenario import catalog
from . import messages as s


def editor_catalog(said: s.AuthorMessages, file_url) -> dict:
    """Give the catalogue of `editor_load`. `file_url` gives the address of a packaged file or None."""
    return {
        "moves": [{
            "id": move.id, "name": said.gettext(move.name), "effect": said.effect(move), "changes": dict(move.usual),
            "high": dict(move.high), "low": dict(move.low), "mistake": move.mistake, "tags": sorted(move.tags),
        } for move in catalog.moves().values()],
        "skills": [{"id": skill.id, "name": said.gettext(skill.name), "strong": said.gettext(skill.strong)}
                   for skill in catalog.skills().values()],
        "profiles": [{"id": profile.id, "name": said.gettext(profile.name), "start": dict(profile.start)}
                     for profile in catalog.profiles().values()],
        "moods": said.moods(),
        "kinds": said.kinds(),
        "roles": said.named(s.ROLES),
        "portraits": [{"id": name, "url": file_url(portrait_file(name, "calm"))} for name in sorted(portraits())],
        "keep": said.named(s.KEEP),
        "retry": said.named(s.RETRY),
        "show": said.named(s.SHOW),
        "mistakes": said.named(s.MISTAKES),
        "meters": said.meters(),
        "levels": [said.gettext(level) for level in s.LEVELS],
        "findings": {code: f"{said.gettext(finding.why)} {said.gettext(finding.mend)}" for code, finding in catalog.rule_help().items()},
    }
