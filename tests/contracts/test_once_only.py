"""What the grammars say stands once in its parent is what the parsers take once."""

from collections.abc import Iterator

import pytest

from powerstruggle_xblock.continuum import continuum_xml
from powerstruggle_xblock.notation.notation import Notation
from powerstruggle_xblock.reflection import reflection_xml
from powerstruggle_xblock.scenario import scenario_xml

NOTATIONS = [scenario_xml.NOTATION, continuum_xml.NOTATION, reflection_xml.NOTATION]


def paths(notation: Notation, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return the tags from the root to each kind of element that has child elements."""
    shape = notation.find_shape(path[-2] if len(path) > 1 else "", path[-1])
    if shape.children:
        yield path
    for tag in shape.children:
        yield from paths(notation, (*path, tag))


def is_taken_once(notation: Notation, path: tuple[str, ...], tag: str) -> bool:
    """Return whether the parser leaves out the second of two child elements."""
    opened = "".join(f'<{parent} id="a">' for parent in path)
    closed = "".join(f"</{parent}>" for parent in reversed(path))
    parsed = notation.parse(f'{opened}<{tag} id="b">One.</{tag}><{tag} id="c">Two.</{tag}>{closed}')
    return any(issue.code == "too-many" and f"takes one <{tag}>" in str(issue) for issue in parsed.issues)


@pytest.mark.parametrize("notation", NOTATIONS, ids=[notation.root for notation in NOTATIONS])
def test_the_parser_takes_one_of_what_the_grammar_has_once(notation):
    for path in paths(notation, (notation.root,)):
        shape = notation.find_shape(path[-2] if len(path) > 1 else "", path[-1])
        taken = {tag for tag in shape.children if is_taken_once(notation, path, tag)}
        assert taken == set(shape.once), path
