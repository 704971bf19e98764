"""Tests of the tables, on the database that an environment variable names; `tests/group_answers/test_databases.py` runs them."""

DATABASE = "POWERSTRUGGLE_TEST_DATABASE"
"""`sqlite:PATH` or `mysql://user:password@host:port/name`."""
