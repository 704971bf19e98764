"""What the wording gives away, as Markdown, and where it gives away more than it may.

The bounds are the project's own: who never reads the client must not pass, and should find the best reply hardly more
often than by guessing (docs/starter-course.md says why they stand where they stand).
"""

from collections.abc import Iterator

from .wording_model import Played, Row, Whole, whole
from .wording_tells import Guess, Report

PASS_MARK = 0.7
MOST_PASSES = 3
MOST_BEST_BY_WORDS = 0.40
MOST_BEST_BY_SURFACE = 0.35
MOST_NOTES = 5


def markdown(rows: list[Row]) -> str:
    """Give the table of all scenarios and the figures of the set."""
    head = ("scenario", "words: score", "passes", "best reply", "surface: score", "passes", "best reply")
    lines = [head, ["---"] * len(head)]
    lines += [(row.title, *_cells(row.words), *_cells(row.surface)) for row in rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    words, surface = (whole(getattr(row, kind) for row in rows) for kind in ("words", "surface"))
    figures = f"{_figures('words and pairs', words)}; {_figures('surface features', surface)}"
    guessing = f"Guessing finds it in {words.by_guessing:.0%}."
    return f"{table}\n\nFrom the wording alone: {figures}. {guessing}\n"


def _cells(played: Played) -> tuple[str, str, str]:
    return f"{played.score:.0%}", "yes" if played.passes else "no", f"{played.best} of {played.decisions}"


def _figures(what: str, found: Whole) -> str:
    return (
        f"{what} give a mean of {found.mean:.0%}, pass {found.passes} of {found.scenarios}, "
        f"and point to the best reply in {found.best} of {found.decisions} decisions ({found.share:.0%})"
    )


def misses(rows: list[Row]) -> Iterator[str]:
    """Say where the wording gives away more than it may."""
    words, surface = (whole(getattr(row, kind) for row in rows) for kind in ("words", "surface"))
    if words.mean >= PASS_MARK:
        yield f"going by words and pairs gives {words.mean:.0%} on average, not less than {PASS_MARK:.0%}"
    if words.passes > MOST_PASSES:
        passed = "; ".join(row.title for row in rows if row.words.passes)
        yield f"going by words and pairs passes {words.passes} scenarios, not at most {MOST_PASSES}: {passed}"
    if words.share > MOST_BEST_BY_WORDS:
        yield _too_often("words and pairs", words, MOST_BEST_BY_WORDS)
    if surface.share > MOST_BEST_BY_SURFACE:
        yield _too_often("surface features", surface, MOST_BEST_BY_SURFACE)


def _too_often(what: str, found: Whole, most: float) -> str:
    return f"{what} point to the best reply in {found.share:.1%} of decisions, not at most {most:.0%}"


def tells(title: str, found: Report | None) -> str:
    """Give what the wording of one scenario gives away, for its writer."""
    if found is None:
        return f"{title}: there is no other scenario to learn from\n"
    right, outward = (sum(getattr(guess, which) for guess in found.guesses) for which in ("right", "outward_right"))
    lines = [
        f"# {title}",
        "",
        f"From words and pairs alone: {found.score:.0%}, {'passes' if found.passes else 'does not pass'}; the best "
        f"reply in {right} of {len(found.guesses)} decisions. From surface features: in {outward}.",
        "",
        "## Words and pairs",
        "",
    ]
    lines += [f"- {tell}" for tell in found.tells] or ["- none that lean to one side"]
    lines += ["", "## Surface features", "", *([f"- {tell}" for tell in found.outward] or ["- none"])]
    lines += ["", "## Each decision", ""]
    for guess in found.guesses:
        lines += _decision(guess)
    return "\n".join(lines) + "\n"


def _decision(guess: Guess) -> Iterator[str]:
    yield (
        f"- {guess.scene}: words take {guess.picked} ({_verdict(guess.right)}) "
        f"for {', '.join(guess.terms) or 'nothing'}; "
        f"surface features take {guess.outward} ({_verdict(guess.outward_right)})"
    )
    for id_, predicted, real in sorted(guess.choices, key=lambda row: -row[1]):
        yield f"  - {id_}: predicted {predicted:.2f}, rated {real:.2f}"


def _verdict(right: bool) -> str:
    return "one of the best" if right else "not the best"


def notes(found: Report) -> Iterator[tuple[str, str | None]]:
    """Give an author's notes where the wording gives away more than it may in a set.

    Each comes with the id of the first choice it is about, or None.
    """
    if not found.passes and found.share <= MOST_BEST_BY_WORDS:
        return
    right = sum(guess.right for guess in found.guesses)
    yield (
        (
            f"who goes by the wording alone gets {found.score:.0%} and the best reply in {right} of "
            f"{len(found.guesses)} decisions; powerstruggle survey --tells shows each"
        ),
        None,
    )
    for tell in found.tells[:MOST_NOTES]:
        yield str(tell), tell.choices[0]
