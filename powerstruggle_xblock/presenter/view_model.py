"""Build the parts of a scenario's view model, as plain values for JSON (docs/view-model.md).

Of the scenes not visited and the choices not taken, a part holds only the texts of the choices a learner can choose
from. Only an ending shows a stronger reply beside the one taken, and only if the course shows results.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..notation import markup
from ..scenario import model as m
from ..scenario import scoring
from ..scenario.client_state import count_heard_words, is_false_calm
from ..scenario.meters import Meter
from ..scenario.play import Option, Playthrough, Step, find_feedback, state_before
from .glossary import mark_terms
from .labels import Labels
from .safe_html import render_html, render_optional_html


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the view needs of the block: labels, URLs, and what the course allows.

    `face(portrait, mood)` returns the URL of a portrait, or None; `address(src)` that of a media file. `shuffle_key`
    makes the order of choices stable for one learner and run. `possible` is the component's weight in points.
    """

    labels: Labels
    face: Callable[[str | None, str], str | None]
    address: Callable[[str], str]
    shuffle_key: str
    show_results: bool
    possible: float
    terms: tuple[m.Term, ...] = ()

    def html(self, text: str) -> str:
        """Return an author's text as safe HTML, with the words of the glossary marked."""
        return mark_terms(render_html(text, self.address), self.terms)

    def html_or_none(self, text: str | None) -> str | None:
        """Return an author's text as `html` does, or None for none."""
        return self.html(text) if text else None

    def plain_html(self, text: str) -> str:
        """Return an author's text as safe HTML without marked words: for choices, which are buttons, and for forms."""
        return render_html(text, self.address)

    def plain_html_or_none(self, text: str | None) -> str | None:
        """Return an author's text as `plain_html` does, or None for none."""
        return render_optional_html(text, self.address)


def about(scenario: m.Scenario, context: RenderContext) -> dict:
    """Return the card shown before the first scene."""
    card = scenario.about or m.About("", "")
    return {
        "minutes": card.minutes,
        "steps": scenario.usual_steps or None,
        "lead": " ".join(filter(None, (_first_sentence(text, context) for text in (card.setting, card.before)))),
        "need": _first_sentence(card.you_need, context),
        "setting": context.html_or_none(card.setting),
        "before": context.html_or_none(card.before),
        "you_need": context.html_or_none(card.you_need),
        "they_want": context.html_or_none(card.they_want),
        "body_cue": context.html_or_none(card.body_cue),
        "content_note": context.html_or_none(card.content_note),
        "goals": [context.labels.skill(goal) for goal in card.goals],
        "sources": [context.plain_html(source) for source in card.sources],
    }


_SENTENCE = re.compile(r".{20,}?[.!?…。！？][\"'”’»)]*(?=\s|$)", re.DOTALL)
"""A sentence at the beginning of a text; at least 20 characters, so that an abbreviation does not end it."""


def _first_sentence(text: str | None, context: RenderContext) -> str:
    """Return the first sentence of an author's text as safe HTML; the whole text where it has no end of a sentence."""
    plain = markup.plain_text(text or "")
    found = _SENTENCE.match(plain)
    return context.html(_escaped(found[0] if found else plain) or "")


def people(scenario: m.Scenario, context: RenderContext) -> list[dict]:
    """Return the people of the scenario."""
    return [{
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "about": context.html_or_none(person.about),
        "face": context.face(person.portrait, "calm"),
    } for person in scenario.people]


def scene(run: Playthrough, context: RenderContext) -> dict | None:
    """Return the current scene with its choices in this learner's order, or None at an ending."""
    node = run.node
    if isinstance(node, m.Ending):
        return None
    options = shuffle_options(run.options(), context.shuffle_key, node.id)
    return {
        "id": node.id,
        "title": node.title,
        "lines": content_items(run.scenario, run.content, context),
        "choices": [_option(option, context) for option in options],
        "asks": [name for name, asked in (("check-in", node.check_in), ("rehearse", node.rehearse)) if asked],
        "prompt": context.plain_html_or_none(node.rehearse_prompt),
        "hint": context.html_or_none(node.hint),
    }


def choice(taken: m.Choice, context: RenderContext) -> dict:
    """Return the texts of a choice: what is said, done or waited for."""
    return {
        "id": taken.id,
        "say": context.plain_html_or_none(taken.say),
        "do": context.plain_html_or_none(taken.do),
        "wait": {"seconds": taken.wait.seconds, "html": context.plain_html(taken.wait.text)} if taken.wait else None,
    }


def _option(option: Option, context: RenderContext) -> dict:
    because = None if option.is_open else context.plain_html_or_none(_escaped(option.choice.closed_reason))
    return {**choice(option.choice, context), "open": option.is_open, "closed_because": because}


