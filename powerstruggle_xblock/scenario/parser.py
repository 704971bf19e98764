"""From the root element to a Scenario: one function for each element, using `element_parser.ScenarioParser`."""

from ..notation.messages import msg, nmsg
from ..notation.shapes import XML_LANG, XmlElement
from . import catalog
from . import model as m
from .conditions import ID_PATTERN, RESERVED_WORDS
from .element_parser import ScenarioParser

MAX_CHOICES = 8
MAX_WAIT_SECONDS = 120
MAX_ATTEMPTS = 1000
MAX_MINUTES = 240
MAX_MIN_DECISIONS = 100
RESERVED_METER_WORDS = RESERVED_WORDS | {"if", "scene", "profile", "only"}
"""Words of conditions, and attributes that stand beside meters: they can't be the id of a meter or person."""


def build_scenario(parser: ScenarioParser, root: XmlElement) -> m.Scenario:
    """Build the scenario from its root element, as far as it goes.

    Where the parser recorded a fatal issue, the scenario only serves to find more issues.
    """
    meters_show, meter_settings = _parse_meters(parser, root)
    meter_ids = _list_meter_ids(meter_settings)
    scenes = tuple(_parse_scene(parser, child, meter_ids) for child in parser.children(root, "scene"))
    endings = tuple(_parse_ending(parser, child) for child in parser.children(root, "ending"))
    for what, found in (("scene", scenes), ("ending", endings)):
        if not found:
            parser.add_issue(root, f"no-{what}", msg("there is no <{tag}>", tag=what), field=what, fatal=True)
    return m.Scenario(
        title=parser.parse_attribute(root, "display_name"),
        weight=parser.parse_points(root, "weight"),
        max_attempts=parser.parse_number(root, "max_attempts", 0, MAX_ATTEMPTS, None),
        lang=root.get(XML_LANG) or None,
        about=_parse_about(parser, root),
        scoring=_parse_scoring(parser, root),
        meters_show=meters_show,
        meter_settings=meter_settings,
        people=_parse_people(parser, root),
        start=_parse_start(parser, root, meter_ids, scenes),
        gates=tuple(_parse_route(parser, child) for child in parser.children(root, "when")),
        scenes=scenes,
        endings=endings,
        notes=parser.parse_notes(root),
        sign_offs=tuple(filter(None, (parser.parse_sign_off(child) for child in parser.children(root, "sign-off")))),
    )


def _parse_about(parser: ScenarioParser, root: XmlElement) -> m.About | None:
    element = parser.find_child(root, "about")
    if element is None:
        return None
    text = {tag: parser.parse_child_text(element, tag) for tag in (
        "setting", "before", "you-need", "they-want", "body-cue", "content-note", "support")}
    for tag in ("setting", "you-need"):
        if text[tag] is None:
            parser.add_issue(element, "no-words", msg("<about> needs <{tag}>", tag=tag), field=tag)
    goals = [parser.parse_word(goal, "skill", catalog.skills(), None) for goal in parser.children(element, "goal")]
    return m.About(
        setting=text["setting"] or "",
        you_need=text["you-need"] or "",
        minutes=parser.parse_number(element, "minutes", 1, MAX_MINUTES, None),
        before=text["before"],
        they_want=text["they-want"],
        body_cue=text["body-cue"],
        content_note=text["content-note"],
        support=text["support"],
        goals=tuple(goal for goal in goals if goal),
        sources=parser.parse_texts(element, "source"),
    )


def _parse_scoring(parser: ScenarioParser, root: XmlElement) -> m.Scoring:
    element = parser.find_child(root, "scoring")
    if element is None:
        return m.Scoring()
    return m.Scoring(
        pass_percent=parser.parse_number(element, "pass", 0, 100, 70),
        keep=parser.parse_word(element, "keep", m.KEEP, "best"),
        min_decisions=parser.parse_number(element, "decisions", 1, MAX_MIN_DECISIONS, None),
        retry=parser.parse_word(element, "retry", m.RETRY, "practice"),
    )


