"""`python -m powerstruggle_xblock.cli` is the `powerstruggle` command."""

import sys

from . import main

sys.exit(main())
