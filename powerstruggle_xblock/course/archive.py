"""The importable archive: the course as OLX, in a tar.gz as Studio exports and imports it.

Every component stands in a unit of its own, so that "next" is one step. Names (`url_name`) come from the outline and
never change, since learners' records are stored under them. The same course gives the same bytes.
"""

import gzip
import io
import json
import tarfile
from copy import deepcopy
from datetime import date
from html import escape
from pathlib import Path

from lxml import etree

from ..continuum import grammar as continuum_grammar
from ..continuum import ready_made as continuum_sets
from ..notation.issues import did_you_mean
from ..presenter import agency_texts
from ..reflection import grammar as reflection_grammar
from ..reflection import sets as reflection_sets
from ..resources import data_dir
from ..scenario import grammar as scenario_grammar
from . import outline as outlines
from . import pages, readings
from .agency_config import AgencyConfig
from .outline import Item, Lesson, Outline, Unit

START = "2026-01-01T00:00:00Z"
COVER = "cover.png"
ADVANCED_MODULES = (scenario_grammar.ROOT, reflection_grammar.ROOT, continuum_grammar.ROOT)
ALL_QUESTIONS = "all-fifteen"
SETTING_FACTS = {
    "support": "crisis and employee_assistance",
    "reporting": "incidents and reporting",
    "hours": "after_hours",
}
"""The facts of an agency file that make each of the texts in a course's settings."""
SETTINGS_KEY = "powerstruggle"
"""Under this name the components look for an agency's texts in a course's settings (docs/decisions/0031)."""


class CourseError(Exception):
    """What keeps the course from being built, a line each."""


class CourseBuilder:
    """Builds one course. `agency` fills in an agency's own facts.

    Without one, marked sentences stand in their place.
    """

    def __init__(self, outline: Outline, agency: AgencyConfig | None = None, folder: Path | None = None):
        self.outline = outline
        self.agency = agency
        self.folder = folder or outlines.course_folder()
        self.org = (agency.org if agency else None) or outline.org

    def build_files(self) -> dict[str, bytes]:
        """Return every file of the archive by its path. Raises CourseError."""
        run = self.outline.run
        files = {
            "course/course.xml": to_xml(
                etree.Element("course", url_name=run, org=self.org, course=self.outline.number)
            ),
            f"course/course/{run}.xml": to_xml(
                self._build_pointers("course", {}, [("chapter", unit.id) for unit in self.outline.units])
            ),
            f"course/policies/{run}/policy.json": _json({f"course/{run}": self._build_policy()}),
            f"course/policies/{run}/grading_policy.json": _json(self._build_grading_policy()),
            "course/policies/assets.json": _json({}),
            "course/about/overview.html": pages.build_overview(self.outline, self.agency).encode(),
            "course/about/short_description.html": pages.build_short_description(self.outline).encode(),
            "course/about/effort.html": self.outline.effort.encode(),
            f"course/static/{COVER}": (self.folder / "static" / COVER).read_bytes(),
        }
        for unit in self.outline.units:
            files.update(self._build_unit(unit))
        return files

    def write(self, target: Path) -> None:
        """Write the archive. Raises CourseError."""
        write_archive(target, self.build_files())

    # --- sections, subsections, units ---------------------------------------------------------------------------------

    def _build_unit(self, unit: Unit) -> dict[str, bytes]:
        opens = self.outline.opening_day(unit)
        settings = {
            "display_name": unit.title,
            **_visibility(unit),
            **({"start": _midnight(opens)} if opens else {}),
        }
        files = {
            f"course/chapter/{unit.id}.xml": to_xml(
                self._build_pointers("chapter", settings, [("sequential", lesson.id) for lesson in unit.lessons])
            )
        }
        for lesson in unit.lessons:
            files.update(self._build_lesson(unit, lesson))
        return files

    def _build_lesson(self, unit: Unit, lesson: Lesson) -> dict[str, bytes]:
        settings = {"display_name": lesson.title}
        if lesson.graded:
            settings |= {"format": self.outline.grades[lesson.graded].name, "graded": "true"}
        files = {
            f"course/sequential/{lesson.id}.xml": to_xml(
                self._build_pointers(
                    "sequential", settings, [("vertical", f"unit-{item.url_name}") for item in lesson.items]
                )
            )
        }
        for item in lesson.items:
            title, component, extra = self._build_component(item)
            vertical = etree.Element("vertical", {"display_name": title, **_visibility(unit)})
            vertical.append(component)
            files[f"course/vertical/unit-{item.url_name}.xml"] = to_xml(vertical)
            files.update(extra)
        return files

    @staticmethod
    def _build_pointers(tag: str, settings: dict[str, str], children: list[tuple[str, str]]) -> etree._Element:
        element = etree.Element(tag, settings)
        for child, name in children:
            etree.SubElement(element, child, url_name=name)
        return element

    # --- components ---------------------------------------------------------------------------------------------------

    def _build_component(self, item: Item) -> tuple[str, etree._Element, dict[str, bytes]]:
        """Return a component's title, its element, and the files it points at."""
        if item.kind in ("reading", "page"):
            title, html = self._render_text(item)
            name = item.url_name
            pointed = etree.Element("html", filename=name, display_name=title)
            return (
                title,
                etree.Element("html", url_name=name),
                {f"course/html/{name}.xml": to_xml(pointed), f"course/html/{name}.html": html.encode()},
            )
        component = self.build_block(item)
        return component.get("display_name", item.name), component, {}

    def _render_text(self, item: Item) -> tuple[str, str]:
        if item.kind == "page":
            return pages.PAGES[item.name](self.outline, self.agency, self.folder)
        try:
            reading = readings.read_reading(self.folder / "readings" / f"{item.name}.xml", self.agency)
        except (OSError, readings.ReadingError) as error:
            raise CourseError(str(error)) from None
        return reading.title, reading.render()

    def build_block(self, item: Item, *, alone: bool = False) -> etree._Element:
        """Return a component of this package as an element. Raises CourseError.

        `alone` is a component outside the course: the agency's support text goes into a scenario then, which in the
        course is read from the course's settings.
        """
        build = {
            "scenario": self._build_scenario,
            "drill": self._build_scenario,
            "line": self._build_continuum,
            "writing": self._build_reflection,
        }
        root = build[item.kind](item.name)
        if alone and self.agency and item.kind in ("scenario", "drill"):
            _fill_support(root, self.agency.support)
        root.set("url_name", item.url_name)
        return root

    @staticmethod
    def _build_scenario(name: str) -> etree._Element:
        try:
            root = _parse_xml((data_dir("scenarios") / f"{name}.xml").read_bytes())
        except (OSError, etree.XMLSyntaxError) as error:
            raise CourseError(f"scenario/{name}: {error}") from None
        return root

    @staticmethod
    def _build_continuum(name: str) -> etree._Element:
        try:
            root = _parse_xml(continuum_sets.read_set(name).encode())
        except KeyError:
            raise CourseError(f"line/{name}: there is no ready-made set of that name") from None
        if earlier := root.get("earlier"):
            root.set("earlier", Item("line", earlier).url_name)
        return root

    def _build_reflection(self, name: str) -> etree._Element:
        """Make a reflection of the questions the outline asks for, with the ready-made set's own settings."""
        wanted = self.outline.writing[name]
        root = _parse_xml(reflection_sets.read_set(ALL_QUESTIONS).encode())
        found = {prompt.get("id", ""): prompt for prompt in root.iterchildren("prompt")}
        if missing := [id_ for id_ in wanted.prompts if id_ not in found]:
            raise CourseError(
                f"writing/{name}: there is no ready-made question \"{missing[0]}\"{did_you_mean(missing[0], found)}"
            )
        root.set("display_name", wanted.title)
        for child in list(root):
            if child.tag in ("prompt", "intro"):
                root.remove(child)
        for at, id_ in enumerate(wanted.prompts):
            root.insert(at, found[id_])
        return root

    # --- policy ----------------------------------------------------------------------------------------------------

    def _build_policy(self) -> dict:
        # A platform takes no notice of a section's own date in a self-paced course.
        start = self.outline.start
        return {
            "display_name": self.outline.title,
            "start": _midnight(start) if start else START,
            "self_paced": start is None,
            "language": "en",
            "course_image": COVER,
            "advanced_modules": list(ADVANCED_MODULES),
            "cert_html_view_enabled": True,
            "show_calculator": False,
            **({"other_course_settings": {SETTINGS_KEY: _agency_texts(self.agency)}} if self.agency else {}),
        }

    def _build_grading_policy(self) -> dict:
        return {
            "GRADER": [
                {
                    "type": grade.name,
                    "short_label": grade.short,
                    "min_count": self.outline.count_graded_lessons(key),
                    "drop_count": 0,
                    "weight": grade.weight,
                }
                for key, grade in self.outline.grades.items()
            ],
            "GRADE_CUTOFFS": {"Pass": self.outline.pass_ratio},
        }


