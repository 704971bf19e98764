"""`powerstruggle moves`: the catalogue of staff moves with their usual effect in words."""

from ..scenario import catalogue
from .terminal import paint


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("moves", help="list staff moves and their usual effects", description=__doc__)
    parser.set_defaults(run=run)


def run(_options) -> int:
    """Print the catalogue."""
    for move in catalogue.moves().values():
        print(f"{paint(f'{move.id:<24}', 'bold')} {move.name}")
        print(f"{'':<24} {paint(effect(move), 'dim')}")
    return 0


def effect(move: catalogue.Move) -> str:
    """Say a move's usual effect, e.g. "tension up 2, trust down 1"."""
    said = [f"{meter} {'up' if by > 0 else 'down'} {abs(by)}" for meter, by in move.usual.items() if by]
    return ", ".join(said) or "changes nothing by itself"
