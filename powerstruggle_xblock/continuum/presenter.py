"""Build what the browser gets of a continuum: sanitized texts, and the group's released results. Nothing of one person.

The JSON keys are those of the browser's contract and of earlier releases.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ..group_answers.aggregates import Distribution, FollowUps
from ..presenter.safe_html import rewrite_static_links, sanitize_html, sanitize_optional_html
from .model import HINDSIGHT_SUFFIX, MEAN, Continuum, Label, Statement

MEAN_STEPS = 20
"""A mean is rounded to a twentieth of the scale, as coarse as the percentages from which it is computed."""


def resolve_static_links(continuum: Continuum, static_url: Callable[[str], str]) -> Continuum:
    """Return the continuum with links to a course's own files as they are served.

    Platforms rewrite such links in pages, but not in the JSON of handlers. `static_url` returns the URL of a file.
    """

    def resolve(text: str | None) -> str | None:
        return text and rewrite_static_links(text, static_url)

    def resolve_all(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(rewrite_static_links(text, static_url) for text in texts)

    statements = tuple(
        replace(
            statement,
            words=rewrite_static_links(statement.words, static_url),
            content_note=resolve(statement.content_note),
            prompts=resolve_all(statement.prompts),
        )
        for statement in continuum.statements
    )
    return replace(
        continuum,
        statements=statements,
        prompts=resolve_all(continuum.prompts),
        intro=resolve(continuum.intro),
        frame=resolve(continuum.frame),
        look_back=resolve(continuum.look_back),
        closing=resolve(continuum.closing),
        closing_exercise=resolve(continuum.closing_exercise),
    )


def answer_version(continuum: Continuum) -> str:
    """Return 12 hex digits that change with what an answer can contain and with what the page promises about it."""
    named = [
        continuum.round,
        continuum.k,
        continuum.pool,
        continuum.release,
        [point.id for point in continuum.scale.points],
        {
            id_: [option.id for option in continuum.follow_up_options(statement)]
            for id_, statement in continuum.questions.items()
        },
    ]
    return hashlib.sha256(json.dumps(named).encode()).hexdigest()[:12]


def build_exercise(continuum: Continuum, k: int) -> dict:
    """Return what a learner needs to take part; texts are safe HTML, labels plain text.

    `k` is the smallest number of answers that is shown in this round.
    """
    follow_up = continuum.follow_up
    return {
        "version": answer_version(continuum),
        "round": continuum.round,
        "lang": continuum.lang,
        "k": k,
        "show": continuum.show,
        "release": continuum.release,
        "since": continuum.compare_round,
        "intro": sanitize_optional_html(continuum.intro),
        "frame": sanitize_optional_html(continuum.frame),
        "look_back": sanitize_optional_html(continuum.look_back),
        "scale": {
            "ask": continuum.scale.question,
            "top": continuum.scale.top,
            "stops": [
                {**_build_label(point), "number": continuum.scale.number(index)}
                for index, point in enumerate(continuum.scale.points)
            ],
        },
        "next": follow_up
        and {"ask": follow_up.question, "options": [_build_label(each) for each in follow_up.options]},
        "statements": [_build_statement(statement) for statement in continuum.statements],
    }


def _build_label(label: Label) -> dict:
    return {"id": label.id, "label": label.words}


def _build_statement(statement: Statement) -> dict:
    return {
        "id": statement.id,
        "words": sanitize_html(statement.words),
        "content_note": sanitize_optional_html(statement.content_note),
        "follow_up": statement.has_follow_up,
        "low": statement.low,
        "high": statement.high,
    }


def build_facilitator_notes(continuum: Continuum) -> dict:
    """Return what only the facilitator gets: questions to ask, and the closing words."""
    return {
        "prompts": _sanitize_all(continuum.prompts),
        "statement_prompts": {statement.id: _sanitize_all(statement.prompts) for statement in continuum.statements},
        **build_closing(continuum),
    }


def _sanitize_all(texts: Iterable[str]) -> list[str]:
    return [sanitize_html(text) for text in texts]


def build_closing(continuum: Continuum) -> dict:
    """Return the texts that follow the group's result."""
    return {
        "closing": sanitize_optional_html(continuum.closing),
        "tag_out": sanitize_optional_html(continuum.closing_exercise),
    }


def build_distributions(
    continuum: Continuum, current: Mapping[str, Distribution] | None, earlier: Mapping[str, Distribution] | None
) -> list[dict] | None:
    """Return the group's result for each statement, or None where nothing is counted (`current` is None).

    `current` and `earlier` hold the distributions of the present and of the compared round by the ids of
    `Continuum.questions`; `earlier` is None where no round is compared.
    """
    if current is None:
        return None
    return [
        {
            "id": statement.id,
            "ready": statement.id in current and current[statement.id].ready,
            "now": _build_distribution(continuum, current.get(statement.id)),
            "then": _build_distribution(continuum, current.get(f"{statement.id}{HINDSIGHT_SUFFIX}"))
            if continuum.look_back
            else None,
            "earlier": _build_distribution(continuum, earlier.get(statement.id)) if earlier is not None else None,
            "next": _build_follow_ups(current[statement.id].follow_ups)
            if continuum.follow_up_options(statement)
            else None,
        }
        for statement in continuum.statements
    ]


def _build_distribution(continuum: Continuum, distribution: Distribution | None) -> dict:
    """Return one distribution as this component shows it: percentages by scale point, or their mean alone."""
    if distribution is None or not distribution.enough:
        return {"enough": False, "shares": None, "mostly": None, "mean": None}
    shows_mean = continuum.show == MEAN
    return {
        "enough": True,
        "shares": None if distribution.mostly or shows_mean else dict(distribution.percentages),
        "mostly": distribution.mostly,
        "mean": compute_mean(continuum, distribution) if shows_mean else None,
    }


def compute_mean(continuum: Continuum, distribution: Distribution) -> int | None:
    """Return the mean of a distribution, from 0 to the top of the scale, rounded to a twentieth of the scale.

    None where the distribution is suppressed. The mean is computed from the rounded percentages, never from the counts,
    so it reveals no more than they do.
    """
    scale, percentages = continuum.scale, distribution.percentages
    total = sum(percentages.values())
    if distribution.mostly or not total:
        return None
    weighted = sum(scale.number(index) * percentages.get(point.id, 0) for index, point in enumerate(scale.points))
    return round(round(weighted / total * MEAN_STEPS / scale.top) * scale.top / MEAN_STEPS)


def _build_follow_ups(follow_ups: FollowUps) -> dict:
    return {
        "enough": follow_ups.enough,
        "shares": dict(follow_ups.percentages),
        "mostly": list(follow_ups.mostly),
    }
