"""Review a scenario: the issues and fairness figures behind Studio's list, `powerstruggle check` and the tests.

Errors block publishing, warnings advise. The numbers here and in `review_texts` are design decisions of the project.
The rules behind them:

- Staff often take control, reprimands and instructions for de-escalation, so feedback, repair and more than one
  workable choice are asked for (Price et al., 2018).
- The same words do not always fit: problem-solving comes after calm (Price & Baker, 2012; Richmond et al., 2012).
- A scenario is a situational-judgment test (Whetzel et al., 2020). How its options are keyed decides what it measures
  (Bergman et al., 2006), so length, order and chance must not reveal the key.
- Labels instead of people influence how staff see clients (Granello & Gibbs, 2016).
"""

from collections.abc import Callable, Iterator, Sequence

from ..notation.issues import ERROR, WARNING, Issue, sort_issues
from ..notation.messages import msg, nmsg, noop, percent_msg
from . import drill, drill_figures, fairness, graph, needs, scenario_xml, scoring
from .model import Ending, Scenario, Scene
from .play import MAX_STEPS
from .review_drill import check_moments
from .review_texts import Finding, check_texts
from .scenario_xml import ParsedScenario

CHOICES_AT_ONCE = (3, 4)
DECISIONS_OF_LONGEST_RUN = (4, 6)
MIN_BEST_SCORE = 0.9

_PASSES_UNREAD = {
    "first": noop("always taking the first choice gives {score} and passes without reading"),
    "longest": noop("always taking the longest choice gives {score} and passes without reading"),
    "shortest": noop("always taking the shortest choice gives {score} and passes without reading"),
    "random": noop("choosing at random gives {score} and passes without reading"),
}


def review(
    parsed: ParsedScenario, reading_grade: Callable[[str], float] | None = None,
) -> tuple[tuple[Issue, ...], fairness.Fairness | None]:
    """Return all issues of a parsed scenario, sorted, and its fairness figures.

    The figures are None where it can't be played or an ending can't be reached. `reading_grade`, if given, returns the
    US school grade of a text of some hundred words.
    """
    scenario = parsed.scenario
    if scenario is None:
        return parsed.issues, None
    found = list(check_moments(scenario) if scenario.is_drill else _check_reachability(scenario))
    figures = None
    if not any(finding.severity == ERROR for finding in found):
        figures = measure(scenario)
        found += _check_figures(scenario, figures)
        found += _check_needs(scenario)
    found += check_texts(scenario, reading_grade)
    found += _check_sign_offs(scenario)
    lines = parsed.lines_by_id
    issues = [
        Issue(
            finding.severity,
            finding.code,
            finding.message,
            lines.get(finding.at or ""),
            finding.at,
            field=finding.field,
        )
        for finding in found
    ]
    return sort_issues((*parsed.issues, *issues)), figures


def measure(scenario: Scenario) -> fairness.Fairness:
    """Return the fairness figures of a drill or any other scenario that can be played to an ending."""
    return drill_figures.measure_drill(scenario) if scenario.is_drill else fairness.measure_fairness(scenario)


# --- reachability ---------------------------------------------------------------------------------------------------


def _check_reachability(scenario: Scenario) -> Iterator[Finding]:
    forward = {scene.id: graph.list_targets(scene) for scene in scenario.scenes}
    gates = {gate.to for gate in scenario.gates}
    forward[scenario.start.scene] = forward[scenario.start.scene] | gates
    distance = graph.measure_distances([scenario.start.scene], lambda id_: forward.get(id_, ()))
    for node in scenario.nodes.values():
        if node.id not in distance:
            yield Finding(
                WARNING,
                "unreachable",
                (
                    msg('ending "{id}" is never reached: nothing leads to it', id=node.id)
                    if isinstance(node, Ending)
                    else msg('scene "{id}" is never reached: nothing leads to it', id=node.id)
                ),
                node.id,
            )
    before = graph.list_scenes_before(scenario)
    ends = graph.measure_distances((ending.id for ending in scenario.endings), lambda id_: before.get(id_, ()))
    leads_out = any(gate in ends for gate in gates)
    for scene in scenario.scenes:
        if scene.id in distance and scene.id not in ends and not leads_out:
            yield Finding(
                ERROR, "no-way-out", msg('from scene "{id}" no way leads to an ending', id=scene.id), scene.id
            )
    nearest_end = min((distance[ending.id] for ending in scenario.endings if ending.id in distance), default=0)
    if nearest_end > MAX_STEPS:
        yield Finding(
            ERROR,
            "too-far",
            nmsg(
                "the nearest ending is {number} choice away; an attempt has at most {most}",
                "the nearest ending is {number} choices away; an attempt has at most {most}",
                nearest_end,
                most=MAX_STEPS,
            ),
            scenario.start.scene,
        )


# --- figures --------------------------------------------------------------------------------------------------------


