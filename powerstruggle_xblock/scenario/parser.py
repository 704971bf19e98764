"""From the root element to a Scenario: one function an element, all leaning on `reading.Reader`."""

from ..notation.messages import msg, nmsg
from . import catalog, grammar
from . import model as m
from .conditions import ID_PATTERN, RESERVED_WORDS
from .element_parser import LONGEST_WAIT, MOST_CHOICES, ScenarioParser


def build_scenario(reader: ScenarioParser, root) -> m.Scenario:
    """Build the scenario as far as it goes: where the reader noted something fatal it is only good for finding more problems."""
    meters_show, meter_settings = _meters(reader, root)
    meter_ids = _meter_ids(meter_settings)
    scenes = tuple(_scene(reader, child, meter_ids) for child in reader.children(root, "scene"))
    endings = tuple(_ending(reader, child) for child in reader.children(root, "ending"))
    for what, found in (("scene", scenes), ("ending", endings)):
        if not found:
            reader.note(root, f"no-{what}", msg("there is no <{tag}>", tag=what), field=what, fatal=True)
    return m.Scenario(
        title=(root.get("display_name") or "").strip() or None,
        weight=reader.points(root, "weight"),
        max_attempts=reader.number(root, "max_attempts", 0, 1000, None),
        lang=root.get(grammar.XML_LANG) or None,
        about=_about(reader, root),
        scoring=_scoring(reader, root),
        meters_show=meters_show,
        meter_settings=meter_settings,
        people=_people(reader, root),
        start=_start(reader, root, meter_ids, scenes),
        gates=tuple(_route(reader, child) for child in reader.children(root, "when")),
        scenes=scenes,
        endings=endings,
        notes=reader.notes(root),
        sign_offs=tuple(filter(None, (reader.sign_off(child) for child in reader.children(root, "sign-off")))),
    )


def _about(reader: ScenarioParser, root) -> m.About | None:
    element = reader.only(root, "about")
    if element is None:
        return None
    text = {tag: reader.child_text(element, tag) for tag in (
        "setting", "before", "you-need", "they-want", "body-cue", "content-note", "support")}
    for tag in ("setting", "you-need"):
        if text[tag] is None:
            reader.note(element, "no-words", msg("<about> needs <{tag}>", tag=tag), field=tag)
    goals = [reader.word(goal, "skill", catalog.skills(), None) for goal in reader.children(element, "goal")]
    return m.About(
        setting=text["setting"] or "",
        you_need=text["you-need"] or "",
        minutes=reader.number(element, "minutes", 1, 240, None),
        before=text["before"],
        they_want=text["they-want"],
        body_cue=text["body-cue"],
        content_note=text["content-note"],
        support=text["support"],
        goals=tuple(goal for goal in goals if goal),
        sources=reader.texts(element, "source"),
    )


def _scoring(reader: ScenarioParser, root) -> m.Scoring:
    element = reader.only(root, "scoring")
    if element is None:
        return m.Scoring()
    return m.Scoring(
        pass_percent=reader.number(element, "pass", 0, 100, 70),
        keep=reader.word(element, "keep", m.KEEP, "best"),
        min_decisions=reader.number(element, "decisions", 1, 100, None),
        retry=reader.word(element, "retry", m.RETRY, "practice"),
    )


def _meters(reader: ScenarioParser, root) -> tuple[str, tuple[m.MeterSetting, ...]]:
    element = reader.only(root, "meters")
    if element is None:
        return "end", ()
    settings: dict[str, m.MeterSetting] = {}
    for child in reader.children(element, "meter"):
        id_ = child.get("id", "")
        if not _word_fits(id_):
            reader.note(child, "bad-id", msg("id=\"{id}\" can't be a meter's; use one small word", id=id_[:60]), field="id", fatal=True)
        elif id_ in settings:
            reader.note(child, "double-id", msg("meter \"{id}\" is there already; this second one is left out", id=id_), field="id")
        else:
            name = (child.get("name") or "").strip() or None
            if name is None and id_ not in m.USUAL_METERS:
                reader.note(child, "no-words", msg("your own meter \"{id}\" needs name=\"…\"", id=id_), field="name")
            settings[id_] = m.MeterSetting(id_, name, reader.word(child, "show", m.SHOW_METERS, None), reader.flag(child, "drop"))
    return reader.word(element, "show", m.SHOW_METERS, "end"), tuple(settings.values())


def _word_fits(id_: str) -> bool:
    """Tell whether a word can be a meter's id: it must not read as a part of another condition or of an attribute."""
    return bool(ID_PATTERN.match(id_)) and id_ not in RESERVED_WORDS | {"if", "scene", "profile", "only"}


def _meter_ids(settings: tuple[m.MeterSetting, ...]) -> tuple[str, ...]:
    dropped = {setting.id for setting in settings if setting.drop}
    return tuple(id_ for id_ in dict.fromkeys([*m.USUAL_METERS, *(s.id for s in settings)]) if id_ not in dropped)


def _people(reader: ScenarioParser, root) -> tuple[m.Person, ...]:
    people: dict[str, m.Person] = {}
    for element in reader.children(root, "person"):
        person = _person(reader, element)
        if person.id in people:
            message = msg("person \"{id}\" is there already; this second one is left out", id=person.id[:60])
            reader.note(element, "double-id", message, field="id")
        people.setdefault(person.id, person)
    return tuple(people.values())


def _person(reader: ScenarioParser, element) -> m.Person:
    id_ = element.get("id", "")
    if not _word_fits(id_):
        reader.note(element, "bad-id", msg("id=\"{id}\" can't be a person's; use one small word", id=id_[:60]), field="id", fatal=True)
    name = (element.get("name") or "").strip()
    if not name:
        reader.note(element, "no-words", msg("<person id=\"{id}\"> needs name=\"…\"", id=id_[:60]), field="name")
    role = reader.word(element, "role", m.ROLES, "client")
    return m.Person(id_, name or id_, role, element.get("portrait") or None, reader.text(element))