def shuffle_options(options: Iterable[Option], key: str, scene_id: str) -> list[Option]:
    """Return the options of a scene shuffled: always alike for one key, independent between keys."""
    return sorted(options, key=lambda option: hashlib.blake2b(
        f"{key}/{scene_id}/{option.choice.id}".encode(), digest_size=8).digest())


def transcript_row(run: Playthrough, step: Step, context: RenderContext, *, feedback: bool) -> dict:
    """Return one step of the run: its scene, the choice taken and the replies.

    With `feedback`, also the feedback and, where learners first said what they would say, what to compare it with.
    """
    scenario = run.scenario
    return {
        "step": step.index,
        "scene": {"id": step.scene.id, "title": step.scene.title},
        "lines": content_items(scenario, step.content, context),
        "choice": choice(step.choice, context),
        "replies": content_items(scenario, step.replies, context),
        "feedback": _feedback(step.feedback, context) if feedback else None,
        "compare": _comparison(run, step, context) if feedback and step.scene.rehearse else None,
    }


def _comparison(run: Playthrough, step: Step, context: RenderContext) -> dict:
    """Return what learners compare their own words with: a strong reply that stood open, how many words are heard."""
    strong = scoring.find_strong(run, step)
    is_seen = any(meter.id == "tension" and meter.show != "never" for meter in run.scenario.meters)
    return {
        "strong": choice(strong, context) if strong else None,
        "words": count_heard_words(step.meters_before["tension"]) if is_seen else None,
    }


def content_items(scenario: m.Scenario, shown: tuple[m.ContentItem, ...], context: RenderContext) -> list[dict]:
    """Return narration, spoken lines and media in their order."""
    return [_content_item(scenario, item, context) for item in shown]


def meters(run: Playthrough, context: RenderContext) -> list[dict]:
    """Return the meters that the author shows during the run."""
    # In a drill the present moment is another conversation than the last.
    before = run.steps[-1].meters_before if run.steps and not run.scenario.is_drill else run.meters
    return [{
        "id": meter.id,
        "name": context.labels.meter(meter),
        "value": run.meters[meter.id],
        "word": context.labels.band(meter.id, run.meters[meter.id]),
        "trend": _trend(run.meters[meter.id] - before[meter.id]),
    } for meter in run.scenario.meters if meter.show == "live"]


def result(
    run: Playthrough, ending: m.Ending, context: RenderContext, *, recorded: bool, endings_found: int, ratio: float
) -> dict:
    """Return the debrief of a run that reached `ending`.

    `ratio` is the run's score, 0–1; `recorded` says that it counted for the grade, `endings_found` how many of the
    scenario's endings the learner has reached so far.
    """
    scenario, labels = run.scenario, context.labels
    points = scoring.turning_points(run)
    shown = context.show_results
    strong, after = scoring.strengths_and_next(run) if shown else ([], [])
    curves = _curves(run, points if shown else [], context)
    return {
        "score": score(scenario, ratio, context) if shown else None,
        "recorded": recorded,
        "withheld": None if shown else labels.withheld(),
        "ending": _ending(run, ending, context),
        "skills": {
            "strong": [_skill(id_, labels.did_well(id_), labels) for id_ in strong],
            "next": [skill(run, id_, context) for id_ in after],
        },
        "curve": curves[0] if curves else None,
        "other_curves": curves[1:],
        "turning_points": [_turning_point(run, point, context) for point in points] if shown else [],
        "endings": {"found": endings_found, "of": len(scenario.endings)},
    }


def _ending(run: Playthrough, ending: m.Ending, context: RenderContext) -> dict:
    return {
        "id": ending.id,
        "kind": ending.kind,
        "kind_name": context.labels.ending_kind(ending.kind),
        "title": ending.title,
        "lines": content_items(run.scenario, run.content, context),
        "later": context.html_or_none(ending.later),
        "their_view": _their_view(run, ending, context),
        "prompts": [context.plain_html(question) for question in ending.questions],
    }


def grade(score: float, scenario: m.Scenario | None, possible: float) -> dict:
    """Return a score, 0–1, as a grade in percent and points."""
    return {
        "percent": scoring.score_percent(score, scenario),
        "earned": round(score * possible, 2),
        "possible": possible,
        "passed": scoring.passes(score, scenario) if scenario else False,
    }


def score(scenario: m.Scenario, ratio: float, context: RenderContext) -> dict:
    """Return a run's score, 0–1, as a grade with the pass mark."""
    return {**grade(ratio, scenario, context.possible), "pass_percent": scenario.scoring.pass_percent}


def skill(run: Playthrough, id_: str, context: RenderContext) -> dict:
    """Return a skill to practise after a run, with its advice."""
    labels = context.labels
    return _skill(id_, labels.next_time(id_, scoring.had_slip(run, id_)), labels)


