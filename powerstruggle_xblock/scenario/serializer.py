"""From a scenario to XML: the canonical file, one element a line, in the order of docs/notation.md."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from ..notation import serializer
from ..notation.serializer import build_element, build_text_element, build_text_elements, format_number
from ..notation.shapes import XML_LANG, XmlElement
from . import grammar
from . import model as m


def to_xml_text(scenario: m.Scenario) -> str:
    """Return the whole canonical file, with a line break at its end."""
    return serializer.to_xml_text(to_element(scenario), grammar.find_shape)


_NEEDING = sorted({tag for (_, tag), shape in grammar.SHAPES.items() if "needs" in shape.attributes})
"""Elements with `needs`. Elsewhere an attribute of this name is a meter's, which belongs to the version."""


def to_versioned_text(scenario: m.Scenario) -> str:
    """Return the canonical text of what play and score depend on.

    It has no notes, `needs`, places on the map, sign-offs and settings of the platform.
    """
    root = to_element(replace(scenario, title=None, weight=None, max_attempts=None))
    for element in [*root.iter("note", "sign-off")]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter(*_NEEDING):
        element.attrib.pop("needs", None)
    for element in root.iter("scene", "ending"):
        element.attrib.pop("map", None)
    return etree.tostring(root, encoding="unicode")


def to_element(scenario: m.Scenario) -> XmlElement:
    """Return the root element with its attributes and children, not indented."""
    root = build_element(grammar.ROOT, {
        "display_name": scenario.title, "weight": format_number(scenario.weight), "max_attempts": scenario.max_attempts,
        XML_LANG: scenario.lang,
    })
    root.extend(_build_children(scenario))
    return root


def _build_children(scenario: m.Scenario) -> Iterator[XmlElement]:
    """Return the elements below the root, in the order of the notation."""
    if scenario.about:
        yield _build_about(scenario.about)
    if scenario.scoring != m.Scoring():
        yield _build_scoring(scenario.scoring)
    if scenario.meters_show != "end" or scenario.meter_settings:
        yield _build_meters(scenario)
    for person in scenario.people:
        yield build_text_element("person", person.about, {
            "id": person.id, "name": person.name, "role": person.role, "portrait": person.portrait,
        })
    for term in scenario.terms:
        yield build_text_element("term", term.text, {"name": term.name, "also": term.also})
    yield build_element(
        "start",
        {
            "scene": scenario.start.scene or None,
            "draw": scenario.start.draw,
            "profile": scenario.start.profile,
            **dict(scenario.start.values),
        },
    )
    for gate in scenario.gates:
        yield build_element("when", {"if": gate.condition or None, "to": gate.to})
    yield from _build_notes(scenario.notes)
    for sign_off in scenario.sign_offs:
        yield build_element("sign-off", {
            "by": sign_off.by, "role": sign_off.role, "date": sign_off.date, "version": sign_off.version,
        })
    for scene in scenario.scenes:
        yield _build_scene(scene)
    for ending in scenario.endings:
        yield _build_ending(ending)


def _build_about(about: m.About) -> XmlElement:
    element = build_element("about", {"minutes": about.minutes})
    for tag, text in (
        ("setting", about.setting),
        ("before", about.before),
        ("you-need", about.you_need),
        ("they-want", about.they_want),
        ("body-cue", about.body_cue),
        ("content-note", about.content_note),
        ("support", about.support),
    ):
        element.extend(build_text_elements(tag, text))
    element.extend(build_element("goal", {"skill": goal}) for goal in about.goals)
    element.extend(build_text_elements("source", *about.sources))
    return element


def _build_scoring(scoring: m.Scoring) -> XmlElement:
    return build_element("scoring", {
        "pass": scoring.pass_percent, "keep": scoring.keep, "decisions": scoring.min_decisions, "retry": scoring.retry,
        # Left out where it is the usual one: texts of earlier releases keep their version, and with it their sign-offs.
        "feedback": None if scoring.feedback == m.Scoring().feedback else scoring.feedback,
    })


def _build_meters(scenario: m.Scenario) -> XmlElement:
    element = build_element("meters", {"show": scenario.meters_show})
    for setting in scenario.meter_settings:
        element.append(build_element("meter", {
            "id": setting.id, "name": setting.name, "show": setting.show, "drop": "true" if setting.drop else None,
        }))
    return element


