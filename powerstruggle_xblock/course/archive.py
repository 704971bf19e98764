"""The importable archive: the course as OLX, in a tar.gz as Studio exports and imports it.

Every component stands in a unit of its own, so that "next" is one step. Names (`url_name`) come from the outline and never change,
since learners' records hang on them. The same course gives the same bytes.
"""

import gzip
import io
import json
import tarfile
from copy import deepcopy
from datetime import date
from pathlib import Path

from lxml import etree

from ..continuum import ready_made as lines
from ..notation.issues import did_you_mean
from ..reflection import sets as questions
from ..resources import data_dir
from . import outline as outlines
from . import pages, readings
from .agency_config import AgencyConfig
from .outline import Item, Lesson, Outline, Unit

START = "2026-01-01T00:00:00Z"
COVER = "cover.png"
MODULES = ("powerstruggle_scenario", "powerstruggle_reflection", "powerstruggle_continuum")
ALL_QUESTIONS = "all-fifteen"


class CourseError(Exception):
    """What keeps the course from being built, a line each."""


class Builder:
    """Builds one course. `agency` fills in an agency's own facts; without one, marked sentences stand in their place."""

    def __init__(self, outline: Outline, agency: AgencyConfig | None = None, folder: Path | None = None):
        self.outline = outline
        self.agency = agency
        self.folder = folder or outlines.course_dir()
        self.org = (agency.org if agency else None) or outline.org

    def files(self) -> dict[str, bytes]:
        """Give every file of the archive by its path. Raises CourseError."""
        run = self.outline.run
        files = {
            "course/course.xml": xml(etree.Element("course", url_name=run, org=self.org, course=self.outline.number)),
            f"course/course/{run}.xml": xml(self._pointers("course", {}, [("chapter", unit.id) for unit in self.outline.units])),
            f"course/policies/{run}/policy.json": _json({f"course/{run}": self._policy()}),
            f"course/policies/{run}/grading_policy.json": _json(self._grading()),
            "course/policies/assets.json": _json({}),
            "course/about/overview.html": pages.overview(self.outline, self.agency).encode(),
            "course/about/short_description.html": pages.SHORT_DESCRIPTION.encode(),
            "course/about/effort.html": self.outline.effort.encode(),
            f"course/static/{COVER}": (self.folder / "static" / COVER).read_bytes(),
        }
        for unit in self.outline.units:
            files.update(self._unit(unit))
        return files

    def write(self, target: Path) -> None:
        """Write the archive. Raises CourseError."""
        write_archive(target, self.files())

    # --- sections, subsections, units ---------------------------------------------------------------------------------

    def _unit(self, unit: Unit) -> dict[str, bytes]:
        opens = self.outline.opens(unit)
        settings = {"display_name": unit.title, **({"visible_to_staff_only": "true"} if unit.staff else {}),
                    **({"start": _midnight(opens)} if opens else {})}
        files = {f"course/chapter/{unit.id}.xml": xml(
            self._pointers("chapter", settings, [("sequential", lesson.id) for lesson in unit.lessons]))}
        for lesson in unit.lessons:
            files.update(self._lesson(lesson))
        return files

    def _lesson(self, lesson: Lesson) -> dict[str, bytes]:
        settings = {"display_name": lesson.title}
        if lesson.graded:
            settings |= {"format": self.outline.grades[lesson.graded].name, "graded": "true"}
        files = {f"course/sequential/{lesson.id}.xml": xml(
            self._pointers("sequential", settings, [("vertical", f"unit-{item.url_name}") for item in lesson.items]))}
        for item in lesson.items:
            title, component, extra = self._component(item)
            vertical = etree.Element("vertical", display_name=title)
            vertical.append(component)
            files[f"course/vertical/unit-{item.url_name}.xml"] = xml(vertical)
            files.update(extra)
        return files

    @staticmethod
    def _pointers(tag: str, settings: dict[str, str], children: list[tuple[str, str]]) -> etree._Element:
        element = etree.Element(tag, settings)
        for child, name in children:
            etree.SubElement(element, child, url_name=name)
        return element

    # --- components ---------------------------------------------------------------------------------------------------

    def _component(self, item: Item) -> tuple[str, etree._Element, dict[str, bytes]]:
        """Give a component's title, its element, and the files it points at."""
        if item.kind in ("reading", "page"):
            title, html = self._text(item)
            name = item.url_name
            pointed = etree.Element("html", filename=name, display_name=title)
            return title, etree.Element("html", url_name=name), {
                f"course/html/{name}.xml": xml(pointed), f"course/html/{name}.html": html.encode()}
        component = self.block(item)
        return component.get("display_name", item.name), component, {}

    def _text(self, item: Item) -> tuple[str, str]:
        if item.kind == "page":
            return pages.PAGES[item.name](self.outline, self.agency, self.folder)
        try:
            reading = readings.read(self.folder / "readings" / f"{item.name}.xml", self.agency)
        except (OSError, readings.ReadingError) as error:
            raise CourseError(str(error)) from None
        return reading.title, reading.html()

    def block(self, item: Item) -> etree._Element:
        """Give a component of this package as an element, with the agency's facts filled in. Raises CourseError."""
        root = {"scenario": self._scenario, "line": self._line, "writing": self._writing}[item.kind](item.name)
        root.set("url_name", item.url_name)
        return root

    def _scenario(self, name: str) -> etree._Element:
        try:
            root = _parsed((data_dir("scenarios") / f"{name}.xml").read_bytes())
        except (OSError, etree.XMLSyntaxError) as error:
            raise CourseError(f"scenario/{name}: {error}") from None
        if self.agency:
            _fill_support(root, self.agency.support)
        return root

    @staticmethod
    def _line(name: str) -> etree._Element:
        try:
            root = _parsed(lines.set_text(name).encode())
        except KeyError:
            raise CourseError(f"line/{name}: there is no ready-made set of that name") from None
        if earlier := root.get("earlier"):
            root.set("earlier", Item("line", earlier).url_name)
        return root

    def _writing(self, name: str) -> etree._Element:
        """Make a reflection of the questions the outline asks for, with the ready-made set's own settings."""
        wanted = self.outline.writing[name]
        root = _parsed(questions.set_text(ALL_QUESTIONS).encode())
        found = {prompt.get("id"): prompt for prompt in root.iterchildren("prompt")}
        if missing := [id_ for id_ in wanted.prompts if id_ not in found]:
            raise CourseError(f"writing/{name}: there is no ready-made question \"{missing[0]}\"{did_you_mean(missing[0], found)}")
        root.set("display_name", wanted.title)
        for child in list(root):
            if child.tag in ("prompt", "intro"):
                root.remove(child)
        for at, id_ in enumerate(wanted.prompts):
            root.insert(at, found[id_])
        return root

    # --- policy ---------------------------------------------------------------------------------------------------------

    def _policy(self) -> dict:
        # A platform takes no notice of a section's own date in a self-paced course.
        start = self.outline.start
        return {
            "display_name": self.outline.title, "start": _midnight(start) if start else START, "self_paced": start is None,
            "language": "en", "course_image": COVER,
            "advanced_modules": list(MODULES), "cert_html_view_enabled": True, "show_calculator": False,
        }

    def _grading(self) -> dict:
        return {
            "GRADER": [
                {"type": grade.name, "short_label": grade.short, "min_count": self.outline.graded_lessons(key), "drop_count": 0,
                 "weight": grade.weight}
                for key, grade in self.outline.grades.items()
            ],
            "GRADE_CUTOFFS": {"Pass": self.outline.pass_ratio},
        }


