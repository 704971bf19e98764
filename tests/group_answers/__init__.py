"""Tests of the group's answers: rules and door in this process, tables on real databases in processes of their own."""