def _build_scene(scene: m.Scene) -> XmlElement:
    element = build_element("scene", {
        "id": scene.id, "title": scene.title, "needs": scene.needs or None, "map": _format_position(scene.map_position),
    })
    element.extend(_build_content_item(item, "line") for item in scene.content_items)
    for change in scene.arrival_changes:
        element.append(build_element("shift", {**dict(change.changes), "if": change.condition or None}))
    if scene.check_in:
        element.append(build_element("check-in"))
    if scene.rehearse:
        element.append(build_text_element("rehearse", scene.rehearse_prompt))
    element.extend(build_text_elements("hint", scene.hint))
    element.extend(_build_notes(scene.notes))
    element.extend(_build_choice(choice) for choice in scene.choices)
    return element


def _build_choice(choice: m.Choice) -> XmlElement:
    element = build_element(
        "choice",
        {
            "id": choice.id,
            "to": choice.to or None,
            "move": choice.move,
            "mistake": choice.mistake,
            "if": choice.condition or None,
            "closed": choice.closed_reason,
            "needs": choice.needs or None,
        },
    )
    for tag, text, variants in (("do", choice.do, choice.do_variants), ("say", choice.say, choice.say_variants)):
        if text:
            element.append(_build_wordings(tag, text, variants))
    if choice.wait:
        element.append(build_text_element("wait", choice.wait.text, {"seconds": choice.wait.seconds}))
    for rating in choice.ratings:
        element.append(build_element("level", {
            **dict(rating.skills), "if": rating.condition or None, "only": "true" if rating.only else None,
        }))
    if choice.meter_changes:
        element.append(build_element("shift", dict(choice.meter_changes)))
    element.extend(_build_content_item(item, "reply") for item in choice.replies)
    element.extend(_build_feedback(feedback) for feedback in choice.feedback)
    element.extend(build_element("go", {"to": route.to, "if": route.condition or None}) for route in choice.routes)
    element.extend(_build_notes(choice.notes))
    return element


def _build_feedback(feedback: m.Feedback) -> XmlElement:
    element = build_element("feedback", {"if": feedback.condition or None, "needs": feedback.needs or None})
    for tag, text in (("effect", feedback.effect), ("why", feedback.why), ("instead", feedback.instead)):
        element.extend(build_text_elements(tag, text))
    return element


def _build_ending(ending: m.Ending) -> XmlElement:
    element = build_element("ending", {
        "id": ending.id, "kind": ending.kind, "title": ending.title, "cap": ending.cap, "needs": ending.needs or None,
        "map": _format_position(ending.map_position),
    })
    element.extend(_build_content_item(item, "line") for item in ending.content_items)
    element.extend(build_text_elements("later", ending.later))
    view = {"by": ending.their_view_by, "recording": ending.their_view_recording}
    element.append(build_text_element("their-view", ending.their_view, view))
    element.extend(build_text_elements("ask", *ending.questions))
    element.extend(_build_notes(ending.notes))
    return element


def _format_position(position: m.MapPosition | None) -> str | None:
    return position and f"{position[0]},{position[1]}"


def _build_content_item(item: m.ContentItem, line_tag: str) -> XmlElement:
    """Return the element of a content item.

    `line_tag` is that of a line, "line" in a scene or ending and "reply" in a choice.
    """
    condition = {"if": item.condition or None}
    match item:
        case m.Narration():
            return _build_wordings("cue", item.text, item.variants, {**condition, "needs": item.needs or None})
        case m.Line():
            return _build_wordings(line_tag, item.text, item.variants, {
                "by": item.by, "mood": item.mood, XML_LANG: item.lang, "recording": item.recording, **condition,
                "needs": item.needs or None,
            })
        case m.Image():
            decorative = "true" if item.alt == "" else None
            return build_element(
                "image", {"src": item.src, "alt": item.alt or None, "decorative": decorative, **condition}
            )
        case m.Audio():
            return build_text_element("audio", item.transcript, {"src": item.src, **condition})
        case m.Video():
            return build_text_element(
                "video", item.transcript, {"src": item.src, "captions": item.captions, **condition}
            )


def _build_wordings(
    tag: str, text: str, variants: tuple[str, ...], attributes: Mapping[str, object] | None = None
) -> XmlElement:
    """Return the element of a text, or with a <variant> for each of its wordings where it has several."""
    if not variants:
        return build_text_element(tag, text, attributes)
    element = build_element(tag, attributes)
    element.extend(build_text_elements("variant", text, *variants))
    return element


def _build_notes(notes: tuple[m.Note, ...]) -> Iterator[XmlElement]:
    for note in notes:
        yield build_text_element(
            "note", note.text, {"by": note.by, "date": note.date, "done": "true" if note.done else None}
        )
