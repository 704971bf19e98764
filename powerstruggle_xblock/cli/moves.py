"""`powerstruggle moves`: the catalogue of staff moves with their usual effect in words."""

import argparse

from ..scenario import catalog
from .terminal import Commands, describe, paint, print_json


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser(
        "moves", help="list staff moves and their usual effects", description=describe(__doc__)
    )
    parser.add_argument("--json", action="store_true", help="machine-readable catalogue on standard output")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the catalogue."""
    if options.json:
        print_json([_to_json(move) for move in catalog.moves().values()])
        return 0
    for move in catalog.moves().values():
        print(f"{paint(f'{move.id:<24}', 'bold')} {move.name}")
        print(f"{'':<24} {paint(describe_effect(move), 'dim')}")
    return 0


def describe_effect(move: catalog.Move) -> str:
    """Return a move's usual effect in words, e.g. "tension up 2, trust down 1"."""
    changes = [f"{meter} {'up' if by > 0 else 'down'} {abs(by)}" for meter, by in move.usual.items() if by]
    return ", ".join(changes) or "changes nothing by itself"


def _to_json(move: catalog.Move) -> dict[str, object]:
    return {
        "id": move.id,
        "name": move.name,
        "usual": dict(move.usual),
        "high": dict(move.high),
        "low": dict(move.low),
        "mistake": move.mistake,
        "levels": dict(move.levels),
        "tags": sorted(move.tags),
    }
