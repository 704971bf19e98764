"""From the root element to a Scenario: one function for each element, using `element_parser.ScenarioParser`."""

from ..notation.messages import msg, nmsg
from ..notation.shapes import XML_LANG, XmlElement
from . import catalog
from . import model as m
from .conditions import ID_PATTERN, RESERVED_WORDS
from .element_parser import ScenarioParser
from .meters import MeterSetting
from .vocabulary import RANGES

MAX_CHOICES = RANGES["choices"][1]
USUAL_DRAW = 5
MIN_MOMENT_CHOICES, MAX_MOMENT_CHOICES = RANGES["moment_choices"]
RESERVED_METER_WORDS = RESERVED_WORDS | {"if", "scene", "draw", "profile", "only"}
"""Words of conditions, and attributes that stand beside meters: they can't be the id of a meter or person."""


def build_scenario(parser: ScenarioParser, root: XmlElement) -> m.Scenario:
    """Build the scenario from its root element, as far as it goes.

    Where the parser recorded a fatal issue, the scenario only serves to find more issues.
    """
    parser.is_drill = _is_drill(parser, root)
    meters_show, meter_settings = _parse_meters(parser, root)
    meter_ids = _list_meter_ids(meter_settings)
    scenes = tuple(_parse_scene(parser, child, meter_ids) for child in parser.children(root, "scene"))
    written = () if parser.is_drill else parser.children(root, "ending")
    endings = tuple(_parse_ending(parser, child) for child in written)
    for what, found in (("scene", scenes), ("ending", endings or parser.is_drill)):
        if not found:
            parser.add_issue(root, f"no-{what}", msg("there is no <{tag}>", tag=what), field=what, fatal=True)
    return m.Scenario(
        title=parser.parse_attribute(root, "display_name"),
        weight=parser.parse_points(root, "weight"),
        max_attempts=parser.parse_number(root, "max_attempts", *RANGES["max_attempts"], None),
        lang=root.get(XML_LANG) or None,
        about=_parse_about(parser, root),
        scoring=_parse_scoring(parser, root),
        meters_show=meters_show,
        meter_settings=meter_settings,
        people=_parse_people(parser, root),
        terms=_parse_terms(parser, root),
        start=_parse_start(parser, root, meter_ids, scenes),
        gates=() if parser.is_drill else tuple(_parse_route(parser, child) for child in parser.children(root, "when")),
        scenes=scenes,
        endings=endings,
        notes=parser.parse_notes(root),
        sign_offs=tuple(filter(None, (parser.parse_sign_off(child) for child in parser.children(root, "sign-off")))),
    )


def _is_drill(parser: ScenarioParser, root: XmlElement) -> bool:
    """Return whether the scenario is a drill: its start draws. What a drill has no use for is recorded as issues."""
    start = parser.find_child(root, "start")
    if start is None or "draw" not in start.attrib:
        return False
    if "scene" in start.attrib:
        message = msg("a drill has no first scene: it begins with what is drawn; leave out scene=\"…\" or draw=\"…\"")
        parser.add_issue(start, "not-in-a-drill", message, field="scene")
    for child in parser.children(root, "ending"):
        message = msg("a drill has no <ending>: it is over after the moments that are drawn")
        parser.add_issue(child, "not-in-a-drill", message, at=child.get("id"))
    for child in parser.children(root, "when"):
        message = msg("a drill has no <when>: nothing takes over from a moment")
        parser.add_issue(child, "not-in-a-drill", message)
    return True


def _parse_about(parser: ScenarioParser, root: XmlElement) -> m.About | None:
    element = parser.find_child(root, "about")
    if element is None:
        return None
    text = {tag: parser.parse_child_text(element, tag) for tag in (
        "setting", "before", "you-need", "they-want", "body-cue", "content-note", "support")}
    for tag in ("setting",) if parser.is_drill else ("setting", "you-need"):
        if text[tag] is None:
            parser.add_issue(element, "no-words", msg("<about> needs <{tag}>", tag=tag), field=tag)
    goals = [parser.parse_word(goal, "skill", catalog.skills(), None) for goal in parser.children(element, "goal")]
    return m.About(
        setting=text["setting"] or "",
        you_need=text["you-need"] or "",
        minutes=parser.parse_number(element, "minutes", *RANGES["minutes"], None),
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
        pass_percent=parser.parse_number(element, "pass", *RANGES["percent"], 70),
        keep=parser.parse_word(element, "keep", m.KEEP, "best"),
        min_decisions=parser.parse_number(element, "decisions", *RANGES["min_decisions"], None),
        retry=parser.parse_word(element, "retry", m.RETRY, "practice"),
        feedback=parser.parse_word(element, "feedback", m.FEEDBACK_TIMING, "one-line"),
    )


