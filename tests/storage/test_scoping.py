"""Every query function takes its workspace; who serves the process is the one exemption."""

import importlib
import inspect
import pkgutil
from typing import get_type_hints

import pytest
from sqlalchemy.orm import Session

import storage

#: Modules whose functions serve the process rather than a coalition.
EXEMPT = {"storage.process", "storage.workspaces", "storage.engine", "storage.resealing"}

#: Functions on temporary tables, which only their own connection sees, and on a lock.
TEMPORARY = {
    "storage.incidents.temporary.fetch",
    "storage.incidents.temporary.fill",
    "storage.incidents.sums.stage",
    "storage.incidents.applying.serialize",
}


def _queries():
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if module.name in EXEMPT or ".migrations" in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                hints = get_type_hints(function)
                first = next(iter(inspect.signature(function).parameters), None)
                if first is not None and hints.get(first) is Session:
                    yield f"{module.name}.{name}", function


QUERIES = {name: query for name, query in _queries() if name not in TEMPORARY}


def test_queries_are_found():
    assert len(QUERIES) > 20


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_no_query_can_be_called_without_its_workspace(name):
    parameters = inspect.signature(QUERIES[name]).parameters
    named = [one for one in parameters if one in ("workspace", "target", "plan")]

    assert named, f"{name} takes no workspace"
    assert parameters[named[0]].default is inspect.Parameter.empty
