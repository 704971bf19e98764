"""`powerstruggle course OUT.tar.gz`: the starter course as an archive that Studio imports; with --guides, all to print.

It needs an agency's own numbers and rules (--agency), or to be told to go without them (--without-agency). Exit status:
0 written, 1 something is missing or wrong (each thing is named and nothing is written), 2 a file can't be read or
written.
"""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..course import agency_config, archive, guides, library, outline, pages, pdf_printing, readings
from ..notation.issues import did_you_mean
from .terminal import Commands, count, describe

HOW_TO_FIX = (
    "Write each as a line of a text file, for example agency.toml (docs/starter-course.md shows a whole one), "
    "and give it "
    "with --agency agency.toml. Or build with --without-agency: then a marked sentence stands wherever one of them "
    "belongs, and says that it is not filled in."
)


class _Refusal(Exception):
    """What keeps the course from being built: a heading, lines, and perhaps what to do about it."""

    def __init__(self, what: str, why: object, how: str = ""):
        super().__init__(what)
        self.lines = [f"powerstruggle: {what}:", *(f"  {line}" for line in str(why).splitlines()), *filter(None, [how])]


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("course", help="build the importable starter course", description=describe(__doc__))
    parser.add_argument("out", type=Path, metavar="OUT", help="the archive to write: OUT.tar.gz")
    parser.add_argument(
        "--minimum", action="store_true", help="the short course: units 1, 2, 3, 4 and 8, with welcome and guide"
    )
    parser.add_argument(
        "--only", nargs="+", metavar="SCENARIO", help="a course of these scenarios alone, by file name without .xml"
    )
    parser.add_argument(
        "--library",
        action="store_true",
        help="a content library of the components: OUT.zip (Ulmo and later) or OUT.tar.gz (until Verawood)",
    )
    _add_agency_options(parser)
    _add_print_options(parser)
    parser.add_argument(
        "--start",
        type=_parse_day,
        metavar="YYYY-MM-DD",
        help="the day the course begins; the booster opens some weeks later (self-paced if left out)",
    )
    parser.add_argument("--force", action="store_true", help="write over OUT where it exists")
    parser.set_defaults(run=run)


def _add_agency_options(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument(
        "--agency",
        type=Path,
        metavar="FILE",
        help="a TOML file with your agency's name, numbers and rules (docs/starter-course.md)",
    )
    whose.add_argument(
        "--without-agency",
        action="store_true",
        help="build without them: marked sentences say what your agency has to fill in",
    )


def _add_print_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--guides",
        type=Path,
        metavar="FOLDER",
        help="write what is printed there: plans, statements, cards, observer sheet, log, guide, handouts",
    )
    parser.add_argument(
        "--paper",
        choices=pdf_printing.PAPERS,
        default="letter",
        help="the paper of the PDFs beside the printable pages (letter); the pages themselves fit both",
    )


def _parse_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"\"{text}\" is no day; write it as 2027-01-31") from None
    if day.year == date.max.year:
        raise argparse.ArgumentTypeError(f"after \"{text}\" there is no day left for the booster")
    return day


def run(options: argparse.Namespace) -> int:
    """Build what was asked for."""
    if options.out.exists() and not options.force:
        print(f"powerstruggle: {options.out} is there already; --force writes over it", file=sys.stderr)
        return 2
    try:
        facts = _read_agency(options)
        _build(options, replace(_choose_units(outline.read_outline(), options), start=options.start), facts)
    except (outline.OutlineError, archive.CourseError, readings.ReadingError) as error:
        print(*_Refusal("the course can't be built", error).lines, sep="\n", file=sys.stderr)
        return 1
    except _Refusal as refusal:
        print(*refusal.lines, sep="\n", file=sys.stderr)
        return 1
    if facts is None:
        print(
            "built without an agency's facts: marked sentences stand in their place; give them with --agency "
            "FILE before "
            "learners come",
            file=sys.stderr,
        )
    return 0


def _read_agency(options: argparse.Namespace) -> agency_config.AgencyConfig | None:
    """Return the agency's facts, or None where it was said to go without. Raises _Refusal."""
    if options.library and options.start:
        raise _Refusal("the library can't be built", "a library has no dates; leave --start out")
    if options.without_agency:
        return None
    if not options.agency:
        lines = "\n".join(agency_config.list_required_facts())
        raise _Refusal("the course needs your agency's own facts, and has none", lines, HOW_TO_FIX)
    try:
        return agency_config.parse(options.agency.read_text(encoding="utf-8-sig"))
    except agency_config.AgencyConfigError as error:
        raise _Refusal(f"{options.agency} can't be used yet", error, HOW_TO_FIX) from None
    except UnicodeDecodeError:
        raise _Refusal(f"{options.agency} can't be used yet", "it is not a text file in UTF-8") from None


def _build(options: argparse.Namespace, chosen: outline.Outline, facts: agency_config.AgencyConfig | None) -> None:
    builder = archive.CourseBuilder(chosen, facts)
    if options.library:
        library.write_library(builder, options.out)
        print(f"{options.out}: {_count_components(library.list_items(builder))}")
    else:
        if not options.out.name.endswith(".tar.gz"):
            raise _Refusal("the course can't be built", f"Studio imports a .tar.gz; \"{options.out.name}\" is none")
        builder.write(options.out)
        print(f"{options.out}: {count(len(chosen.units), 'section')}, {_count_components(chosen.items)}")
        print(*_describe_dates(chosen), sep="\n")
    if options.guides:
        for file in guides.write_handouts(chosen, facts, builder.folder, options.guides, options.paper):
            print(file)


def _describe_dates(chosen: outline.Outline) -> list[str]:
    """Return the lines that say when the course and its later sections open."""
    if chosen.start is None:
        return [
            "self-paced: every section is open from the start"
            + "".join(f"; \"{unit.title}\" is meant for week {unit.weeks} and says so" for unit in chosen.later_units)
        ]
    begins = (
        f"begins on {pages.format_date(chosen.start)}, instructor-paced, since a self-paced course takes no notice "
        "of dates"
    )
    later = [(unit, day) for unit in chosen.later_units if (day := chosen.opening_day(unit))]
    return [begins, *(f"\"{unit.title}\" opens on {pages.format_date(day)}" for unit, day in later)]


def _choose_units(whole: outline.Outline, options: argparse.Namespace) -> outline.Outline:
    if options.only:
        return _only(whole, options.only)
    return whole.short_course() if options.minimum else whole


def _only(whole: outline.Outline, names: list[str]) -> outline.Outline:
    """Return a course of one unit with these scenarios, in the order asked for."""
    lessons = {
        item.name: lesson
        for unit in whole.units
        for lesson in unit.lessons
        for item in lesson.items
        if item.kind == "scenario"
    }
    unknown = [f"there is no scenario \"{name}\"{did_you_mean(name, lessons)}" for name in names if name not in lessons]
    if unknown:
        raise outline.OutlineError("\n".join(unknown))
    unit = outline.Unit("practice", "Practice", tuple(lessons[name] for name in dict.fromkeys(names)))
    return whole.with_units((unit,))


def _count_components(items: list[outline.Item]) -> str:
    scenarios = sum(item.kind == "scenario" for item in items)
    return f"{count(len(items), 'component')}, among them {count(scenarios, 'scenario')}"
