"""`powerstruggle moves`: the catalogue of staff moves with their usual effect in words."""

import json

from ..scenario import catalog
from .terminal import paint, said


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("moves", help="list staff moves and their usual effects", description=said(__doc__))
    parser.add_argument("--json", action="store_true", help="machine-readable catalogue on standard output")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Print the catalogue."""
    if options.json:
        print(json.dumps([_as_json(move) for move in catalog.moves().values()], ensure_ascii=False, indent=2))
        return 0
    for move in catalog.moves().values():
        print(f"{paint(f'{move.id:<24}', 'bold')} {move.name}")
        print(f"{'':<24} {paint(effect(move), 'dim')}")
    return 0


def effect(move: catalog.Move) -> str:
    """Say a move's usual effect, e.g. "tension up 2, trust down 1"."""
    said = [f"{meter} {'up' if by > 0 else 'down'} {abs(by)}" for meter, by in move.usual.items() if by]
    return ", ".join(said) or "changes nothing by itself"


def _as_json(move: catalog.Move) -> dict:
    return {
        "id": move.id, "name": move.name, "usual": dict(move.usual), "high": dict(move.high), "low": dict(move.low),
        "mistake": move.mistake, "tags": sorted(move.tags),
    }
