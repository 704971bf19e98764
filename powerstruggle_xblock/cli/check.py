"""`powerstruggle check FILE…`: every problem of a scenario with its line, and how fair its key is.

Notes say which words give the key away, held against the starter course; they need the review extra, and count for
nothing in the exit status.
Exit status: 0 nothing to mend, 1 problems found (warnings count, unless --errors-only), 2 a file can't be read.
"""

import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from ..authoring.checking import figures_json, portrait_problems
from ..notation.issues import ERROR, Issue, sort_issues
from ..scenario import fairness, scenario_xml
from ..scenario.review import review
from . import wording
from .terminal import paint, progress, said

SHOWN = 100
"""Problems shown a file in the terminal; --json has all of them."""


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("check", help="check scenario files", description=said(__doc__))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a scenario in XML")
    parser.add_argument("--json", action="store_true", help="machine-readable report on standard output")
    parser.add_argument("--errors-only", action="store_true", help="leave warnings out, of the report and of the exit status")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Check the files; 1 if any has a problem."""
    grade = reading_grade()
    # All are read first, so that a misspelt name is told before minutes have gone into the others.
    texts = [file.read_bytes() for file in options.files]
    reports = []
    for number, (file, text) in enumerate(zip(options.files, texts, strict=True), 1):
        progress(number - 1, len(texts), str(file))
        problems, figures = checked(text, grade)
        if options.errors_only:
            problems = tuple(problem for problem in problems if problem.severity == ERROR)
        notes = () if options.errors_only else wording.notes(file, text)
        reports.append((file, problems, figures, _version(text), notes))
    progress(len(texts), len(texts), "files")
    if options.json:
        print(json.dumps([_as_json(*report) for report in reports], ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print(*report)
        _print_total([problem for _, problems, *_ in reports for problem in problems], len(reports))
        if grade is None and not options.errors_only:
            print(paint("reading level not measured; it needs: pip install \"powerstruggle-xblock[review]\"", "dim"))
    return 1 if any(problems for _, problems, *_ in reports) else 0


def checked(text: bytes, grade=None) -> tuple[tuple[Issue, ...], fairness.Fairness | None]:
    """Review a scenario file's text, and look its portraits up in this package's set."""
    reading = scenario_xml.parse(text)
    problems, figures = review(reading, grade)
    return sort_issues((*problems, *_portraits(reading, text))), figures


def _portraits(reading: scenario_xml.ParsedScenario, text: bytes) -> Iterator[Issue]:
    for problem in portrait_problems(reading.scenario) if reading.scenario else ():
        portrait = reading.scenario.people_by_id[problem.at].portrait
        yield replace(problem, line=_line_of(portrait, text))


def _line_of(portrait: str, text: bytes) -> int | None:
    found = re.search(rf"\sportrait\s*=\s*[\"']{re.escape(portrait)}[\"']".encode(), text)
    return text.count(b"\n", 0, found.end()) + 1 if found else None


def reading_grade():
    """Give textstat's US grade of a text, or None where that library is not installed."""
    try:
        with warnings.catch_warnings():
            # What textstat's own way of finding its files is warned of is no news to who checks a scenario.
            warnings.simplefilter("ignore")
            import textstat
        textstat.flesch_kincaid_grade("It works.")
    except (ImportError, LookupError):  # Some releases look for a word list that nothing installs.
        return None
    return textstat.flesch_kincaid_grade


def _version(text: bytes) -> str | None:
    scenario = scenario_xml.parse(text).scenario
    return scenario_xml.content_version(scenario) if scenario else None


def _print(file: Path, problems: tuple[Issue, ...], figures: fairness.Fairness | None, version: str | None,
           notes: tuple[Issue, ...]) -> None:
    print(paint(str(file), "bold") + (f"  content version {version}" if version else ""))
    for problem in problems[:SHOWN]:
        colour = "red" if problem.severity == ERROR else "yellow"
        print(f"  {paint(problem.severity, colour)} {problem}")
    if len(problems) > SHOWN:
        print(f"  … and {len(problems) - SHOWN} more (see --json)")
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
        print(f"    {id_:<28} mean {row.mean:>4.0%}  best {row.best:>4.0%}  worst {row.worst:>4.0%}  "
              f"{row.share:>4.0%} of random runs")


def _print_total(problems: list[Issue], files: int) -> None:
    if files > 1:
        errors = sum(problem.severity == ERROR for problem in problems)
        print(f"{files} files: {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _as_json(file: Path, problems: tuple[Issue, ...], figures: fairness.Fairness | None, version: str | None,
             notes: tuple[Issue, ...]) -> dict:
    return {
        "file": str(file),
        "version": version,
        "problems": [asdict(problem) for problem in problems],
        "fairness": figures_json(figures),
        "notes": [asdict(note) for note in notes],
    }
