"""From the model to XML: the canonical file, one element a line, in the order the notation's page gives."""

from dataclasses import replace

from lxml import etree

from . import grammar
from . import model as m
from .conditions import Condition

INDENT = "  "


def to_xml_text(scenario: m.Scenario) -> str:
    """Give the whole canonical file, with a line break at its end."""
    root = to_element(scenario)
    indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def to_versioned_text(scenario: m.Scenario) -> str:
    """Give the canonical text of what play and score depend on: no notes, no sign-offs, none of the platform's settings."""
    root = to_element(replace(scenario, title=None, weight=None, max_attempts=None))
    for element in [*root.iter("note", "sign-off")]:
        element.getparent().remove(element)
    return etree.tostring(root, encoding="unicode")


def to_element(scenario: m.Scenario) -> etree._Element:
    """Give the root element with its attributes and children."""
    root = _element(grammar.ROOT, {
        "display_name": scenario.title, "weight": format_number(scenario.weight), "max_attempts": scenario.max_attempts,
        grammar.XML_LANG: scenario.lang,
    })
    root.extend(children(scenario))
    return root


def indent(element: etree._Element, depth: int = 0, parent: str = "", shape=grammar.find_shape) -> None:
    """Put each element on a line of its own, but never touch white space inside a text; `shape` is the notation's."""
    if len(element) and not shape(parent, element.tag).text:
        element.text = "\n" + INDENT * (depth + 1)
        for child in element:
            indent(child, depth + 1, element.tag, shape)
            child.tail = element.text
        element[-1].tail = "\n" + INDENT * depth


def children(scenario: m.Scenario):
    """Give the elements below the root, in the notation's order."""
    if scenario.about:
        yield _about(scenario.about)
    if scenario.scoring != m.Scoring():
        yield _scoring(scenario.scoring)
    if scenario.meters_show != "end" or scenario.meter_settings:
        yield _meters(scenario)
    for person in scenario.people:
        yield build_text_element("person", person.about, {"id": person.id, "name": person.name, "role": person.role, "portrait": person.portrait})
    yield _element("start", {"scene": scenario.start.scene, "profile": scenario.start.profile, **dict(scenario.start.values)})
    for gate in scenario.gates:
        yield _element("when", {"if": gate.condition, "to": gate.to})
    yield from _notes(scenario.notes)
    for said in scenario.sign_offs:
        yield _element("sign-off", {"by": said.by, "role": said.role, "date": said.date, "version": said.version})
    for scene in scenario.scenes:
        yield _scene(scene)
    for ending in scenario.endings:
        yield _ending(ending)


def _about(about: m.About) -> etree._Element:
    element = _element("about", {"minutes": about.minutes})
    for tag, text in (
        ("setting", about.setting), ("before", about.before), ("you-need", about.you_need), ("they-want", about.they_want),
        ("body-cue", about.body_cue), ("content-note", about.content_note), ("support", about.support),
    ):
        element.extend(_texts(tag, [text]))
    element.extend(_element("goal", {"skill": goal}) for goal in about.goals)
    element.extend(_texts("source", about.sources))
    return element


def _scoring(scoring: m.Scoring) -> etree._Element:
    return _element("scoring", {
        "pass": scoring.pass_percent, "keep": scoring.keep, "decisions": scoring.min_decisions, "retry": scoring.retry,
    })


def _meters(scenario: m.Scenario) -> etree._Element:
    element = _element("meters", {"show": scenario.meters_show})
    for setting in scenario.meter_settings:
        element.append(_element("meter", {
            "id": setting.id, "name": setting.name, "show": setting.show, "drop": "true" if setting.drop else None,
        }))
    return element


