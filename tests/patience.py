"""How long tests wait for what should happen at once on an idle machine."""

PATIENCE = 300
"""Seconds after which something counts as hanging.

No test may fail because a machine has other things to do, so this is far more than anything takes; it only keeps a run
that hangs from never ending.
"""
PATIENCE_OF_PAGES = 60_000
"""Milliseconds for what a browser should show at once; less, because one fault can make many tests wait."""
