"""Read a script: from its lines to the elements of a scenario."""

import re

from ...notation import markup
from ...scenario.grammar import ROOT
from ...scenario.vocabulary import DEFAULT_ENDING_KIND, STAFF_NAMES
from ..ids import NOT_NAMES, Ids
from ..source_file import parse_xml
from . import vocabulary
from .deeds import Deed, read_deeds, read_marks
from .element import Element, from_xml
from .escapes import unguard
from .lines import ScriptLine, is_id_target, read_line, trim
from .words import to_markup

ID_WORDS = 5
"""How many words of a choice its id is made of."""

_BLANKS = re.compile("[ \t]+")

Row = tuple[ScriptLine, str]
"""A line and the zone that it stands in."""


def read_script(text: str, made: list[Element] | None = None) -> Element:
    """Return the scenario of a script, which may have errors: whoever reads it checks it.

    The people and places that it names and does not have are added to `made`.
    """
    reader = _Reader()
    root = reader.read(text)
    if made is not None:
        made += [*reader.new_people, *reader.created]
    return root


def split_rows(text: str) -> list[list[Row]]:
    """Return the lines before the first heading, then those of each scene and ending."""
    blocks: list[list[Row]] = [[]]
    place, in_choice = "head", False
    for typed in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        zone = "choice" if place == "scene" and in_choice and typed[:1] in (" ", "\t") and typed else place
        line = read_line(typed, zone)
        if line.kind in ("scene", "ending"):
            blocks.append([])
            place, in_choice, zone = line.kind, False, "head"
        elif line.kind == "choice":
            in_choice = True
        blocks[-1].append((line, zone))
    return blocks


