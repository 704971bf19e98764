"""Tests of the reflection component: notation, block, privacy of learners' texts, and the workbench over HTTP."""
