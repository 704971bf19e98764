"""What the browser is told: from a run to the JSON of docs/view-model.md.

Law 4 of the house is kept here: of scenes not visited and choices not taken nothing is said but the words a learner
chooses between. Only an ending opens what stood beside the path taken, and only if the course shows results.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..scenario import model as m
from ..scenario import scoring
from ..scenario.client_state import is_false_calm
from ..scenario.play import Playthrough, Step, StoryState
from .labels import Labels
from .safe_html import render_html, render_optional_html


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the view needs of the block: words, addresses, and what the course allows.

    `face(portrait, mood)` gives a picture's address or None, `address(src)` a media file's. `shuffle_key` makes the order of
    choices stable for one learner and run; `possible()` gives the component's points.
    """

    wording: Labels
    face: Callable[[str | None, str], str | None]
    address: Callable[[str], str]
    shuffle_key: str
    show_results: bool
    possible: Callable[[], float]

    def html(self, text: str) -> str:
        """Give an author's text as it is told."""
        return render_html(text, self.address)

    def html_or_none(self, text: str | None) -> str | None:
        """Give an author's text as it is told, or None for none."""
        return render_optional_html(text, self.address)


def about(scenario: m.Scenario, around: RenderContext) -> dict:
    """Give the card before the talk."""
    card = scenario.about or m.About("", "")
    return {
        "minutes": card.minutes,
        "setting": around.html_or_none(card.setting),
        "before": around.html_or_none(card.before),
        "you_need": around.html_or_none(card.you_need),
        "they_want": around.html_or_none(card.they_want),
        "body_cue": around.html_or_none(card.body_cue),
        "content_note": around.html_or_none(card.content_note),
        "goals": [around.wording.skill(goal) for goal in card.goals],
        "sources": [around.html(source) for source in card.sources],
    }


def people(scenario: m.Scenario, around: RenderContext) -> list[dict]:
    """Give who is in the talk."""
    return [{
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "about": around.html_or_none(person.about),
        "face": around.face(person.portrait, "calm"),
    } for person in scenario.people]


def scene(run: Playthrough, around: RenderContext) -> dict | None:
    """Give the present scene with its choices in the author's order (see `shuffled`), or None at an ending."""
    place = run.node
    if isinstance(place, m.Ending):
        return None
    return {
        "id": place.id,
        "title": place.title,
        "lines": beats(run.scenario, run.content, around),
        "choices": [{
            **choice(option.choice, around),
            "open": option.is_open,
            "closed_because": None if option.is_open else around.html_or_none(_escaped(option.choice.closed_reason)),
        } for option in run.options()],
        "asks": [name for name, asked in (("check-in", place.check_in), ("rehearse", place.rehearse)) if asked],
        "hint": around.html_or_none(place.hint),
    }


def choice(said: m.Choice, around: RenderContext) -> dict:
    """Give a choice's own words."""
    return {
        "id": said.id,
        "say": around.html_or_none(said.say),
        "do": around.html_or_none(said.do),
        "wait": {"seconds": said.wait.seconds, "html": around.html(said.wait.text)} if said.wait else None,
    }


def shuffle_choices(choice_ids: Iterable[str], key: str, scene_id: str) -> list[str]:
    """Order the choices of a scene for one learner and run: always the same for them, no pattern for all."""
    return sorted(choice_ids, key=lambda id_: hashlib.blake2b(f"{key}/{scene_id}/{id_}".encode(), digest_size=8).digest())


def transcript_row(scenario: m.Scenario, step: Step, around: RenderContext) -> dict:
    """Give one step of the talk so far."""
    return {
        "step": step.index,
        "scene": {"id": step.scene.id, "title": step.scene.title},
        "lines": beats(scenario, step.content, around),
        "choice": choice(step.choice, around),
        "replies": beats(scenario, step.replies, around),
        "feedback": _feedback(step.feedback, around) if around.show_results else None,
    }


def beats(scenario: m.Scenario, shown: tuple[m.ContentItem, ...], around: RenderContext) -> list[dict]:
    """Give cues, lines and media."""
    return [_beat(scenario, beat, around) for beat in shown]


def meters(run: Playthrough, around: RenderContext) -> list[dict]:
    """Give the meters an author shows while the talk goes on."""
    before = run.steps[-1].meters_before if run.steps else run.meters
    return [{
        "id": meter.id,
        "name": around.wording.meter(meter),
        "value": run.meters[meter.id],
        "word": around.wording.band(meter.id, run.meters[meter.id]),
        "trend": _trend(run.meters[meter.id] - before[meter.id]),
    } for meter in run.scenario.meters if meter.show == "live"]


def result(run: Playthrough, around: RenderContext, *, recorded: bool, endings_found: int, score: float) -> dict:
    """Give the debrief. `score` is the run's, 0–1; `recorded` says that it counted for the grade."""
    scenario, ending, wording = run.scenario, run.ending, around.wording
    points = scoring.turning_points(run)
    shown = around.show_results
    strong, after = scoring.strengths_and_next(run) if shown else ([], [])
    curves = _curves(run, points if shown else [], around)
    return {
        "score": _score(scenario, score, around) if shown else None,
        "recorded": recorded,
        "withheld": None if shown else wording.withheld(),
        "ending": {
            "id": ending.id,
            "kind": ending.kind,
            "kind_name": wording.ending_kind(ending.kind),
            "title": ending.title,
            "lines": beats(scenario, run.content, around),
            "later": around.html_or_none(ending.later),
            "their_view": _their_view(scenario, ending, around),
            "asks": [around.html(ask) for ask in ending.questions],
        },
        "skills": {
            "strong": [_skill(id_, wording.did_well(id_), wording) for id_ in strong],
            "next": [_skill(id_, wording.next_time(id_, scoring.had_slip(run, id_)), wording) for id_ in after],
        },
        "curve": curves[0] if curves else None,
        "other_curves": curves[1:],
        "turning_points": [_turning_point(run, point, around) for point in points] if shown else [],
        "endings": {"found": endings_found, "of": len(scenario.endings)},
    }