def _check_figures(scenario: Scenario, figures: fairness.Fairness) -> Iterator[Finding]:
    for id_ in sorted(figures.all_closed):
        yield Finding(
            ERROR,
            "all-closed",
            msg('in scene "{id}" every choice can be closed at once; leave one without a condition', id=id_),
            id_,
        )
    if not any(scene.is_decision for scene in scenario.scenes):
        yield Finding(WARNING, "no-decision", msg("no choice is rated, so there is nothing to grade"))
        return
    yield from _check_scores(scenario, figures)
    yield from _check_never_held(figures)
    if scenario.is_drill:
        return
    yield from _check_choices_at_once(scenario, figures)
    low, high = DECISIONS_OF_LONGEST_RUN
    if figures.exact and not low <= figures.longest_decisions <= high:
        yield Finding(WARNING, "length", nmsg(
            "the longest way has {number} decision; {low} to {high} make eight to twelve minutes",
            "the longest way has {number} decisions; {low} to {high} make eight to twelve minutes",
            figures.longest_decisions, low=low, high=high))


def _check_never_held(figures: fairness.Fairness) -> Iterator[Finding]:
    for id_, condition in figures.never_held:
        yield Finding(
            WARNING,
            "dead-condition",
            (
                msg('in "{id}", "{condition}" never holds on any way through', id=id_, condition=condition)
                if id_
                else msg('in a safety gate, "{condition}" never holds on any way through', condition=condition)
            ),
            id_ or None,
            "if",
        )


def _check_choices_at_once(scenario: Scenario, figures: fairness.Fairness) -> Iterator[Finding]:
    low, high = CHOICES_AT_ONCE
    for id_, counts in figures.shown_at_once.items():
        node = scenario.nodes[id_]
        if isinstance(node, Scene) and node.is_decision and not (low <= min(counts) and max(counts) <= high):
            yield Finding(
                WARNING,
                "choices",
                msg(
                    'scene "{id}" offers {numbers} choices at a time; three or four read best',
                    id=id_,
                    numbers=_join_with_or(sorted(counts)),
                ),
                id_,
                "choice",
            )


def _check_scores(scenario: Scenario, figures: fairness.Fairness) -> Iterator[Finding]:
    if figures.best < MIN_BEST_SCORE:
        both = {"best": percent_msg(figures.best), "wanted": percent_msg(MIN_BEST_SCORE)}
        yield Finding(
            WARNING,
            "best-too-low",
            (
                msg("even the best way through reaches only {best}; a careful learner should reach {wanted}", **both)
                if figures.exact
                else msg("even the best way found reaches only {best}; a careful learner should reach {wanted}", **both)
            ),
        )
    for how, score in figures.picks.items():
        if scoring.passes(score, scenario):
            yield Finding(WARNING, "passes-unread", msg(_PASSES_UNREAD[how], score=percent_msg(score), how=how))


def _join_with_or(numbers: Sequence[int]) -> object:
    """Return "3 or 4 or 5" as a value for a message."""
    joined: object = numbers[0]
    for number in numbers[1:]:
        joined = msg("{some} or {last}", some=joined, last=number)
    return joined


# --- what texts take for granted ------------------------------------------------------------------------------------

_UNMET_NEED = {
    "line": noop('in "{id}", the line {words} needs "{needs}"; on this way that has not happened: {path}'),
    "reply": noop('in "{id}", the reply {words} needs "{needs}"; on this way that has not happened: {path}'),
    "cue": noop('in "{id}", what is seen or done, {words}, needs "{needs}"; on this way that has not happened: {path}'),
    "feedback": noop('in "{id}", the feedback {words} needs "{needs}"; on this way that has not happened: {path}'),
    "choice": noop('choice "{id}", {words}, needs "{needs}"; on this way that has not happened: {path}'),
    "scene": noop('scene "{id}", {words}, needs "{needs}"; on this way that has not happened: {path}'),
    "ending": noop('ending "{id}", {words}, needs "{needs}"; on this way that has not happened: {path}'),
}
"""Messages by the tag of the element that `needs` stands on."""


def _check_needs(scenario: Scenario) -> Iterator[Finding]:
    for part in drill.split(scenario):
        yield from _check_needs_of(part)


def _check_needs_of(scenario: Scenario) -> Iterator[Finding]:
    report = needs.find_unmet_needs(scenario)
    for need in report.unmet:
        path = ", ".join(need.path) if need.path else msg("right at the beginning")
        yield Finding(ERROR, "unmet-need", msg(
            _UNMET_NEED[need.tag], id=need.at, words=need.quote, needs=need.needs, path=path), need.at, "needs")
    if not report.is_complete:
        yield Finding(WARNING, "needs-untested", nmsg(
            "there are too many ways through to follow them all; what texts need was tested on {number} choice of them",
            "there are too many ways through to follow them all; "
            "what texts need was tested on {number} choices of them",
            report.choices_followed))


# --- sign-offs ------------------------------------------------------------------------------------------------------


def _check_sign_offs(scenario: Scenario) -> Iterator[Finding]:
    version = scenario_xml.content_version(scenario) if scenario.sign_offs else ""
    for sign_off in scenario.sign_offs:
        if sign_off.version != version:
            yield Finding(WARNING, "sign-off-void", msg(
                "the sign-off by {name} of {date} is for another version of the text and no longer counts",
                name=sign_off.by, date=sign_off.date), None, "sign-off")
