"""The parts of a scenario's view model, as plain values for JSON (docs/view-model.md).

Of scenes not visited and choices not taken, a part holds only the words between which a learner chooses. Only an ending shows the
stronger reply beside the one taken, and only if the course shows results.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..scenario import model as m
from ..scenario import scoring
from ..scenario.client_state import is_false_calm
from ..scenario.play import Option, Playthrough, Step, StoryState
from .labels import Labels
from .safe_html import render_html, render_optional_html


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the view needs of the block: words, addresses, and what the course allows.

    `face(portrait, mood)` gives a picture's address or None, `address(src)` a media file's. `shuffle_key` makes the order of
    choices stable for one learner and run; `possible()` returns what the component is worth, in points.
    """

    labels: Labels
    face: Callable[[str | None, str], str | None]
    address: Callable[[str], str]
    shuffle_key: str
    show_results: bool
    possible: Callable[[], float]

    def html(self, text: str) -> str:
        """Return an author's text as safe HTML."""
        return render_html(text, self.address)

    def html_or_none(self, text: str | None) -> str | None:
        """Return an author's text as safe HTML, or None for none."""
        return render_optional_html(text, self.address)


def about(scenario: m.Scenario, context: RenderContext) -> dict:
    """Return the card before the talk."""
    card = scenario.about or m.About("", "")
    return {
        "minutes": card.minutes,
        "setting": context.html_or_none(card.setting),
        "before": context.html_or_none(card.before),
        "you_need": context.html_or_none(card.you_need),
        "they_want": context.html_or_none(card.they_want),
        "body_cue": context.html_or_none(card.body_cue),
        "content_note": context.html_or_none(card.content_note),
        "goals": [context.labels.skill(goal) for goal in card.goals],
        "sources": [context.html(source) for source in card.sources],
    }


def people(scenario: m.Scenario, context: RenderContext) -> list[dict]:
    """Return who is in the talk."""
    return [{
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "about": context.html_or_none(person.about),
        "face": context.face(person.portrait, "calm"),
    } for person in scenario.people]


def scene(run: Playthrough, context: RenderContext) -> dict | None:
    """Return the present scene with its choices in this learner's order, or None at an ending."""
    place = run.node
    if isinstance(place, m.Ending):
        return None
    return {
        "id": place.id,
        "title": place.title,
        "lines": beats(run.scenario, run.content, context),
        "choices": [_option(option, context) for option in shuffle_options(run.options(), context.shuffle_key, place.id)],
        "asks": [name for name, asked in (("check-in", place.check_in), ("rehearse", place.rehearse)) if asked],
        "hint": context.html_or_none(place.hint),
    }


def choice(said: m.Choice, context: RenderContext) -> dict:
    """Return a choice's own words."""
    return {
        "id": said.id,
        "say": context.html_or_none(said.say),
        "do": context.html_or_none(said.do),
        "wait": {"seconds": said.wait.seconds, "html": context.html(said.wait.text)} if said.wait else None,
    }


def _option(option: Option, context: RenderContext) -> dict:
    because = None if option.is_open else context.html_or_none(_escaped(option.choice.closed_reason))
    return {**choice(option.choice, context), "open": option.is_open, "closed_because": because}


def shuffle_options(options: Iterable[Option], key: str, scene_id: str) -> list[Option]:
    """Return the options of a scene in an order that is always the same for one learner and run and has no pattern over learners."""
    return sorted(options, key=lambda option: hashlib.blake2b(
        f"{key}/{scene_id}/{option.choice.id}".encode(), digest_size=8).digest())


def transcript_row(scenario: m.Scenario, step: Step, context: RenderContext) -> dict:
    """Return one step of the talk so far."""
    return {
        "step": step.index,
        "scene": {"id": step.scene.id, "title": step.scene.title},
        "lines": beats(scenario, step.content, context),
        "choice": choice(step.choice, context),
        "replies": beats(scenario, step.replies, context),
        "feedback": _feedback(step.feedback, context) if context.show_results else None,
    }


def beats(scenario: m.Scenario, shown: tuple[m.ContentItem, ...], context: RenderContext) -> list[dict]:
    """Return cues, lines and media."""
    return [_beat(scenario, beat, context) for beat in shown]


def meters(run: Playthrough, context: RenderContext) -> list[dict]:
    """Return the meters an author shows while the talk goes on."""
    before = run.steps[-1].meters_before if run.steps else run.meters
    return [{
        "id": meter.id,
        "name": context.labels.meter(meter),
        "value": run.meters[meter.id],
        "word": context.labels.band(meter.id, run.meters[meter.id]),
        "trend": _trend(run.meters[meter.id] - before[meter.id]),
    } for meter in run.scenario.meters if meter.show == "live"]


def result(run: Playthrough, context: RenderContext, *, recorded: bool, endings_found: int, score: float) -> dict:
    """Return the debrief. `score` is the run's, 0–1; `recorded` says that it counted for the grade."""
    scenario, ending, labels = run.scenario, run.ending, context.labels
    points = scoring.turning_points(run)
    shown = context.show_results
    strong, after = scoring.strengths_and_next(run) if shown else ([], [])
    curves = _curves(run, points if shown else [], context)
    return {
        "score": _score(scenario, score, context) if shown else None,
        "recorded": recorded,
        "withheld": None if shown else labels.withheld(),
        "ending": {
            "id": ending.id,
            "kind": ending.kind,
            "kind_name": labels.ending_kind(ending.kind),
            "title": ending.title,
            "lines": beats(scenario, run.content, context),
            "later": context.html_or_none(ending.later),
            "their_view": _their_view(scenario, ending, context),
            "asks": [context.html(ask) for ask in ending.questions],
        },
        "skills": {
            "strong": [_skill(id_, labels.did_well(id_), labels) for id_ in strong],
            "next": [_skill(id_, labels.next_time(id_, scoring.had_slip(run, id_)), labels) for id_ in after],
        },
        "curve": curves[0] if curves else None,
        "other_curves": curves[1:],
        "turning_points": [_turning_point(run, point, context) for point in points] if shown else [],
        "endings": {"found": endings_found, "of": len(scenario.endings)},
    }