def grade(score: float, scenario: m.Scenario | None, possible: float) -> dict:
    """Give a score, 0–1, as a grade in percent and points."""
    return {
        "percent": scoring.score_percent(score, scenario),
        "earned": round(score * possible, 2),
        "possible": possible,
        "passed": scoring.passes(score, scenario) if scenario else False,
    }


def _score(scenario: m.Scenario, score: float, around: RenderContext) -> dict:
    return {**grade(score, scenario, around.possible()), "pass_percent": scenario.scoring.pass_percent}


def _skill(id_: str, sentence: str, wording: Labels) -> dict:
    return {"id": id_, "name": wording.skill(id_), "sentence": sentence}


def _turning_point(run: Playthrough, point: scoring.TurningPoint, around: RenderContext) -> dict:
    step, stronger = point.step, point.stronger
    feedback = _feedback_then(run, step, stronger) if stronger else step.feedback
    why = feedback.why if feedback else None
    return {
        "step": step.index,
        "title": step.scene.title,
        "said": choice(step.choice, around),
        "stronger": choice(stronger, around) if stronger else None,
        "why": around.html_or_none(why),
        "strength": "weak" if stronger and point.score < scoring.STRONG else "strong",
    }


def _feedback_then(run: Playthrough, step: Step, other: m.Choice) -> m.Feedback | None:
    """Give the feedback another choice of the step would have brought: the first that held at that moment."""
    past = run.steps[: step.index]
    moment = StoryState(step.meters_before, {p.choice.id for p in past}, {p.scene.id for p in (*past, step)})
    return next((said for said in other.feedback if said.condition.holds(moment)), None)


def _curves(run: Playthrough, points: list[scoring.TurningPoint], around: RenderContext) -> list[dict]:
    shown = [meter for meter in run.scenario.meters if meter.show != "never"]
    # Tension first, whatever the author's order: the debrief is read along it.
    shown.sort(key=lambda meter: meter.id != "tension")
    turns = {point.step.index for point in points if point.stronger and point.score < scoring.STRONG}
    return [{
        "meter": around.wording.meter(meter),
        "max": 10,
        "points": [_start_point(run, meter, around), *(_point(run, step, meter, turns, around) for step in run.steps)],
    } for meter in shown]


def _start_point(run: Playthrough, meter: m.Meter, around: RenderContext) -> dict:
    value = (run.steps[0].meters_before if run.steps else run.meters)[meter.id]
    return {"step": 0, "label": around.wording.start(), "value": value, "word": around.wording.band(meter.id, value),
            "turn": False, "note": None}


def _point(run: Playthrough, step: Step, meter: m.Meter, turns: set[int], around: RenderContext) -> dict:
    value = step.meters_after[meter.id]
    quiet = meter.id == "tension" and is_false_calm(step.meters_before, step.meters_after)
    return {
        "step": step.index + 1,
        "label": around.wording.short(step.choice),
        "value": value,
        "word": around.wording.band(meter.id, value),
        "turn": step.index in turns and meter.id == "tension",
        "note": around.wording.false_calm() if quiet else None,
    }


def _their_view(scenario: m.Scenario, ending: m.Ending, around: RenderContext) -> dict:
    clients = [person for person in scenario.people if person.role == "client"]
    person = scenario.people_by_id.get(ending.their_view_by or "") or (clients[0] if clients else None)
    return {
        "name": person.name if person else "",
        "face": around.face(person.portrait, "calm") if person else None,
        "html": around.html(ending.their_view),
    }


def _beat(scenario: m.Scenario, beat: m.ContentItem, around: RenderContext) -> dict:
    match beat:
        case m.Narration():
            return {"kind": "cue", "html": around.html(beat.text)}
        case m.Line():
            person = scenario.people_by_id.get(beat.by)
            return {
                "kind": "line", "by": beat.by, "name": person.name if person else beat.by, "mood": beat.mood,
                "mood_word": around.wording.mood(beat.mood), "face": around.face(person.portrait, beat.mood) if person else None,
                "html": around.html(beat.text), "lang": beat.lang,
            }
        case m.Image():
            return {"kind": "image", "src": around.address(beat.src), "alt": beat.alt or ""}
        case m.Audio():
            return {"kind": "audio", "src": around.address(beat.src), "transcript": around.html(beat.transcript)}
        case m.Video():
            return {
                "kind": "video", "src": around.address(beat.src), "transcript": around.html(beat.transcript),
                "captions": around.address(beat.captions) if beat.captions else None,
            }


def _feedback(said: m.Feedback | None, around: RenderContext) -> dict | None:
    if said is None:
        return None
    return {"effect": around.html_or_none(said.effect), "why": around.html_or_none(said.why), "instead": around.html_or_none(said.instead)}


def _trend(by: int) -> str:
    return "rising" if by > 0 else "falling" if by < 0 else "steady"


def _escaped(text: str | None) -> str | None:
    """Attributes are plain text, not markup."""
    return text and text.replace("&", "&amp;").replace("<", "&lt;")
