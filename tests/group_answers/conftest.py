"""Which tests run in this process: those in `on_a_database` have a process of their own for each database."""

import os

from .on_a_database import DATABASE

collect_ignore = [] if DATABASE in os.environ else ["on_a_database"]
