"""Fields that ask their store once."""

from xblock.exceptions import InvalidScopeError
from xblock.field_data import FieldData
from xblock.fields import UserScope

from powerstruggle_xblock.scenario.progress import Progress

from .support import World
from .texts import TALK


class AuthorsOnly(FieldData):
    """A store as Studio's: it knows what authors wrote, and refuses to be asked for what is a learner's."""

    def __init__(self, authored: dict):
        self.authored = authored

    def get(self, block, name):
        if block.fields[name].scope.user is not UserScope.NONE:
            raise InvalidScopeError(name)
        return self.authored[name]

    def has(self, block, name):
        return name in self.authored

    def default(self, block, name):
        raise KeyError(name)

    def set(self, block, name, value):
        raise AssertionError("nothing is to be written")

    delete = set


def test_what_is_a_learners_is_nothing_where_only_authors_are_known():
    block = World(TALK)._block(None, AuthorsOnly({"content": TALK, "weight": 5}))
    assert (block.progress, block.attempts, block.ratio, block.max_score()) == (Progress(), 0, None, 5)
