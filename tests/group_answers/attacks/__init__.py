"""The attack bench: what somebody can learn of one person who reads a group's results at any time.

`python -m tests.group_answers.attacks` (`make attack`) prints the table. *Learnt* means: in every possible
set of answers that agrees with all that was shown, and with what the colluders know of themselves, a person has the
same position.
"""
