"""`powerstruggle check FILE…`: every problem of a scenario with its line, and how fair its key is.

Notes say which words give the key away, held against the starter course; they need the review extra, and count for
nothing in the exit status.
Exit status: 0 nothing to mend, 1 problems found (warnings count, unless --errors-only), 2 a file can't be read.
"""

import argparse
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from ..authoring.checking import figures_json, portrait_issues
from ..notation import safe_xml
from ..notation.issues import ERROR, Issue, sort_issues
from ..scenario import fairness, scenario_xml
from ..scenario.referenced_files import HasFile, find_missing_files
from ..scenario.review import review
from . import wording
from .terminal import Commands, count, describe, paint, print_json, show_progress

MAX_SHOWN = 100
"""Issues printed per file in the terminal; --json has all of them."""

GradeText = Callable[[str], float]
"""Return the US school grade that reads a text with ease (Kincaid et al., 1975)."""


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("check", help="check scenario files", description=describe(__doc__))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a scenario in XML")
    parser.add_argument("--json", action="store_true", help="machine-readable report on standard output")
    parser.add_argument(
        "--errors-only", action="store_true", help="leave warnings out, of the report and of the exit status"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the files; return 1 if any has an issue."""
    grade = load_grade()
    # All files are read first: a misspelt name is reported before the checks, which can take minutes.
    texts = [file.read_bytes() for file in options.files]
    reports = []
    for number, (file, text) in enumerate(zip(options.files, texts, strict=True), 1):
        show_progress(number - 1, len(texts), str(file))
        problems, figures = check_text(text, grade, find_static_files(file))
        if options.errors_only:
            problems = tuple(problem for problem in problems if problem.severity == ERROR)
        notes = () if options.errors_only else wording.find_notes(file, text)
        reports.append((file, problems, figures, _content_version(text), notes))
    show_progress(len(texts), len(texts), "files")
    if options.json:
        print_json([_to_json(*report) for report in reports])
    else:
        for report in reports:
            _print_report(*report)
        _print_total([problem for _, problems, *_ in reports for problem in problems], len(reports))
        if grade is None and not options.errors_only:
            print(paint("reading level not measured; it needs: pip install \"powerstruggle-xblock[review]\"", "dim"))
    return 1 if any(problems for _, problems, *_ in reports) else 0


def check_text(
    text: bytes, grade: GradeText | None = None, has_file: HasFile | None = None
) -> tuple[tuple[Issue, ...], fairness.Fairness | None]:
    """Return the issues of a scenario file's text, those of its portraits among them, and its fairness figures.

    `has_file` tells which files its course has; without it none is reported as missing. The figures are None where the
    text is no playable scenario.
    """
    parsed = scenario_xml.parse(text)
    problems, figures = review(parsed, grade)
    missing = _check_course_files(text, has_file) if parsed.scenario and has_file else ()
    return sort_issues((*problems, *_check_portraits(parsed, text), *missing)), figures


def _check_course_files(text: bytes, has_file: HasFile) -> Iterator[Issue]:
    document = safe_xml.parse_document(text, scenario_xml.NOTATION.root, scenario_xml.NOTATION.what)
    if document.root is not None:
        yield from find_missing_files(document.root, document.lines_by_element, has_file)


def find_static_files(file: Path) -> HasFile | None:
    """Return what tells whether a file lies in the folder `static` beside a scenario or one level up, as in an export.

    None where there is no such folder.
    """
    folder = next((one / "static" for one in file.resolve().parents[:2] if (one / "static").is_dir()), None)
    return folder and (lambda name: (folder / name).is_file())


def _check_portraits(parsed: scenario_xml.ParsedScenario, text: bytes) -> Iterator[Issue]:
    scenario = parsed.scenario
    for issue in portrait_issues(scenario) if scenario else ():
        person = scenario.people_by_id.get(issue.at or "") if scenario else None
        yield replace(issue, line=_find_portrait_line(person.portrait or "", text) if person else None)


def _find_portrait_line(portrait: str, text: bytes) -> int | None:
    """Return the line, from 1, on which a portrait is named, or None where it is not found."""
    found = re.search(rf"\sportrait\s*=\s*[\"']{re.escape(portrait)}[\"']".encode(), text)
    return text.count(b"\n", 0, found.end()) + 1 if found else None


def load_grade() -> GradeText | None:
    """Return textstat's function for the Flesch-Kincaid grade of a text, or None without textstat."""
    try:
        with warnings.catch_warnings():
            # textstat imports pkg_resources, which warns that it is deprecated; that is no news about a scenario.
            warnings.simplefilter("ignore")
            import textstat
        grade: GradeText = textstat.flesch_kincaid_grade  # pyright: ignore[reportAttributeAccessIssue]  (set at run time)
        grade("It works.")
    except (ImportError, LookupError):  # Some releases look for a word list that nothing installs.
        return None
    return grade


def _content_version(text: bytes) -> str | None:
    scenario = scenario_xml.parse(text).scenario
    return scenario_xml.content_version(scenario) if scenario else None


def _print_report(
    file: Path,
    problems: tuple[Issue, ...],
    figures: fairness.Fairness | None,
    version: str | None,
    notes: tuple[Issue, ...],
) -> None:
    print(paint(str(file), "bold") + (f"  content version {version}" if version else ""))
    for problem in problems[:MAX_SHOWN]:
        colour = "red" if problem.severity == ERROR else "yellow"
        print(f"  {paint(problem.severity, colour)} {problem}")
    if len(problems) > MAX_SHOWN:
        print(f"  … and {len(problems) - MAX_SHOWN} more (see --json)")
    if not problems:
        print(paint("  nothing to mend", "green"))
    if figures:
        _print_figures(figures)
    for note in notes:
        print(f"  {paint(note.severity, 'blue')} {note}")


def _print_figures(figures: fairness.Fairness) -> None:
    how = f"all ways through, {figures.runs} kinds of run" if figures.exact else f"sampled, {figures.runs} runs"
    print(f"  fairness ({how}): best {figures.best:.0%}, worst {figures.worst:.0%}")
    print("  without reading: " + ", ".join(f"{how} {score:.0%}" for how, score in figures.picks.items()))
    for id_, row in figures.endings.items():
        print(
            f"    {id_:<28} mean {row.mean:>4.0%}  best {row.best:>4.0%}  worst {row.worst:>4.0%}  "
            f"{row.share:>4.0%} of random runs"
        )


def _print_total(problems: list[Issue], files: int) -> None:
    if files > 1:
        errors = sum(problem.severity == ERROR for problem in problems)
        print(f"{files} files: {count(errors, 'error')}, {count(len(problems) - errors, 'warning')}")


def _to_json(
    file: Path,
    problems: tuple[Issue, ...],
    figures: fairness.Fairness | None,
    version: str | None,
    notes: tuple[Issue, ...],
) -> dict[str, object]:
    return {
        "file": str(file),
        "version": version,
        "problems": [asdict(problem) for problem in problems],
        "fairness": figures_json(figures),
        "notes": [asdict(note) for note in notes],
    }