def _parse_meters(parser: ScenarioParser, root: XmlElement) -> tuple[str, tuple[m.MeterSetting, ...]]:
    element = parser.find_child(root, "meters")
    if element is None:
        return "end", ()
    settings: dict[str, m.MeterSetting] = {}
    for child in parser.children(element, "meter"):
        id_ = child.get("id", "")
        if not _is_word_id(id_):
            parser.add_issue(
                child,
                "bad-id",
                msg("id=\"{id}\" can't be a meter's; use one small word", id=id_[:60]),
                field="id",
                fatal=True,
            )
        elif id_ in settings:
            parser.add_issue(
                child,
                "double-id",
                msg('meter "{id}" is there already; this second one is left out', id=id_),
                field="id",
            )
        else:
            name = parser.parse_attribute(child, "name")
            if name is None and id_ not in m.USUAL_METERS:
                parser.add_issue(child, "no-words", msg('your own meter "{id}" needs name="…"', id=id_), field="name")
            settings[id_] = m.MeterSetting(
                id_, name, parser.parse_word(child, "show", m.SHOW_METERS, None), parser.parse_flag(child, "drop")
            )
    return parser.parse_word(element, "show", m.SHOW_METERS, "end"), tuple(settings.values())


def _is_word_id(id_: str) -> bool:
    """Return whether a word can be the id of a meter or person.

    It must not be part of a condition or the name of an attribute.
    """
    return bool(ID_PATTERN.match(id_)) and id_ not in RESERVED_METER_WORDS


def _list_meter_ids(settings: tuple[m.MeterSetting, ...]) -> tuple[str, ...]:
    dropped = {setting.id for setting in settings if setting.drop}
    return tuple(id_ for id_ in dict.fromkeys([*m.USUAL_METERS, *(s.id for s in settings)]) if id_ not in dropped)


def _parse_people(parser: ScenarioParser, root: XmlElement) -> tuple[m.Person, ...]:
    people: dict[str, m.Person] = {}
    for element in parser.children(root, "person"):
        person = _parse_person(parser, element)
        if person.id in people:
            message = msg("person \"{id}\" is there already; this second one is left out", id=person.id[:60])
            parser.add_issue(element, "double-id", message, field="id")
        people.setdefault(person.id, person)
    return tuple(people.values())


def _parse_person(parser: ScenarioParser, element: XmlElement) -> m.Person:
    id_ = element.get("id", "")
    if not _is_word_id(id_):
        parser.add_issue(
            element,
            "bad-id",
            msg("id=\"{id}\" can't be a person's; use one small word", id=id_[:60]),
            field="id",
            fatal=True,
        )
    name = (element.get("name") or "").strip()
    if not name:
        parser.add_issue(element, "no-words", msg("<person id=\"{id}\"> needs name=\"…\"", id=id_[:60]), field="name")
    role = parser.parse_word(element, "role", m.ROLES, "client")
    return m.Person(id_, name or id_, role, element.get("portrait") or None, parser.parse_text(element))


def _parse_start(
    parser: ScenarioParser, root: XmlElement, meter_ids: tuple[str, ...], scenes: tuple[m.Scene, ...]
) -> m.Start:
    element = parser.find_child(root, "start")
    if element is None:
        parser.add_issue(root, "no-start", msg("there is no <start scene=\"…\"/>"), field="start", fatal=True)
        return m.Start("")
    first = element.get("scene", "")
    known = [scene.id for scene in scenes]
    if first not in known:
        message = msg('<start> names "{id}", which is no scene{hint}', id=first[:60], hint=parser.suggest(first, known))
        parser.add_issue(element, "broken-target", message, field="scene", fatal=True)
    values = parser.parse_meters(element, meter_ids, ("scene", "profile"), 0)
    return m.Start(first, parser.parse_word(element, "profile", catalog.profiles(), None), values)


def _parse_route(parser: ScenarioParser, element: XmlElement) -> m.Route:
    return m.Route(parser.parse_target(element), parser.parse_condition(element))


def _parse_scene(parser: ScenarioParser, element: XmlElement, meter_ids: tuple[str, ...]) -> m.Scene:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        title = (element.get("title") or "").strip()
        if not title:
            message = msg("scene \"{id}\" needs title=\"…\": learners hear it when they arrive", id=id_[:60])
            parser.add_issue(element, "no-title", message, field="title")
        choices = tuple(_parse_choice(parser, child, meter_ids) for child in parser.children(element, "choice"))
        if not 1 <= len(choices) <= MAX_CHOICES:
            message = nmsg("scene \"{id}\" has {number} choice; it takes 1 to {most}",
                           "scene \"{id}\" has {number} choices; it takes 1 to {most}", len(choices), id=id_[:60],
                           most=MAX_CHOICES)
            parser.add_issue(element, "choices", message, field="choice", fatal=not choices)
        return m.Scene(
            id=id_,
            title=title or id_,
            content_items=parser.parse_content_items(element),
            arrival_changes=tuple(
                _parse_arrival_change(parser, child, meter_ids) for child in parser.children(element, "shift")
            ),
            check_in=parser.find_child(element, "check-in") is not None,
            rehearse=parser.find_child(element, "rehearse") is not None,
            hint=parser.parse_child_text(element, "hint"),
            choices=choices,
            notes=parser.parse_notes(element),
        )


