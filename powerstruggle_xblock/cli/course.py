"""`powerstruggle course OUT.tar.gz`: the starter course as an archive that Studio imports; guides and cards to print with --guides.

Exit status: 0 written, 1 something is missing or wrong (each thing is named and nothing is written), 2 a file can't be read or written.
"""

import sys
from pathlib import Path

from ..course import agency_config, archive, guides, library, outline, readings
from ..notation.issues import did_you_mean
from .terminal import said


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("course", help="build the importable starter course", description=said(__doc__))
    parser.add_argument("out", type=Path, metavar="OUT", help="the archive to write: OUT.tar.gz")
    parser.add_argument("--minimum", action="store_true", help="the short course: units 1, 2, 3, 4 and 8, with welcome and guide")
    parser.add_argument("--only", nargs="+", metavar="SCENARIO", help="a course of these scenarios alone, by file name without .xml")
    parser.add_argument("--library", action="store_true",
                        help="a content library of the components: OUT.zip (Ulmo and later) or OUT.tar.gz (until Verawood)")
    parser.add_argument("--agency", type=Path, metavar="FILE",
                        help="a TOML file with your agency's name, numbers and rules (docs/starter-course.md)")
    parser.add_argument("--guides", type=Path, metavar="FOLDER",
                        help="write the facilitator's guide, role-play cards and handouts there, too")
    parser.add_argument("--force", action="store_true", help="write over OUT where it exists")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Build what was asked for."""
    if options.out.exists() and not options.force:
        print(f"powerstruggle: {options.out} is there already; --force writes over it", file=sys.stderr)
        return 2
    try:
        chosen = _chosen(outline.read(), options)
        facts = agency_config.read(options.agency.read_text(encoding="utf-8")) if options.agency else None
        builder = archive.Builder(chosen, facts)
        if options.library:
            library.write(builder, options.out)
            print(f"{options.out}: {_count(library.items(builder))}")
        else:
            builder.write(options.out)
            print(f"{options.out}: {len(chosen.units)} sections, {_count(chosen.items)}")
        if options.guides:
            for file in guides.write(chosen, facts, builder.folder, options.guides):
                print(file)
    except agency_config.AgencyConfigError as error:
        return _refused(f"{options.agency} can't be used yet", error)
    except UnicodeDecodeError:
        return _refused(f"{options.agency} can't be used yet", "it is not a text file in UTF-8")
    except (outline.OutlineError, archive.CourseError, readings.ReadingError) as error:
        return _refused("the course can't be built", error)
    if facts is None:
        print("no --agency FILE given: the texts say \"your agency\" and name no numbers", file=sys.stderr)
    return 0


def _chosen(whole: outline.Outline, options) -> outline.Outline:
    if options.only:
        return _only(whole, options.only)
    return whole.minimum() if options.minimum else whole


def _only(whole: outline.Outline, names: list[str]) -> outline.Outline:
    """Give a course of one unit with these scenarios, in the order asked for."""
    lessons = {item.name: lesson for unit in whole.units for lesson in unit.lessons for item in lesson.items if item.kind == "scenario"}
    unknown = [f"there is no scenario \"{name}\"{did_you_mean(name, lessons)}" for name in names if name not in lessons]
    if unknown:
        raise outline.OutlineError("\n".join(unknown))
    unit = outline.Unit("practice", "Practice", tuple(lessons[name] for name in dict.fromkeys(names)))
    return whole.with_units((unit,))


def _count(items) -> str:
    scenarios = sum(item.kind == "scenario" for item in items)
    return f"{len(items)} components, {scenarios} of them scenarios"


def _refused(what: str, why) -> int:
    print(f"powerstruggle: {what}:", *(f"  {line}" for line in str(why).splitlines()), sep="\n", file=sys.stderr)
    return 1
