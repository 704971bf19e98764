"""An LMS set up once, and in it a course with our three components."""

import pytest

from tests.analytics.lms import set_up

set_up()

from .course import Course  # noqa: E402  (models can be imported only now)


@pytest.fixture
def course():
    """Return a course without learners."""
    made = Course()
    yield made
    made.remove()