def _start(reader: ScenarioParser, root, meter_ids, scenes) -> m.Start:
    element = reader.only(root, "start")
    if element is None:
        reader.note(root, "no-start", msg("there is no <start scene=\"…\"/>"), field="start", fatal=True)
        return m.Start("")
    first = element.get("scene", "")
    known = [scene.id for scene in scenes]
    if first not in known:
        message = msg("<start> names \"{id}\", which is no scene{hint}", id=first[:60], hint=reader.suggest(first, known))
        reader.note(element, "broken-target", message, field="scene", fatal=True)
    values = reader.meters(element, meter_ids, ("scene", "profile"), 0)
    return m.Start(first, reader.word(element, "profile", catalog.profiles(), None), values)


def _route(reader: ScenarioParser, element) -> m.Route:
    return m.Route(reader.target(element), reader.condition(element))


def _scene(reader: ScenarioParser, element, meter_ids) -> m.Scene:
    id_ = reader.identity(element)
    with reader.within(id_):
        title = (element.get("title") or "").strip()
        if not title:
            message = msg("scene \"{id}\" needs title=\"…\": learners hear it when they arrive", id=id_[:60])
            reader.note(element, "no-title", message, field="title")
        choices = tuple(_choice(reader, child, meter_ids) for child in reader.children(element, "choice"))
        if not 1 <= len(choices) <= MOST_CHOICES:
            message = nmsg("scene \"{id}\" has {number} choice; it takes 1 to {most}",
                             "scene \"{id}\" has {number} choices; it takes 1 to {most}", len(choices), id=id_[:60], most=MOST_CHOICES)
            reader.note(element, "choices", message, field="choice", fatal=not choices)
        return m.Scene(
            id=id_,
            title=title or id_,
            content_items=reader.content_items(element),
            arrival_changes=tuple(_shift(reader, child, meter_ids) for child in reader.children(element, "shift")),
            check_in=reader.only(element, "check-in") is not None,
            rehearse=reader.only(element, "rehearse") is not None,
            hint=reader.child_text(element, "hint"),
            choices=choices,
            notes=reader.notes(element),
        )


def _shift(reader: ScenarioParser, element, meter_ids) -> m.MeterChange:
    return m.MeterChange(reader.meters(element, meter_ids, ("if",)), reader.condition(element))


def _choice(reader: ScenarioParser, element, meter_ids) -> m.Choice:
    id_ = reader.identity(element)
    with reader.within(id_):
        say, do, wait = reader.child_text(element, "say"), reader.child_text(element, "do"), _wait(reader, element)
        if not (say or do or wait):
            reader.note(element, "no-words", msg("choice \"{id}\" needs <say>, <do> or <wait>", id=id_[:60]), field="say")
        if wait and (say or do):
            reader.note(element, "too-many", msg("choice \"{id}\" waits and speaks; make it two choices", id=id_[:60]), field="wait")
        shift = reader.only(element, "shift")
        return m.Choice(
            id=id_,
            to=reader.target(element),
            say=say,
            do=do,
            wait=wait,
            move=reader.word(element, "move", catalog.moves(), None),
            mistake=reader.word(element, "mistake", catalog.MISTAKES, None),
            condition=reader.condition(element),
            closed_reason=(element.get("closed") or "").strip() or None,
            ratings=tuple(reader.level(child) for child in reader.children(element, "level")),
            meter_changes=() if shift is None else reader.meters(shift, meter_ids, ()),
            replies=reader.content_items(element),
            feedback=tuple(_feedback(reader, child) for child in reader.children(element, "feedback")),
            routes=tuple(_route(reader, child) for child in reader.children(element, "go")),
            notes=reader.notes(element),
        )


def _wait(reader: ScenarioParser, choice) -> m.Wait | None:
    element = reader.only(choice, "wait")
    if element is None:
        return None
    text = reader.text(element)
    if text is None:
        reader.note(element, "no-words", msg("<wait> needs words, for example \"Stay with the silence.\""))
    return m.Wait(reader.number(element, "seconds", 1, LONGEST_WAIT, 10), text or "")


def _feedback(reader: ScenarioParser, element) -> m.Feedback:
    return m.Feedback(
        reader.child_text(element, "effect"), reader.child_text(element, "why"), reader.child_text(element, "instead"),
        reader.condition(element),
    )


def _ending(reader: ScenarioParser, element) -> m.Ending:
    id_ = reader.identity(element)
    with reader.within(id_):
        kind = reader.word(element, "kind", m.ENDING_KINDS, None)
        if kind is None and not element.get("kind"):
            message = msg("ending \"{id}\" needs kind=\"…\" ({known})", id=id_[:60], known=", ".join(m.ENDING_KINDS))
            reader.note(element, "no-kind", message, field="kind")
        view = reader.only(element, "their-view")
        their_view = reader.text(view)
        if their_view is None:
            message = msg("ending \"{id}\" needs <their-view>: how it was for the client, in their own words", id=id_[:60])
            reader.note(element, "no-their-view", message, field="their-view")
        return m.Ending(
            id=id_,
            kind=kind or "door-open",
            title=(element.get("title") or "").strip() or id_,
            cap=reader.number(element, "cap", 0, 100, None),
            content_items=reader.content_items(element),
            later=reader.child_text(element, "later"),
            their_view=their_view or "",
            their_view_by=reader.speaker(view) if view is not None and view.get("by") else None,
            questions=reader.texts(element, "ask"),
            notes=reader.notes(element),
        )
