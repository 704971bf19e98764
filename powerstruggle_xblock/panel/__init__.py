"""The trainer's panel of a scenario: anonymous counts of where people came, what they chose and how it ended."""
