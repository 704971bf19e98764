"""Which tests are this process's: those in `on_a_database` have Django to themselves, in a process for each database."""

import os

from .on_a_database import DATABASE

collect_ignore = [] if DATABASE in os.environ else ["on_a_database"]
