"""Tests of "Where would you stand?": notation, block, attacks, and the real workbench."""
