"""The engine: what a scenario is, how it is read, played, scored and reviewed.

It knows nothing of XBlock, Django or Open edX and imports only the standard library and lxml, so it can be
used from a notebook or a script:

>>> from powerstruggle_xblock.scenario import notation, play, scoring
>>> reading = notation.read(open("scenarios/another-form.xml").read())
>>> run = play.replay(reading.scenario, ["one-line"])

Rooms: `model` (the shapes), `conditions`, `catalogue` (skills, moves, profiles), `notation` (XML to model) and
`writing` (model to XML), `client` (how a client's state moves), `play` (the only way forward), `scoring`,
`fairness` and `review` (what is wrong or weak), `comparing` and `aftermath` (what a new version changes), `saying` (their sentences).
"""
