"""Tests that need an LMS's Django; `tests/analytics/test_in_an_lms.py` runs them."""