def _parse_arrival_change(parser: ScenarioParser, element: XmlElement, meter_ids: tuple[str, ...]) -> m.MeterChange:
    return m.MeterChange(parser.parse_meters(element, meter_ids, ("if",)), parser.parse_condition(element))


def _parse_choice(parser: ScenarioParser, element: XmlElement, meter_ids: tuple[str, ...]) -> m.Choice:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        say, do, wait = (
            parser.parse_child_text(element, "say"),
            parser.parse_child_text(element, "do"),
            _parse_wait(parser, element),
        )
        if not (say or do or wait):
            parser.add_issue(
                element, "no-words", msg('choice "{id}" needs <say>, <do> or <wait>', id=id_[:60]), field="say"
            )
        if wait and (say or do):
            parser.add_issue(
                element,
                "too-many",
                msg('choice "{id}" waits and speaks; make it two choices', id=id_[:60]),
                field="wait",
            )
        shift = parser.find_child(element, "shift")
        return m.Choice(
            id=id_,
            to=parser.parse_target(element),
            say=say,
            do=do,
            wait=wait,
            move=parser.parse_word(element, "move", catalog.moves(), None),
            mistake=parser.parse_word(element, "mistake", catalog.MISTAKES, None),
            condition=parser.parse_condition(element),
            closed_reason=parser.parse_attribute(element, "closed"),
            ratings=tuple(parser.parse_rating(child) for child in parser.children(element, "level")),
            meter_changes=() if shift is None else parser.parse_meters(shift, meter_ids, ()),
            replies=parser.parse_content_items(element),
            feedback=tuple(_parse_feedback(parser, child) for child in parser.children(element, "feedback")),
            routes=tuple(_parse_route(parser, child) for child in parser.children(element, "go")),
            notes=parser.parse_notes(element),
        )


def _parse_wait(parser: ScenarioParser, choice: XmlElement) -> m.Wait | None:
    element = parser.find_child(choice, "wait")
    if element is None:
        return None
    text = parser.parse_text(element)
    if text is None:
        parser.add_issue(element, "no-words", msg("<wait> needs words, for example \"Stay with the silence.\""))
    return m.Wait(parser.parse_number(element, "seconds", 1, MAX_WAIT_SECONDS, 10), text or "")


def _parse_feedback(parser: ScenarioParser, element: XmlElement) -> m.Feedback:
    return m.Feedback(
        parser.parse_child_text(element, "effect"),
        parser.parse_child_text(element, "why"),
        parser.parse_child_text(element, "instead"),
        parser.parse_condition(element),
    )


def _parse_ending(parser: ScenarioParser, element: XmlElement) -> m.Ending:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        kind = parser.parse_word(element, "kind", m.ENDING_KINDS, None)
        if kind is None and not element.get("kind"):
            message = msg("ending \"{id}\" needs kind=\"…\" ({known})", id=id_[:60], known=", ".join(m.ENDING_KINDS))
            parser.add_issue(element, "no-kind", message, field="kind")
        view = parser.find_child(element, "their-view")
        their_view = parser.parse_text(view)
        if their_view is None:
            message = msg(
                'ending "{id}" needs <their-view>: how it was for the client, in their own words', id=id_[:60]
            )
            parser.add_issue(element, "no-their-view", message, field="their-view")
        return m.Ending(
            id=id_,
            kind=kind or "door-open",
            title=(element.get("title") or "").strip() or id_,
            cap=parser.parse_number(element, "cap", 0, 100, None),
            content_items=parser.parse_content_items(element),
            later=parser.parse_child_text(element, "later"),
            their_view=their_view or "",
            their_view_by=parser.parse_speaker(view) if view is not None and view.get("by") else None,
            questions=parser.parse_texts(element, "ask"),
            notes=parser.parse_notes(element),
        )