def list_reflections() -> list[str]:
    """Return the course's reflection components, each as a file's text, in the outline's order."""
    course = outlines.read_outline()
    builder = CourseBuilder(course)
    return [etree.tostring(builder.build_block(Item("writing", name)), encoding="unicode") for name in course.writing]


def _visibility(unit: Unit) -> dict[str, str]:
    """Return the setting by which the platform hides a section, and each of its units, from learners."""
    return {"visible_to_staff_only": "true"} if unit.staff else {}


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _parse_xml(data: bytes) -> etree._Element:
    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_blank_text=True)
    )


def _agency_texts(agency: AgencyConfig) -> dict[str, str]:
    """Return the texts that the components show, for the course's settings, where its staff can change them.

    Raises CourseError where one is longer than a component shows: learners would read no number of the agency's.
    """
    plain = {
        "support": agency.support,
        "reporting": "; ".join((agency.incidents, *agency.reporting)),
        "hours": agency.after_hours,
    }
    texts = {name: escape(text) for name, text in plain.items()}
    most = agency_texts.MAX_LENGTH
    too_long = [
        f"{SETTING_FACTS[name]} make a text of {len(text)} characters, and learners can be shown {most}"
        for name, text in texts.items()
        if len(text) > most
    ]
    if too_long:
        raise CourseError("\n".join(too_long))
    return texts


def _fill_support(scenario: etree._Element, text: str) -> None:
    """Add the agency's support text to a scenario that has none of its own."""
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


def to_xml(element: etree._Element) -> bytes:
    """Return an element as a file's text."""
    return etree.tostring(deepcopy(element), encoding="utf-8", pretty_print=True)


def _json(data) -> bytes:
    return json.dumps(data, indent=2, ensure_ascii=False).encode() + b"\n"