def _skill(id_: str, sentence: str, labels: Labels) -> dict:
    return {"id": id_, "name": labels.skill(id_), "sentence": sentence}


def _turning_point(run: Playthrough, point: scoring.TurningPoint, context: RenderContext) -> dict:
    step, stronger = point.step, point.stronger
    feedback = feedback_then(run, step, stronger) if stronger else step.feedback
    why = feedback.why if feedback else None
    return {
        "step": step.index,
        "title": step.scene.title,
        "said": choice(step.choice, context),
        "stronger": choice(stronger, context) if stronger else None,
        "why": context.html_or_none(why),
        "strength": "weak" if stronger and not scoring.is_strong(point.score) else "strong",
    }


def feedback_then(run: Playthrough, step: Step, other: m.Choice) -> m.Feedback | None:
    """Return the feedback that another choice of the step would have brought: the first whose condition held then."""
    return find_feedback(other, state_before(run, step))


def _curves(run: Playthrough, points: list[scoring.TurningPoint], context: RenderContext) -> list[dict]:
    shown = [meter for meter in run.scenario.meters if meter.show != "never"]
    # Tension first, whatever the author's order: the debrief is read along it.
    shown.sort(key=lambda meter: meter.id != "tension")
    turns = {point.step.index for point in points if point.stronger and not scoring.is_strong(point.score)}
    return [{
        "meter": context.labels.meter(meter),
        "max": 10,
        "points": [
            _start_point(run, meter, context),
            *(_point(step, meter, turns, context) for step in run.steps),
        ],
    } for meter in shown]


def _start_point(run: Playthrough, meter: Meter, context: RenderContext) -> dict:
    value = (run.steps[0].meters_before if run.steps else run.meters)[meter.id]
    return {
        "step": 0,
        "label": context.labels.start(),
        "value": value,
        "word": context.labels.band(meter.id, value),
        "turn": False,
        "note": None,
    }


def _point(step: Step, meter: Meter, turns: set[int], context: RenderContext) -> dict:
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


def _their_view(run: Playthrough, ending: m.Ending, context: RenderContext) -> dict:
    scenario = run.scenario
    clients = [person for person in scenario.people if person.role == "client"]
    person = scenario.people_by_id.get(ending.their_view_by or "") or (clients[0] if clients else None)
    mood = _last_mood(run, person.id) if person else "calm"
    return {
        "name": person.name if person else "",
        "face": context.face(person.portrait, mood) if person else None,
        "mood_word": context.labels.mood(mood),
        "html": context.html(ending.their_view),
        **_recording(ending.their_view_recording, context),
    }


def _last_mood(run: Playthrough, person: str) -> str:
    """Return the mood in which a person last spoke in the run, "calm" for one who has not."""
    said = (item for step in run.steps for item in (*step.content, *step.replies))
    lines = [item for item in (*said, *run.content) if isinstance(item, m.Line) and item.by == person]
    return lines[-1].mood if lines else "calm"


def _content_item(scenario: m.Scenario, item: m.ContentItem, context: RenderContext) -> dict:
    match item:
        case m.Narration():
            return {"kind": "cue", "html": context.html(item.text)}
        case m.Line():
            person = scenario.people_by_id.get(item.by)
            return {
                "kind": "line",
                "by": item.by,
                "name": person.name if person else item.by,
                "mood": item.mood,
                "mood_word": context.labels.mood(item.mood),
                "face": context.face(person.portrait, item.mood) if person else None,
                "html": context.html(item.text),
                "lang": item.lang,
                **_recording(item.recording, context),
            }
        case m.Image():
            return {"kind": "image", "src": context.address(item.src), "alt": item.alt or ""}
        case m.Audio():
            return {"kind": "audio", "src": context.address(item.src), "transcript": context.html(item.transcript)}
        case m.Video():
            return {
                "kind": "video",
                "src": context.address(item.src),
                "transcript": context.html(item.transcript),
                "captions": context.address(item.captions) if item.captions else None,
            }


def _recording(recording: str | None, context: RenderContext) -> dict[str, str]:
    """Return the address of a recording under its name; nothing where there is none."""
    return {"recording": context.address(recording)} if recording else {}


def _feedback(feedback: m.Feedback | None, context: RenderContext) -> dict | None:
    if feedback is None:
        return None
    return {
        "effect": context.html_or_none(feedback.effect),
        "why": context.html_or_none(feedback.why),
        "instead": context.html_or_none(feedback.instead),
    }


def _trend(by: int) -> str:
    return "rising" if by > 0 else "falling" if by < 0 else "steady"


def _escaped(text: str | None) -> str | None:
    """Return plain text escaped as markup, or None for None."""
    return text and text.replace("&", "&amp;").replace("<", "&lt;")
