"""Events become xAPI statements by the real event-routing-backends.

The models of Ralph, a learning record store, check them.
"""

import json
import re
import sys
from types import SimpleNamespace

import pytest
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from powerstruggle_xblock.analytics import events
from powerstruggle_xblock.analytics.settings import common

from . import scripted
from .lms import plugin_settings


@pytest.fixture(scope="module")
def tracked() -> list[dict]:
    return json.loads(scripted.EVENTS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def statements(tracked) -> list[dict]:
    return scripted.statements(tracked)


def test_the_statements_of_a_scripted_play_are_the_fixtures_to_the_byte(statements):
    assert scripted.text(statements) == scripted.STATEMENTS.read_text(encoding="utf-8")


def test_every_event_becomes_one_statement_with_an_id_of_its_own(tracked, statements):
    assert len(statements) == len(tracked) == len({statement["id"] for statement in statements})


def test_every_statement_is_one_by_the_specification(statements):
    for statement in statements:
        BaseXapiStatement.model_validate(statement)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"verb": {"id": "answered"}},
        {"actor": {"objectType": "Agent"}},
        {"result": {"score": {"scaled": 2}}},
        {"object": {"id": "no address"}},
        {"result": {"response": "a", "extensions": {"levels": 1}}},
    ],
)
def test_the_check_would_see_what_is_wrong(statements, spoilt):
    with pytest.raises(ValidationError):
        BaseXapiStatement.model_validate({**statements[1], **spoilt})


def test_a_run_is_one_registration_and_no_two_share_it(tracked, statements):
    by_attempt = {}
    for event, statement in zip(tracked, statements, strict=True):
        if "attempt_id" in event["data"]:
            by_attempt.setdefault(event["data"]["attempt_id"], set()).add(statement["context"]["registration"])
    assert all(len(registrations) == 1 for registrations in by_attempt.values())
    assert len(set.union(*by_attempt.values())) == len(by_attempt) == 3


def test_practice_neither_passes_nor_fails(statements):
    ended = [statement["result"] for statement in statements if "completion" in statement.get("result", {})]
    assert [result.get("success") for result in ended] == [False, True, None, None, None]


def test_no_word_of_the_scenario_travels(statements):
    told = json.dumps(statements)
    assert [
        word for word in ("At the desk", "Three trips", "Gone", "Signed", "Ira", "A title", "ann") if f'"{word}' in told
    ] == []


def test_the_guide_and_its_queries_ask_for_what_there_is(root, statements):
    guide, told = (root / "docs" / "analytics.md").read_text(encoding="utf-8"), json.dumps(statements)
    asked = set(re.findall(r"'(urn:[^']+|http[^']+)'", guide))
    assert len(asked) >= 6 and [iri for iri in asked if f'"{iri}"' not in told] == []
    there = {name for name in re.findall(r'"urn:x-powerstruggle:extension:([^"]+)"', told)}
    assert [name for name in there if f"`{name}`" not in guide] == []


@pytest.mark.parametrize("ours_first", [True, False])
def test_the_events_are_let_through_whichever_plugin_is_asked_first(ours_first):
    made = plugin_settings(ours_first=ours_first)
    assert sorted(
        name for name in made["EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS"] if "powerstruggle" in name
    ) == sorted(events.NAMES)
    assert "edx.course.enrollment.activated" in made["EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS"]
    assert set(events.NAMES) <= set(made["EVENT_BUS_TRACKING_LOGS"])
    router = made["EVENT_TRACKING_BACKENDS"]["event_transformer"]["OPTIONS"]
    assert set(events.NAMES) <= set(router["processors"][0]["OPTIONS"]["whitelist"])
    assert set(events.NAMES) <= set(router["backends"]["xapi"]["OPTIONS"]["processors"][0]["OPTIONS"]["whitelist"])
    assert not set(events.NAMES) & set(made["EVENT_TRACKING_BACKENDS_ALLOWED_CALIPER_EVENTS"])


def test_without_event_routing_backends_nothing_is_set(monkeypatch):
    monkeypatch.setitem(sys.modules, "event_routing_backends.utils.settings", None)
    made = SimpleNamespace()
    common.plugin_settings(made)
    assert vars(made) == {}
