"""Blocks in a runtime without a database: the workbench's own, with a dictionary for a store."""

import copy
import json

from web_fragments.fragment import Fragment
from webob import Request
from workbench import runtime as workbench
from xblock.core import XBlock
from xblock.fields import Integer, Scope
from xblock.runtime import DictKeyValueStore, KvsFieldData

USER = "learner"


class Bare(XBlock):
    """The least a block can do that keeps something of a learner: one number, one more with each call."""

    count = Integer(scope=Scope.user_state, default=0)

    @XBlock.json_handler
    def add(self, data, suffix=""):
        """Add 1."""
        self.count += 1
        return {"count": self.count}

    def student_view(self, context=None):
        """Show nothing."""
        return Fragment("<p></p>")


class Runtime(workbench.WorkbenchRuntime):
    """The workbench's runtime over a dictionary, for blocks of one class.

    It leaves out the stand-ins that the workbench hangs on every block for old blocks' sake: they cost more than a bare
    block.
    """

    def __init__(self, store: dict | None, ids, block_class):
        super().__init__(USER)
        self.id_reader = self.id_generator = ids
        self.block_class = block_class
        if store is not None:
            kvs = DictKeyValueStore(store)
            self._services["field-data"] = KvsFieldData(kvs)

    def load_block_type(self, block_type):
        """Return the class at hand, whatever is installed."""
        return self.block_class

    def _patch_xblock(self, block):
        pass

    def publish(self, block, event_type, event_data):
        """Take an event and do nothing."""


class Subject:
    """A block of one class with its authored fields, for many requests of learners at the same point."""

    def __init__(self, name: str, block_class, fields: dict | None = None, *, in_memory: bool = True):
        self.store: dict | None = {} if in_memory else None
        self.block_class = block_class
        self.ids = workbench.ScenarioIdManager()
        self.ids.set_scenario("bench")
        self.usage = self.ids.create_usage(self.ids.create_definition(name))
        block = self._runtime().get_block(self.usage)
        for field, value in (fields or {}).items():
            setattr(block, field, value)
        block.save()

    def _runtime(self) -> Runtime:
        return Runtime(self.store, self.ids, self.block_class)

    def play(self, handler: str, data: dict) -> dict:
        """Call a handler and keep what it changed: so a learner is brought to the point of interest."""
        request = Request.blank("/", method="POST", body=json.dumps(data).encode())
        response = self.timed_call(self._runtime(), handler, request)
        assert response.status_int == 200, response.body
        return response.json

    def view(self):
        """Show the block."""
        runtime = self._runtime()
        return runtime.render(runtime.get_block(self.usage), "student_view")

    def learner(self, *, fresh_text: bool = False) -> dict:
        """Return a store of its own for one more learner at this point; state is the learner's own.

        Authored text is the same object for all, or with `fresh_text` a new one, as a store gives it that reads it
        anew.
        """
        return {key: self._given(key, value, fresh_text) for key, value in self.store.items()}

    @staticmethod
    def _given(key, value, fresh_text: bool):
        if key.scope is Scope.user_state:
            return copy.deepcopy(value)
        return f"{value} "[:-1] if fresh_text and isinstance(value, str) else value

    def timed_call(self, runtime: Runtime, handler: str, request):
        """Return the part that is measured: getting the block, the handler, saving."""
        return runtime.handle(runtime.get_block(self.usage), handler, request)


class Stored(Subject):
    """A block whose fields the workbench keeps in its database."""

    def __init__(self, name: str, block_class, fields: dict | None = None):
        super().__init__(name, block_class, fields, in_memory=False)