def reflections() -> list[str]:
    """Give the course's reflection components, each as a file's text, in the outline's order."""
    course = outlines.read()
    builder = Builder(course)
    return [etree.tostring(builder.block(Item("writing", name)), encoding="unicode") for name in course.writing]


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_blank_text=True))


def _fill_support(scenario: etree._Element, text: str) -> None:
    """Put an agency's lines where "step out for a moment" finds them, unless the scenario has its own."""
    about = scenario.find("about")
    if about is None or about.find("support") is not None:
        return
    support = etree.Element("support")
    support.text = text
    after = [child for child in about if child.tag not in ("goal", "source")]
    about.insert(about.index(after[-1]) + 1 if after else 0, support)


def write_archive(target: Path, files: dict[str, bytes]) -> None:
    """Write a tar.gz of these files by path; the same files give the same bytes."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(files):
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(files[path]), 0o644
            archive.addfile(entry, io.BytesIO(files[path]))
    with target.open("wb") as out, gzip.GzipFile(filename="", fileobj=out, mode="wb", mtime=0) as packed:
        packed.write(raw.getvalue())


def xml(element: etree._Element) -> bytes:
    """Give an element as a file's text."""
    return etree.tostring(deepcopy(element), encoding="utf-8", pretty_print=True)


def _json(data) -> bytes:
    return json.dumps(data, indent=2, ensure_ascii=False).encode() + b"\n"
