"""Print how often each rule of the second look is right: `python -m tests.second_look`."""

from .measure import HALVES, RULES, Agreement, measure, read_utterances

NAMES = {"first-half": "first half", "held-out": "held-out half"}


def add(one: Agreement, other: Agreement) -> Agreement:
    """Return two counts together."""
    return Agreement(one.right + other.right, one.wrong + other.wrong, one.missed + other.missed)


def row(rule: str, agreement: Agreement) -> str:
    """Return a line of the table."""
    precision = "–" if agreement.precision is None else f"{agreement.precision:.2f}"
    counts = f"{agreement.right} | {agreement.wrong} | {agreement.missed}"
    return f"| `{rule}` | {counts} | {precision} | {agreement.recall:.2f} |"


def tables() -> str:
    """Return a table for each half and one for all, as they stand in docs/second-look.md."""
    found = measure()
    counts = {NAMES[half]: len(read_utterances(half)) for half in HALVES}
    parts = {NAMES[half]: found[half] for half in HALVES}
    parts["all"] = {rule: add(*(found[half][rule] for half in HALVES)) for rule in RULES}
    counts["all"] = sum(counts.values())
    head = "| rule | right | wrong | missed | precision | recall |\n|---|---|---|---|---|---|"
    return "\n\n".join(
        "\n".join([f"{name.capitalize()}, {counts[name]} utterances:", "", head, *(row(*one) for one in part.items())])
        for name, part in parts.items()
    )


if __name__ == "__main__":
    print(tables())