class _Reader:
    """Reads one script."""

    def __init__(self) -> None:
        self.root = Element(ROOT)
        self.taken = Ids()
        self.people: dict[str, str] = {}
        self.person_ids = Ids(reserved=NOT_NAMES)
        self.new_people: list[Element] = []
        self.titles: dict[str, str] = {}
        self.created: list[Element] = []

    def read(self, text: str) -> Element:
        """Return the scenario."""
        head, *places = split_rows(text)
        self._reserve_ids(head, places)
        self._read_people(head)
        headings = [self._read_heading(rows) for rows in places]
        built = [self._read_place(place, rows[1:]) for place, rows in zip(headings, places, strict=True)]
        self._read_head(head)
        self.root.nodes += built
        self._add_start()
        for person in self.new_people:
            person.attrs["role"] = self._role_of(person.attrs["name"])
            self._insert("person", [person])
        last = max((index for index, node in enumerate(self.root.nodes) if node.tag in ("scene", "ending")), default=-1)
        self.root.nodes[last + 1 : last + 1] = self.created
        return self.root

    def _reserve_ids(self, head: list[Row], places: list[list[Row]]) -> None:
        """Take the ids that the script gives: no new one may be the same."""
        self.person_ids |= {row.attrs["id"] for row, _ in head if row.kind == "person" and "id" in row.attrs}
        kinds = ("scene", "ending", "choice")
        self.taken |= {row.attrs["id"] for rows in places for row, _ in rows if row.kind in kinds and "id" in row.attrs}

    # --- the head ---------------------------------------------------------------------------------------------------

    def _read_people(self, head: list[Row]) -> None:
        """Note the people of the head first: lines name them."""
        for line, _ in head:
            if line.kind == "person":
                id_ = line.attrs.get("id")
                name = unguard(line.name or "")
                if id_ is None:
                    id_ = self.person_ids.fresh(name, "person")
                self.person_ids.add(id_)
                line.attrs["id"] = id_
                if name:
                    self.people[name.lower()] = id_

    def _read_head(self, head: list[Row]) -> None:
        about: Element | None = None
        for line, _ in head:
            if line.kind == "root":
                title = unguard(line.words)
                self.root.attrs |= ({"display_name": title} if title else {}) | line.attrs
            elif line.kind == "about":
                if about is None:
                    about = Element("about")
                    self.root.nodes.append(about)
                self._read_about(about, line)
            elif line.kind == "start":
                start = next((node for node in self.root.nodes if node.tag == "start"), None)
                if start is None:
                    start = Element("start")
                    self.root.nodes.append(start)
                scene = self._place_id(line.target or "")
                start.attrs |= ({} if scene is None else {"scene": scene}) | line.attrs
            elif line.kind == "person":
                self.root.nodes.append(_read_person(line))
            elif line.kind != "blank":
                self.root.nodes += self._read_item(line)

    def _read_about(self, about: Element, line: ScriptLine) -> None:
        if line.tag == "minutes":
            if line.words:
                about.attrs["minutes"] = unguard(line.words)
        elif line.tag == "goal":
            words = line.words.replace(",", " ").split()
            about.nodes += [Element("goal", {"skill": word}) for word in words if word in vocabulary.skills()]
        else:
            about.nodes += self._read_item(line)

    def _add_start(self) -> None:
        """Add a beginning, the first scene, where there is none; a drill begins with what is drawn."""
        first = next((node.attrs.get("id") for node in self.root.nodes if node.tag == "scene"), None)
        start = next((node for node in self.root.nodes if node.tag == "start"), None)
        if first is None or (start and ("draw" in start.attrs or start.attrs.get("scene"))):
            return
        if start:
            start.attrs["scene"] = first
        else:
            self._insert("start", [Element("start", {"scene": first})])

    def _insert(self, tag: str, added: list[Element]) -> None:
        """Insert elements behind the last of their kind, else where the notation has them."""
        nodes, order = self.root.nodes, _ROOT_ORDER
        last = max((index for index, node in enumerate(nodes) if node.tag == tag), default=None)
        later = order[order.index(tag) + 1 :]
        before = next((index for index, node in enumerate(nodes) if node.tag in later), len(nodes))
        at = before if last is None else last + 1
        nodes[at:at] = added

    # --- scenes and endings -----------------------------------------------------------------------------------------

    def _read_heading(self, rows: list[Row]) -> Element:
        line = rows[0][0]
        known = line.kind == "ending" and line.detail in vocabulary.kinds
        title = unguard(line.words if known or not line.detail else f"{line.words} ({line.detail})")
        id_ = line.attrs.get("id") or self.taken.fresh(title, line.kind)
        self.taken.add(id_)
        attrs = {"id": id_} | ({"title": title} if title else {}) | ({"kind": line.detail or ""} if known else {})
        self.titles.setdefault(title.lower(), id_)
        return Element(line.kind, attrs | line.attrs)

    def _read_place(self, place: Element, rows: list[Row]) -> Element:
        at = 0
        while at < len(rows):
            line, _ = rows[at]
            at += 1
            if line.kind == "choice":
                end = at
                while end < len(rows) and (rows[end][1] == "choice" or rows[end][0].kind == "blank"):
                    end += 1
                place.nodes.append(self._read_choice(line, rows[at:end], place.attrs["id"]))
                at = end
            elif line.kind != "blank":
                place.nodes += self._read_item(line)
        return place

    def _read_choice(self, line: ScriptLine, rows: list[Row], scene: str) -> Element:
        choice = Element("choice")
        deeds = [_read_deed(deed) for deed in read_deeds(line.words)]
        inside: list[Element] = []
        move = None
        feedback: Element | None = None
        for row, _ in rows:
            if row.kind in ("feedback", "part"):
                if row.kind == "feedback" or feedback is None:
                    feedback = Element("feedback", dict(row.attrs) if row.kind == "feedback" else {})
                    inside.append(feedback)
                if row.kind == "part":
                    feedback.nodes += self._read_item(row)
                elif row.words:
                    feedback.nodes.append(Element("why", {}, to_markup(row.words)))
            elif row.kind == "marks":
                marks = read_marks(row.words, vocabulary.skills(), vocabulary.moves())
                move = marks.move or move
                if marks.ratings:
                    inside.append(Element("level", marks.ratings | row.attrs))
            elif row.kind != "blank":
                feedback = None
                inside += self._read_item(row)
        words = " ".join(markup.plain_text(deed.text) for deed in deeds).split()[:ID_WORDS]
        id_ = line.attrs.get("id") or self.taken.fresh(" ".join(words) or f"{scene} choice", "choice")
        self.taken.add(id_)
        to = self._place_id(line.target) if line.target else None
        choice.attrs = {"id": id_} | ({"to": to} if to is not None else {}) | ({"move": move} if move else {})
        choice.attrs |= line.attrs
        choice.nodes = [*deeds, *inside]
        return choice

    def _read_item(self, line: ScriptLine) -> list[Element]:
        """Return the element of a line that stands for itself."""
        if line.kind == "raw":
            found = parse_xml(line.words)
            return [] if found is None else [from_xml(found)]
        if line.kind == "speech":
            return [self._read_speech(line)]
        if line.tag in ("check-in", "rehearse") and not line.words:
            return [Element(line.tag, dict(line.attrs))]
        return [Element(line.tag, dict(line.attrs), to_markup(line.words))]

    def _read_speech(self, line: ScriptLine) -> Element:
        is_view = line.tag == "their-view"
        is_mood = not is_view and line.detail in vocabulary.moods
        words = line.words
        if line.detail and not is_mood and not is_view:
            words = f"({line.detail}) {words}".strip()
        by = None if line.name in (None, "?") else self._person_id(unguard(line.name or ""))
        attrs = ({} if by is None else {"by": by}) | ({"mood": line.detail or ""} if is_mood else {})
        return Element(line.tag, attrs | line.attrs, to_markup(words))

    # --- names ------------------------------------------------------------------------------------------------------

    def _person_id(self, name: str) -> str:
        if name.startswith("@"):
            return name[1:]
        if known := self.people.get(name.lower()):
            return known
        id_ = self.person_ids.take(name, "person")
        self.people[name.lower()] = id_
        self.new_people.append(Element("person", {"id": id_, "name": name}))
        return id_

    def _role_of(self, name: str) -> str:
        """Return the role of a person who is only named in lines."""
        if name.lower() in STAFF_NAMES:
            return "colleague"
        people = (node for node in self.root.nodes if node.tag == "person")
        return "other" if any(person.attrs.get("role", "client") == "client" for person in people) else "client"

    def _place_id(self, target: str) -> str | None:
        words = _BLANKS.sub(" ", trim(unguard(target)))
        if is_id_target(words):
            return words[1:]
        is_ending = words.startswith("=")
        title = trim(words[1:]) if is_ending else words
        if not title:
            return None
        if known := self.titles.get(title.lower()):
            return known
        id_ = self.taken.take(title, "ending" if is_ending else "scene")
        self.titles[title.lower()] = id_
        place = Element("scene", {"id": id_, "title": title})
        if is_ending:
            attrs = {"id": id_, "kind": DEFAULT_ENDING_KIND, "title": title}
            place = Element("ending", attrs, "", [Element("their-view")])
        self.created.append(place)
        return id_


_ROOT_ORDER = ["about", "scoring", "meters", "person", "term", "start", "when", "scene", "ending", "note", "sign-off"]


def _read_deed(deed: Deed) -> Element:
    attrs = {"seconds": deed.seconds} if deed.seconds is not None else {}
    return Element(deed.tag, attrs, to_markup(deed.words))


def _read_person(line: ScriptLine) -> Element:
    details = [part.strip() for part in (line.detail or "").split(",") if part.strip()]
    name = unguard(line.name or "")
    role = next((word for word in details if word in vocabulary.roles), None)
    portrait = next((word for word in details if word not in vocabulary.roles and _is_id(word)), None)
    attrs = {"id": line.attrs["id"]} | ({"name": name} if name else {}) | ({"role": role} if role else {})
    return Element("person", attrs | ({"portrait": portrait} if portrait else {}) | line.attrs, to_markup(line.words))


def _is_id(word: str) -> bool:
    return word.isascii() and word[0].islower() and word.replace("-", "").isalnum() and word == word.lower()
