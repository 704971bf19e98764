"""The trainer's panel of a scenario: anonymous counts of the scenes reached, the replies chosen and the endings.

`counters` records what learners do; every other module shows it. Nothing here knows a person.
"""
