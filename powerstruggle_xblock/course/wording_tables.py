"""What the wording gives away, as Markdown, and where it gives away more than it may.

The bounds are the project's own: who never reads the client must not pass, and should find the best reply hardly more often than
by guessing (about 28 % with three or four replies).
"""

from collections.abc import Iterator

from .wording_model import Row, Whole, whole
from .wording_tells import Report

PASS_MARK = 0.7
MOST_PASSES = 3
MOST_BEST_BY_WORDS = 0.40
MOST_BEST_BY_SURFACE = 0.35


def markdown(rows: list[Row]) -> str:
    """Give the table of all scenarios and the figures of the set."""
    head = ("scenario", "words: score", "passes", "best reply", "surface: score", "passes", "best reply")
    lines = [head, ["---"] * len(head)]
    lines += [(row.title, *(cell for played in (row.words, row.surface) for cell in (
        f"{played.score:.0%}", "yes" if played.passes else "no", f"{played.best} of {played.decisions}"))) for row in rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    words, surface = (whole(getattr(row, kind) for row in rows) for kind in ("words", "surface"))
    return (f"{table}\n\nFrom the wording alone: {_figures('words and pairs', words)}; {_figures('surface features', surface)}.\n")


def _figures(what: str, found: Whole) -> str:
    return (f"{what} give a mean of {found.mean:.0%}, pass {found.passes} of {found.scenarios}, and point to the best reply in "
            f"{found.best} of {found.decisions} decisions ({found.share:.0%})")


def misses(rows: list[Row]) -> Iterator[str]:
    """Say where the wording gives away more than it may."""
    words, surface = (whole(getattr(row, kind) for row in rows) for kind in ("words", "surface"))
    if words.mean >= PASS_MARK:
        yield f"going by words and pairs gives {words.mean:.0%} on average, not less than {PASS_MARK:.0%}"
    if words.passes > MOST_PASSES:
        passed = "; ".join(row.title for row in rows if row.words.passes)
        yield f"going by words and pairs passes {words.passes} scenarios, not at most {MOST_PASSES}: {passed}"
    if words.share > MOST_BEST_BY_WORDS:
        yield f"words and pairs point to the best reply in {words.share:.1%} of decisions, not at most {MOST_BEST_BY_WORDS:.0%}"
    if surface.share > MOST_BEST_BY_SURFACE:
        yield f"surface features point to the best reply in {surface.share:.1%} of decisions, not at most {MOST_BEST_BY_SURFACE:.0%}"


def tells(title: str, found: Report | None) -> str:
    """Give what the wording of one scenario gives away, for its writer."""
    if found is None:
        return f"{title}: there is no other scenario to learn from\n"
    right = sum(guess.right for guess in found.guesses)
    lines = [f"# {title}", "", f"From the wording alone: {found.score:.0%}, {'passes' if found.passes else 'does not pass'}; best reply in "
             f"{right} of {len(found.guesses)} decisions.", "", "## What gives it away", ""]
    lines += [f"- {tell}" for tell in found.tells] or ["- no single word or pair"]
    lines += ["", "## Each decision (predicted, then real score)", ""]
    for guess in found.guesses:
        found_it = "FOUND" if guess.right else "missed"
        lines.append(f"- {guess.scene}: {found_it}, takes {guess.picked} for {', '.join(guess.terms) or 'nothing'}")
        lines += [f"  - {id_}: {predicted:.2f}, {real:.2f}" for id_, predicted, real in sorted(guess.choices, key=lambda row: -row[1])]
    return "\n".join(lines) + "\n"
