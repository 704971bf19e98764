"""The real figures behind a line, which no door gives: for tests alone, with the site's key at hand.

As a program it looks into a demonstration workbench's state, prints JSON and leaves:
`python -m tests.group_answers.real_counts STATE_FOLDER USAGE_KEY ROUND [DATABASE_URL]`.
"""

import json
import sys
from pathlib import Path

from powerstruggle_xblock.group_answers import api


def real_counts(usage_key: str, round_: str, pool: str = "") -> dict[str, dict[str, dict[str, int]]]:
    """Give {"answers": {question: {position: people}}, "follow_ups": {question: {name: people}}}."""
    place = api._places(usage_key, round_, pool)[-1]
    row = api._tables().TallySheet.objects.filter(key=api._digest(place, round_)).first()
    content = api._opened(api._seal(), row and row.sealed).content()
    return {part: {question: times for question, (_, times, *_) in boxes.items()} for part, boxes in content.items()}


def main(folder: str, usage_key: str, round_: str, database: str | None = None) -> None:
    """Print the figures of one component of a workbench."""
    from powerstruggle_xblock.cli import workbench
    workbench.prepare(Path(folder), database)
    print(json.dumps(real_counts(usage_key, round_)))


if __name__ == "__main__":
    main(*sys.argv[1:])
