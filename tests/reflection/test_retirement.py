"""Where there is no LMS, a retired account has no kept words to lose.

In an LMS: tests/analytics/in_an_lms/test_receivers.py.
"""

from powerstruggle_xblock.platform.retirement import forget_kept_words


def test_outside_an_lms_there_is_nothing_to_forget():
    assert forget_kept_words(7) == 0
