"""Tests of the continuum component: notation, block, disclosure attacks, and the workbench over HTTP."""
