"""What the wording gives away, as Markdown, and where it exceeds the bounds.

The bounds are the project's own: a learner who ignores the client must not pass, and should find the best reply hardly
more often than by guessing (docs/starter-course.md gives the reasons).
"""

from collections.abc import Iterator

from .wording_clues import DecisionPrediction, WordingReport
from .wording_model import PlayResult, WordingRow, WordingTotals, total_results

PASS_MARK = 0.7
MAX_PASSES = 3
MAX_BEST_BY_WORDS = 0.40
MAX_BEST_BY_FEATURES = 0.35
MAX_NOTES = 5


def format_rows(rows: list[WordingRow]) -> str:
    """Return the table of all scenarios and the figures of the set."""
    head = ("scenario", "words: score", "passes", "best reply", "surface: score", "passes", "best reply")
    lines = [head, ["---"] * len(head)]
    lines += [(row.title, *_format_result(row.words), *_format_result(row.surface)) for row in rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    words, surface = (total_results(getattr(row, kind) for row in rows) for kind in ("words", "surface"))
    figures = f"{_format_totals('words and pairs', words)}; {_format_totals('surface features', surface)}"
    guessing = f"Guessing finds it in {words.by_guessing:.0%}."
    return f"{table}\n\nFrom the wording alone: {figures}. {guessing}\n"


def _format_result(played: PlayResult) -> tuple[str, str, str]:
    best = f"{_format_count(played.best)} of {played.decisions}"
    return f"{played.score:.0%}", "yes" if played.passes else "no", best


def _format_totals(what: str, found: WordingTotals) -> str:
    return (
        f"{what} give a mean of {found.mean:.0%}, pass {found.passes} of {found.scenarios}, "
        f"and point to the best reply in {_format_count(found.best)} of {found.decisions} decisions "
        f"({found.share:.0%})"
    )


def _format_count(number: float) -> str:
    """Return a mean number with one decimal place where it has any."""
    return f"{round(number, 1):g}"


def list_shortfalls(rows: list[WordingRow]) -> Iterator[str]:
    """Yield a sentence for each bound that the wording exceeds."""
    words, surface = (total_results(getattr(row, kind) for row in rows) for kind in ("words", "surface"))
    if words.mean >= PASS_MARK:
        yield f"going by words and pairs gives {words.mean:.0%} on average, not less than {PASS_MARK:.0%}"
    if words.passes > MAX_PASSES:
        passed = "; ".join(row.title for row in rows if row.words.passes)
        yield f"going by words and pairs passes {words.passes} scenarios, not at most {MAX_PASSES}: {passed}"
    if words.share > MAX_BEST_BY_WORDS:
        yield _format_excess("words and pairs", words, MAX_BEST_BY_WORDS)
    if surface.share > MAX_BEST_BY_FEATURES:
        yield _format_excess("surface features", surface, MAX_BEST_BY_FEATURES)


def _format_excess(what: str, found: WordingTotals, most: float) -> str:
    return f"{what} point to the best reply in {found.share:.1%} of decisions, not at most {most:.0%}"


def format_clues(title: str, found: WordingReport | None) -> str:
    """Return what the wording of one scenario gives away, as Markdown for its author."""
    if found is None:
        return f"{title}: there is no other scenario to learn from\n"
    right, outward = (
        sum(getattr(prediction, which) for prediction in found.predictions)
        for which in ("words_right", "features_right")
    )
    lines = [
        f"# {title}",
        "",
        f"From words and pairs alone: {found.score:.0%}, {'passes' if found.passes else 'does not pass'}; the best "
        f"reply in {right} of {len(found.predictions)} decisions. From surface features: in {outward}.",
        "",
        "## Words and pairs",
        "",
    ]
    lines += [f"- {clue}" for clue in found.word_clues] or ["- none that lean to one side"]
    lines += ["", "## Surface features", "", *([f"- {clue}" for clue in found.feature_clues] or ["- none"])]
    lines += ["", "## Each decision", ""]
    for prediction in found.predictions:
        lines += _format_decision(prediction)
    return "\n".join(lines) + "\n"


def _format_decision(prediction: DecisionPrediction) -> Iterator[str]:
    yield (
        f"- {prediction.scene}: words take {prediction.by_words} ({_format_verdict(prediction.words_right)}) "
        f"for {', '.join(prediction.terms) or 'nothing'}; "
        f"surface features take {prediction.by_features} ({_format_verdict(prediction.features_right)})"
    )
    for id_, predicted, real in sorted(prediction.choices, key=lambda row: -row[1]):
        yield f"  - {id_}: predicted {predicted:.2f}, rated {real:.2f}"


def _format_verdict(right: bool) -> str:
    return "one of the best" if right else "not the best"


def list_notes(found: WordingReport) -> Iterator[tuple[str, str | None]]:
    """Yield notes for an author where the wording exceeds the bounds of a set.

    Each comes with the id of the first choice it is about, or None.
    """
    if not found.passes and found.share <= MAX_BEST_BY_WORDS:
        return
    right = sum(prediction.words_right for prediction in found.predictions)
    yield (
        (
            f"who goes by the wording alone gets {found.score:.0%} and the best reply in {right} of "
            f"{len(found.predictions)} decisions; powerstruggle survey --tells shows each"
        ),
        None,
    )
    for clue in found.word_clues[:MAX_NOTES]:
        yield str(clue), clue.choices[0]
