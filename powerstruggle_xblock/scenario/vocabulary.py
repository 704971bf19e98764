"""The words of the notation that name a kind of something, with their English names for people.

Each table maps an attribute's value to a translatable name or sentence, in the order in which authors are offered the
values. The engine takes the allowed values from here (`scenario.model`); presenters and exporters take the names.
"""

from ..notation.messages import noop

METERS = {
    "tension": noop("Tension"),
    "trust": noop("Trust in you"),
    "autonomy": noop("Their say"),
    "readiness": noop("Readiness for a next step"),
}
"""The client meters of the default set, by id."""

MOODS = {
    "calm": noop("calm"),
    "guarded": noop("guarded"),
    "afraid": noop("afraid"),
    "angry": noop("angry"),
    "sad": noop("sad"),
    "tired": noop("tired"),
    "wry": noop("wry"),
    "warm": noop("warm"),
}
"""Values of `mood` on lines and replies."""

ENDING_KINDS = {
    "agreement": noop("an agreement"),
    "door-open": noop("the door left open"),
    "yes-but-no": noop("a yes that means no"),
    "rupture": noop("a rupture"),
    "safe-exit": noop("a safe way out"),
}
"""Values of `kind` on endings."""

ROLES = {"client": noop("client"), "colleague": noop("colleague"), "other": noop("somebody else")}
"""Values of `role` on people."""

METER_VISIBILITY = {"live": noop("all through"), "end": noop("in the debrief"), "never": noop("never")}
"""Values of `show` on meters: when learners see a meter."""

KEEP = {
    "best": noop("Your best result counts; trying again never lowers it."),
    "latest": noop("Your latest result counts, also when it is lower."),
    "first": noop("Your first result counts; trying again never changes it."),
    "average": noop("The average of your results counts."),
}
"""Values of `keep` on scoring: which of several runs counts, as learners are told."""

RETRY = {
    "practice": noop("Trying again from a scene is practice."),
    "graded": noop("Trying again from a scene is a new graded run."),
}
"""Values of `retry` on scoring: whether trying again from a scene is graded."""
