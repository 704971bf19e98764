"""A runtime in which the course's components are loaded as a platform loads them."""

import pytest
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime


@pytest.fixture(scope="session")
def workbench_runtime():
    """Return a runtime with a store of its own, in memory."""
    return TestRuntime(services={"field-data": KvsFieldData(DictKeyValueStore())})