def _parse_meters(parser: ScenarioParser, root: XmlElement) -> tuple[str, tuple[MeterSetting, ...]]:
    element = parser.find_child(root, "meters")
    if element is None:
        return "end", ()
    settings: dict[str, MeterSetting] = {}
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
            settings[id_] = MeterSetting(
                id_, name, parser.parse_word(child, "show", m.SHOW_METERS, None), parser.parse_flag(child, "drop")
            )
    return parser.parse_word(element, "show", m.SHOW_METERS, "end"), tuple(settings.values())


def _is_word_id(id_: str) -> bool:
    """Return whether a word can be the id of a meter or person.

    It must not be part of a condition or the name of an attribute.
    """
    return bool(ID_PATTERN.match(id_)) and id_ not in RESERVED_METER_WORDS


def _list_meter_ids(settings: tuple[MeterSetting, ...]) -> tuple[str, ...]:
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
    return m.Person(id_, name or id_, role, parser.parse_portrait(element), parser.parse_text(element))


def _parse_terms(parser: ScenarioParser, root: XmlElement) -> tuple[m.Term, ...]:
    terms: list[m.Term] = []
    for element in parser.children(root, "term"):
        name, text = (element.get("name") or "").strip(), parser.parse_text(element)
        if not name:
            parser.add_issue(element, "no-words", msg("<term> needs name=\"…\", the word to explain"), field="name")
        elif text is None:
            message = msg("term \"{name}\" has no words that explain it", name=name[:60])
            parser.add_issue(element, "no-words", message)
        else:
            terms.append(m.Term(name, text, parser.parse_attribute(element, "also")))
    return tuple(terms)


def _parse_start(
    parser: ScenarioParser, root: XmlElement, meter_ids: tuple[str, ...], scenes: tuple[m.Scene, ...]
) -> m.Start:
    element = parser.find_child(root, "start")
    if element is None:
        parser.add_issue(root, "no-start", msg("there is no <start scene=\"…\"/>"), field="start", fatal=True)
        return m.Start("")
    values = parser.parse_meters(element, meter_ids, ("scene", "draw", "profile"), 0)
    profile = parser.parse_word(element, "profile", catalog.profiles(), None)
    if parser.is_drill:
        return m.Start("", profile, values, draw=_parse_draw(parser, element, len(scenes)))
    first = element.get("scene", "")
    known = [scene.id for scene in scenes]
    if first not in known:
        message = msg('<start> names "{id}", which is no scene{hint}', id=first[:60], hint=parser.suggest(first, known))
        parser.add_issue(element, "broken-target", message, field="scene", fatal=True)
    return m.Start(first, profile, values)


def _parse_draw(parser: ScenarioParser, element: XmlElement, deck_size: int) -> int:
    """Return how many moments of a drill are drawn; a deck with fewer is an issue."""
    draw = parser.parse_number(element, "draw", *RANGES["draw"], USUAL_DRAW)
    if deck_size < draw:
        message = nmsg(
            "the drill draws {draw} moments and has {number} scene; it needs at least as many as it draws",
            "the drill draws {draw} moments and has {number} scenes; it needs at least as many as it draws",
            deck_size,
            draw=draw,
        )
        parser.add_issue(element, "small-deck", message, field="draw")
    return draw


def _parse_route(parser: ScenarioParser, element: XmlElement) -> m.Route:
    return m.Route(parser.parse_target(element), parser.parse_condition(element))


def _parse_scene(parser: ScenarioParser, element: XmlElement, meter_ids: tuple[str, ...]) -> m.Scene:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        title = parser.parse_title(element)
        if not title:
            message = msg("scene \"{id}\" needs title=\"…\": learners hear it when they arrive", id=id_[:60])
            parser.add_issue(element, "no-title", message, field="title")
        choices = tuple(_parse_choice(parser, child, meter_ids) for child in parser.children(element, "choice"))
        _check_number_of_choices(parser, element, id_, len(choices))
        rehearse = parser.find_child(element, "rehearse")
        return m.Scene(
            id=id_,
            title=title or id_,
            content_items=parser.parse_content_items(element),
            arrival_changes=tuple(
                _parse_arrival_change(parser, child, meter_ids) for child in parser.children(element, "shift")
            ),
            check_in=parser.find_child(element, "check-in") is not None,
            rehearse=rehearse is not None,
            rehearse_prompt=parser.parse_text(rehearse),
            hint=parser.parse_child_text(element, "hint"),
            choices=choices,
            notes=parser.parse_notes(element),
            needs=parser.parse_needs(element),
            map_position=parser.parse_map_position(element),
        )


def _check_number_of_choices(parser: ScenarioParser, element: XmlElement, id_: str, number: int) -> None:
    least, most = (MIN_MOMENT_CHOICES, MAX_MOMENT_CHOICES) if parser.is_drill else (1, MAX_CHOICES)
    if least <= number <= most:
        return
    message = (
        nmsg("moment \"{id}\" has {number} choice; in a drill it takes {least} to {most}",
             "moment \"{id}\" has {number} choices; in a drill it takes {least} to {most}", number, id=id_[:60],
             least=least, most=most)
        if parser.is_drill
        else nmsg("scene \"{id}\" has {number} choice; it takes 1 to {most}",
                  "scene \"{id}\" has {number} choices; it takes 1 to {most}", number, id=id_[:60], most=most)
    )
    parser.add_issue(element, "choices", message, field="choice", fatal=not number)