def _scene(scene: m.Scene) -> etree._Element:
    element = _element("scene", {"id": scene.id, "title": scene.title})
    element.extend(_beat(beat, "line") for beat in scene.content_items)
    element.extend(_element("shift", {**dict(shift.changes), "if": shift.condition}) for shift in scene.arrival_changes)
    if scene.check_in:
        element.append(_element("check-in"))
    if scene.rehearse:
        element.append(_element("rehearse"))
    element.extend(_texts("hint", [scene.hint]))
    element.extend(_notes(scene.notes))
    element.extend(_choice(choice) for choice in scene.choices)
    return element


def _choice(choice: m.Choice) -> etree._Element:
    element = _element("choice", {
        "id": choice.id, "to": choice.to, "move": choice.move, "mistake": choice.mistake, "if": choice.condition,
        "closed": choice.closed_reason,
    })
    element.extend(_texts("do", [choice.do]))
    element.extend(_texts("say", [choice.say]))
    if choice.wait:
        element.append(build_text_element("wait", choice.wait.text, {"seconds": choice.wait.seconds}))
    for level in choice.ratings:
        element.append(_element("level", {**dict(level.skills), "if": level.condition, "only": "true" if level.only else None}))
    if choice.meter_changes:
        element.append(_element("shift", dict(choice.meter_changes)))
    element.extend(_beat(beat, "reply") for beat in choice.replies)
    element.extend(_feedback(feedback) for feedback in choice.feedback)
    element.extend(_element("go", {"to": route.to, "if": route.condition}) for route in choice.routes)
    element.extend(_notes(choice.notes))
    return element


def _feedback(feedback: m.Feedback) -> etree._Element:
    element = _element("feedback", {"if": feedback.condition})
    for tag, text in (("effect", feedback.effect), ("why", feedback.why), ("instead", feedback.instead)):
        element.extend(_texts(tag, [text]))
    return element


def _ending(ending: m.Ending) -> etree._Element:
    element = _element("ending", {"id": ending.id, "kind": ending.kind, "title": ending.title, "cap": ending.cap})
    element.extend(_beat(beat, "line") for beat in ending.content_items)
    element.extend(_texts("later", [ending.later]))
    element.append(build_text_element("their-view", ending.their_view, {"by": ending.their_view_by}))
    element.extend(_texts("ask", ending.questions))
    element.extend(_notes(ending.notes))
    return element


def _beat(beat: m.ContentItem, speech: str) -> etree._Element:
    match beat:
        case m.Narration():
            return build_text_element("cue", beat.text, {"if": beat.condition})
        case m.Line():
            return build_text_element(speech, beat.text, {"by": beat.by, "mood": beat.mood, grammar.XML_LANG: beat.lang, "if": beat.condition})
        case m.Image():
            return _element("image", {
                "src": beat.src, "alt": beat.alt or None, "decorative": "true" if beat.alt == "" else None, "if": beat.condition,
            })
        case m.Audio():
            return build_text_element("audio", beat.transcript, {"src": beat.src, "if": beat.condition})
        case m.Video():
            return build_text_element("video", beat.transcript, {"src": beat.src, "captions": beat.captions, "if": beat.condition})


def _notes(notes: tuple[m.Note, ...]):
    return (build_text_element("note", note.text, {"by": note.by, "date": note.date, "done": "true" if note.done else None}) for note in notes)


def _texts(tag: str, texts):
    return (build_text_element(tag, text) for text in texts if text)


def build_text_element(tag: str, markup: str | None, attributes: dict | None = None) -> etree._Element:
    """Give an element with markup inside; the model's texts are well-formed by construction (`markup.read`)."""
    element = _element(tag, attributes or {})
    if markup:
        inner = etree.fromstring(f"<_>{markup}</_>")
        element.text = inner.text
        element.extend(inner)
    return element


def _element(tag: str, attributes: dict | None = None) -> etree._Element:
    element = etree.Element(tag)
    for name, value in (attributes or {}).items():
        if value is not None and not (isinstance(value, Condition) and not value):
            element.set(name, str(value))
    return element


def format_number(value: float | None) -> str | None:
    """Give a number of points as it is written."""
    return None if value is None else str(int(value)) if value == int(value) else repr(value)
