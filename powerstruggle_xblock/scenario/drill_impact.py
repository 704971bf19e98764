"""The impact of an edit of a drill on learners: moments that are gone, and moments that are scored otherwise."""

from dataclasses import dataclass

from ..notation.messages import TranslatableMessage, msg
from . import model as m
from . import scoring
from .drill import lay_out
from .play import NotPossible, replay


@dataclass(frozen=True, slots=True)
class MomentImpact:
    """A moment of the old version, by its id: it is `gone`, or some of its choices score otherwise now."""

    moment: str
    gone: bool

    @property
    def message(self) -> TranslatableMessage:
        """The impact on a learner, as a sentence."""
        if self.gone:
            return msg(
                'moment "{id}" is gone: who is about to get it gets another, who has answered it is not asked again, '
                "and recorded scores stay",
                id=self.moment,
            )
        return msg(
            'moment "{id}" scores otherwise now: recorded attempts with it would change if an instructor rescores; '
            "until then they stay",
            id=self.moment,
        )

    def __str__(self) -> str:
        return str(self.message)


def assess_moments(old: m.Scenario, new: m.Scenario) -> tuple[MomentImpact, ...]:
    """Return what an edit of a drill does to its moments; nothing for those that stay as they are."""
    kept = {scene.id for scene in new.scenes}
    gone = tuple(MomentImpact(scene.id, True) for scene in old.scenes if scene.id not in kept)
    changed = tuple(
        MomentImpact(scene.id, False)
        for scene in old.scenes
        if scene.id in kept and any(_differs(old, new, scene.id, choice.id) for choice in scene.choices)
    )
    return gone + changed


def _differs(old: m.Scenario, new: m.Scenario, moment: str, choice: str) -> bool:
    before, now = _score(old, moment, choice), _score(new, moment, choice)
    return before is not None and now is not None and abs(before - now) > scoring.MIN_SCORE_CHANGE


def _score(scenario: m.Scenario, moment: str, choice: str) -> float | None:
    """Return what a choice of a moment scores, 0–1, or None where it can't be taken."""
    try:
        return scoring.choice_score(replay(lay_out(scenario, (moment,)), (choice,)).steps[0].levels)
    except NotPossible:
        return None
