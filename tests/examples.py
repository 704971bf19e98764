"""How many generated examples a test tries."""

import os

SHARE = 3
FEWEST = 20


def examples(number: int) -> int:
    """Return a third of `number`, at least 20 where there are as many; all of them where new examples are looked for.

    `make test` tries the same examples in every run, so that more of them say little; `make explore` tries new ones.
    """
    return number if os.environ.get("EXPLORE") else max(min(number, FEWEST), number // SHARE)