def _parse_arrival_change(parser: ScenarioParser, element: XmlElement, meter_ids: tuple[str, ...]) -> m.MeterChange:
    return m.MeterChange(parser.parse_meters(element, meter_ids, ("if",)), parser.parse_condition(element))


def _parse_choice(parser: ScenarioParser, element: XmlElement, meter_ids: tuple[str, ...]) -> m.Choice:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        (say, *say_variants), (do, *do_variants) = (
            parser.parse_wordings(parser.find_child(element, tag)) or (None,) for tag in ("say", "do")
        )
        wait = _parse_wait(parser, element)
        _check_what_is_done(parser, element, id_, acts=bool(say or do), waits=wait is not None)
        shift = parser.find_child(element, "shift")
        return m.Choice(
            id=id_,
            to=_parse_way_on(parser, element, id_),
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
            routes=() if parser.is_drill else tuple(
                _parse_route(parser, child) for child in parser.children(element, "go")
            ),
            notes=parser.parse_notes(element),
            needs=parser.parse_needs(element),
            say_variants=tuple(filter(None, say_variants)),
            do_variants=tuple(filter(None, do_variants)),
        )


def _check_what_is_done(parser: ScenarioParser, element: XmlElement, id_: str, *, acts: bool, waits: bool) -> None:
    """Record a choice that neither speaks, acts nor waits, and one that waits besides."""
    if not (acts or waits):
        message = msg('choice "{id}" needs <say>, <do> or <wait>', id=id_[:60])
        parser.add_issue(element, "no-words", message, field="say")
    if acts and waits:
        message = msg('choice "{id}" waits and speaks; make it two choices', id=id_[:60])
        parser.add_issue(element, "too-many", message, field="wait")


def _parse_way_on(parser: ScenarioParser, element: XmlElement, id_: str) -> str:
    """Return where a choice leads: "" in a drill, where a way on is an issue."""
    if not parser.is_drill:
        return parser.parse_target(element)
    ways = [(element, "to")] if "to" in element.attrib else []
    for found, field in [*ways, *((child, None) for child in parser.children(element, "go"))]:
        message = msg('choice "{id}" leads on; in a drill, a moment ends with its choice', id=id_[:60])
        parser.add_issue(found, "not-in-a-drill", message, field=field)
    return ""


def _parse_wait(parser: ScenarioParser, choice: XmlElement) -> m.Wait | None:
    element = parser.find_child(choice, "wait")
    if element is None:
        return None
    text = parser.parse_text(element)
    if text is None:
        parser.add_issue(element, "no-words", msg("<wait> needs words, for example \"Stay with the silence.\""))
    return m.Wait(parser.parse_number(element, "seconds", *RANGES["wait_seconds"], 10), text or "")


def _parse_feedback(parser: ScenarioParser, element: XmlElement) -> m.Feedback:
    return m.Feedback(
        parser.parse_child_text(element, "effect"),
        parser.parse_child_text(element, "why"),
        parser.parse_child_text(element, "instead"),
        parser.parse_condition(element),
        parser.parse_needs(element),
    )


def _parse_ending(parser: ScenarioParser, element: XmlElement) -> m.Ending:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        kind = parser.parse_word(element, "kind", m.ENDING_KINDS, None)
        if kind is None and not element.get("kind"):
            message = msg("ending \"{id}\" needs kind=\"…\" ({known})", id=id_[:60], known=", ".join(m.ENDING_KINDS))
            parser.add_issue(element, "no-kind", message, field="kind")
        title = parser.parse_title(element)
        if not title:
            message = msg('ending "{id}" needs title="…": it stands over the debrief', id=id_[:60])
            parser.add_issue(element, "no-title", message, field="title")
        view = parser.find_child(element, "their-view")
        their_view = parser.parse_text(view)
        if their_view is None:
            message = msg(
                'ending "{id}" needs <their-view>: how it was for the client, in their own words', id=id_[:60]
            )
            parser.add_issue(element, "no-their-view", message, field="their-view")
        return m.Ending(
            id=id_,
            kind=kind or m.DEFAULT_ENDING_KIND,
            title=title or id_,
            cap=parser.parse_number(element, "cap", *RANGES["percent"], None),
            content_items=parser.parse_content_items(element),
            later=parser.parse_child_text(element, "later"),
            their_view=their_view or "",
            their_view_by=parser.parse_speaker(view) if view is not None and view.get("by") else None,
            their_view_recording=parser.parse_recording(view) if view is not None else None,
            questions=parser.parse_texts(element, "ask"),
            notes=parser.parse_notes(element),
            needs=parser.parse_needs(element),
            map_position=parser.parse_map_position(element),
        )
