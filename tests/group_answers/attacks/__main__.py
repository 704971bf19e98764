"""Print the table of the attack bench: `python -m tests.group_answers.attacks [--first-rule]`."""

import sys

from .rules import FirstRule, PresentRule
from .table import as_text, rows

if __name__ == "__main__":
    print(as_text(rows(FirstRule if "--first-rule" in sys.argv[1:] else PresentRule)))
