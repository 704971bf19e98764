"""Fixtures of the tests of analytics; those in `in_an_lms` have Django to themselves (test_in_an_lms.py runs them)."""

import os

import pytest

from tests.block.support import World
from tests.block.texts import TALK

from .lms import IN_AN_LMS

collect_ignore = [] if IN_AN_LMS in os.environ else ["in_an_lms"]


@pytest.fixture
def lms_talk() -> World:
    """Return the small scenario in a course of the learning platform."""
    return World(TALK, lms=True)