def grade(score: float, scenario: m.Scenario | None, possible: float) -> dict:
    """Return a score, 0–1, as a grade in percent and points."""
    return {
        "percent": scoring.score_percent(score, scenario),
        "earned": round(score * possible, 2),
        "possible": possible,
        "passed": scoring.passes(score, scenario) if scenario else False,
    }


def _score(scenario: m.Scenario, score: float, context: RenderContext) -> dict:
    return {**grade(score, scenario, context.possible()), "pass_percent": scenario.scoring.pass_percent}


def _skill(id_: str, sentence: str, labels: Labels) -> dict:
    return {"id": id_, "name": labels.skill(id_), "sentence": sentence}


def _turning_point(run: Playthrough, point: scoring.TurningPoint, context: RenderContext) -> dict:
    step, stronger = point.step, point.stronger
    feedback = _feedback_then(run, step, stronger) if stronger else step.feedback
    why = feedback.why if feedback else None
    return {
        "step": step.index,
        "title": step.scene.title,
        "said": choice(step.choice, context),
        "stronger": choice(stronger, context) if stronger else None,
        "why": context.html_or_none(why),
        "strength": "weak" if stronger and point.score < scoring.STRONG else "strong",
    }


def _feedback_then(run: Playthrough, step: Step, other: m.Choice) -> m.Feedback | None:
    """Return the feedback another choice of the step would have brought: the first that held at that moment."""
    past = run.steps[: step.index]
    moment = StoryState(step.meters_before, {p.choice.id for p in past}, {p.scene.id for p in (*past, step)})
    return next((said for said in other.feedback if said.condition.holds(moment)), None)


def _curves(run: Playthrough, points: list[scoring.TurningPoint], context: RenderContext) -> list[dict]:
    shown = [meter for meter in run.scenario.meters if meter.show != "never"]
    # Tension first, whatever the author's order: the debrief is read along it.
    shown.sort(key=lambda meter: meter.id != "tension")
    turns = {point.step.index for point in points if point.stronger and point.score < scoring.STRONG}
    return [{
        "meter": context.labels.meter(meter),
        "max": 10,
        "points": [_start_point(run, meter, context), *(_point(run, step, meter, turns, context) for step in run.steps)],
    } for meter in shown]


def _start_point(run: Playthrough, meter: m.Meter, context: RenderContext) -> dict:
    value = (run.steps[0].meters_before if run.steps else run.meters)[meter.id]
    return {"step": 0, "label": context.labels.start(), "value": value, "word": context.labels.band(meter.id, value),
            "turn": False, "note": None}


def _point(run: Playthrough, step: Step, meter: m.Meter, turns: set[int], context: RenderContext) -> dict:
    value = step.meters_after[meter.id]
    quiet = meter.id == "tension" and is_false_calm(step.meters_before, step.meters_after)
    return {
        "step": step.index + 1,
        "label": context.labels.short(step.choice),
        "value": value,
        "word": context.labels.band(meter.id, value),
        "turn": step.index in turns and meter.id == "tension",
        "note": context.labels.false_calm() if quiet else None,
    }


def _their_view(scenario: m.Scenario, ending: m.Ending, context: RenderContext) -> dict:
    clients = [person for person in scenario.people if person.role == "client"]
    person = scenario.people_by_id.get(ending.their_view_by or "") or (clients[0] if clients else None)
    return {
        "name": person.name if person else "",
        "face": context.face(person.portrait, "calm") if person else None,
        "html": context.html(ending.their_view),
    }


def _beat(scenario: m.Scenario, beat: m.ContentItem, context: RenderContext) -> dict:
    match beat:
        case m.Narration():
            return {"kind": "cue", "html": context.html(beat.text)}
        case m.Line():
            person = scenario.people_by_id.get(beat.by)
            return {
                "kind": "line", "by": beat.by, "name": person.name if person else beat.by, "mood": beat.mood,
                "mood_word": context.labels.mood(beat.mood), "face": context.face(person.portrait, beat.mood) if person else None,
                "html": context.html(beat.text), "lang": beat.lang,
            }
        case m.Image():
            return {"kind": "image", "src": context.address(beat.src), "alt": beat.alt or ""}
        case m.Audio():
            return {"kind": "audio", "src": context.address(beat.src), "transcript": context.html(beat.transcript)}
        case m.Video():
            return {
                "kind": "video", "src": context.address(beat.src), "transcript": context.html(beat.transcript),
                "captions": context.address(beat.captions) if beat.captions else None,
            }


def _feedback(said: m.Feedback | None, context: RenderContext) -> dict | None:
    if said is None:
        return None
    return {
        "effect": context.html_or_none(said.effect),
        "why": context.html_or_none(said.why),
        "instead": context.html_or_none(said.instead),
    }


def _trend(by: int) -> str:
    return "rising" if by > 0 else "falling" if by < 0 else "steady"


def _escaped(text: str | None) -> str | None:
    """Attributes are plain text, not markup."""
    return text and text.replace("&", "&amp;").replace("<", "&lt;")
