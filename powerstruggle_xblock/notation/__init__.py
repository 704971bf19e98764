"""What the notations of the three components share: reading XML safely, and the base of their parsers and serializers.

It imports no other room, and knows no scenario, continuum or reflection.

- `messages`: English sentences that can still be translated (`msg`, `nmsg`, `noop`, `translate`)
- `issues`: what is wrong or weak with a file, and where (`Issue`, `sort_issues`, `did_you_mean`)
- `safe_xml`: from the text of a file to its root element (`parse_document`)
- `source_lines`: the line on which each element begins
- `markup`: the small markup inside texts (`parse_markup`, `plain_text`)
- `shapes`: which attributes and child elements an element may have (`ElementShape`)
- `parser`: base class of the three parsers (`BaseParser`) and of what they return (`ParsedDocument`)
- `serializer`: from values to elements and indented text
"""
