"""The counts of one component, which no function of the api returns: for tests alone, with the site's key at hand.

Of published batches only what is published is known; what is pending is exact.

As a program it looks into a demonstration workbench's state, prints JSON and leaves:
`python -m tests.group_answers.real_counts STATE_FOLDER USAGE_KEY ROUND [DATABASE_URL]`.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from powerstruggle_xblock.group_answers import storage


def real_counts(usage_key: str, round_: str, pool: str = "") -> dict[str, dict[str, dict[str, int]]]:
    """Return {"answers": {question: {position: people}}, "follow_ups": {question: {name: people}}}."""
    place = storage.find_places(usage_key, round_, pool)[-1]
    row = storage.load_models().TallySheet.objects.filter(key=storage.digest(place, round_)).first()
    content = storage.decrypt(storage.load_cipher(), row and row.sealed).content()
    found = {
        part: {
            name: dict(Counter(released[index]) + Counter(pending[index]))
            for name, (released, pending) in content["questions"].items()
        }
        for part, index in (("answers", 1), ("follow_ups", 2))
    }
    return {**found, "follow_ups": {name: ticks for name, ticks in found["follow_ups"].items() if ticks}}


def main(folder: str, usage_key: str, round_: str, database: str | None = None) -> None:
    """Print the figures of one component of a workbench."""
    from powerstruggle_xblock.cli import workbench

    workbench.prepare(Path(folder), database)
    print(json.dumps(real_counts(usage_key, round_)))


if __name__ == "__main__":
    main(*sys.argv[1:])
