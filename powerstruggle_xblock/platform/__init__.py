"""All that knows Open edX.

The base block, handlers, fields, grading, OLX, views and services, and performing the effects of moves.

The blocks themselves are in the package above. Rules of play are in `scenario/`, what the browser is told is in
`presenter/`.
"""
