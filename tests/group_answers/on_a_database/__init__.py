"""Tests of the tables, on the database that an environment variable names; `test_databases.py` runs them."""

DATABASE = "POWERSTRUGGLE_TEST_DATABASE"
"""`sqlite:PATH` or `mysql://user:password@host:port/name`."""
