"""What the browser is told: authors' texts, cleaned, and of the group only what its one door gives. Nothing of one person is here."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

from ..group_answers.aggregates import Distribution, FollowUps
from ..presenter.safe_html import rewrite_static_links, sanitize_html, sanitize_optional_html
from .model import MEAN, THEN, Continuum, Statement

STEPS = 20
"""A mean is told in twentieths of the scale, as coarse as the shares it is worked out of."""


def with_addresses(continuum: Continuum, address: Callable[[str], str]) -> Continuum:
    """Give the exercise with links to a course's own files as they are served: platforms rewrite pages, not handlers' JSON."""
    def texts(part, *names: str) -> dict:
        return {name: rewrite_static_links(text, address) for name in names if (text := getattr(part, name))}

    def prompts(part) -> tuple[str, ...]:
        return tuple(rewrite_static_links(prompt, address) for prompt in part.prompts)

    statements = tuple(replace(asked, prompts=prompts(asked), **texts(asked, "words", "content_note")) for asked in continuum.statements)
    return replace(
        continuum, statements=statements, prompts=prompts(continuum),
        **texts(continuum, "intro", "frame", "look_back", "closing", "tag_out"))


def version(continuum: Continuum) -> str:
    """Give twelve hex digits that change with the round and with anything an answer can name."""
    named = [continuum.round, [stop.id for stop in continuum.scale.stops],
             {id_: [option.id for option in continuum.options(asked)] for id_, asked in continuum.questions.items()}]
    return hashlib.sha256(json.dumps(named).encode()).hexdigest()[:12]


def exercise(continuum: Continuum) -> dict:
    """Give what a learner needs for taking part."""
    following = continuum.next
    return {
        "version": version(continuum),
        "round": continuum.round,
        "lang": continuum.lang,
        "k": continuum.k,
        "show": continuum.show,
        "since": continuum.since,
        "intro": sanitize_optional_html(continuum.intro),
        "frame": sanitize_optional_html(continuum.frame),
        "look_back": sanitize_optional_html(continuum.look_back),
        "scale": {
            "ask": continuum.scale.ask,
            "top": continuum.scale.top,
            "stops": [
                {"id": stop.id, "label": stop.words, "number": continuum.scale.number(index)}
                for index, stop in enumerate(continuum.scale.stops)
            ],
        },
        "next": following and {"ask": following.ask, "options": [{"id": option.id, "label": option.words} for option in following.options]},
        "statements": [_statement(statement) for statement in continuum.statements],
    }


def _statement(statement: Statement) -> dict:
    return {
        "id": statement.id, "words": sanitize_html(statement.words), "content_note": sanitize_optional_html(statement.content_note),
        "follow_up": statement.follow_up, "low": statement.low, "high": statement.high,
    }


def facilitator(continuum: Continuum) -> dict:
    """Give what only whoever leads the session needs: what to ask."""
    return {
        "prompts": [sanitize_html(prompt) for prompt in continuum.prompts],
        "statement_prompts": {statement.id: [sanitize_html(prompt) for prompt in statement.prompts] for statement in continuum.statements},
        **last_words(continuum),
    }


def last_words(continuum: Continuum) -> dict:
    """Give what is said after the line."""
    return {"closing": sanitize_optional_html(continuum.closing), "tag_out": sanitize_optional_html(continuum.tag_out)}


def lines(continuum: Continuum, now: dict[str, Distribution] | None, earlier: dict[str, Distribution] | None) -> list[dict] | None:
    """Give the group's lines, one for each statement; None where nothing is counted here."""
    if now is None:
        return None
    return [{
        "id": statement.id,
        "now": _told(continuum, now.get(statement.id)),
        "then": _told(continuum, now.get(f"{statement.id}{THEN}")) if continuum.look_back else None,
        "earlier": _told(continuum, earlier.get(statement.id)) if earlier is not None else None,
        "next": _ticked(now[statement.id].follow_ups) if continuum.options(statement) else None,
    } for statement in continuum.statements]


def _told(continuum: Continuum, line: Distribution | None) -> dict:
    """Give one line in the way this component shows it: the shares of the stops, or their mean alone."""
    if line is None or not line.enough:
        return {"enough": False, "shares": None, "mostly": None, "mean": None}
    shares = None if line.mostly or continuum.show == MEAN else dict(line.percentages)
    return {"enough": True, "shares": shares, "mostly": line.mostly, "mean": mean(continuum, line) if continuum.show == MEAN else None}


def mean(continuum: Continuum, line: Distribution) -> int | None:
    """Give the mean of a line, in twentieths of the scale; None where the line is masked.

    It is worked out of the rounded shares that are told anyway, never of the counts: so it can tell no more than they do.
    """
    told = sum(line.percentages.values())
    if line.mostly or not told:
        return None
    exact = sum(continuum.scale.number(index) * line.percentages.get(stop.id, 0) for index, stop in enumerate(continuum.scale.stops)) / told
    return round(round(exact * STEPS / continuum.scale.top) * continuum.scale.top / STEPS)


def _ticked(ticked: FollowUps) -> dict:
    return {"enough": ticked.enough, "shares": dict(ticked.percentages), "mostly": list(ticked.mostly)}
