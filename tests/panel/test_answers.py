"""The panel's first screen: what it says, and that it tells nothing that the tables do not tell."""

import json

from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.group_answers.api import SMALLEST_K
from powerstruggle_xblock.group_answers.suppression import suppress_small_counts
from powerstruggle_xblock.panel import answers, map_graph
from powerstruggle_xblock.panel.answers import build_answers
from powerstruggle_xblock.panel.labels import PanelLabels
from powerstruggle_xblock.panel.statistics import AttemptCounters, VersionCounters, find_divided_decisions
from powerstruggle_xblock.presenter.labels import Labels
from tests.block.texts import TALK

from .test_panel import open_page, set_counters, words
from .test_statistics import parse_valid

LABELS = PanelLabels(Labels())
TEXT = TALK.replace(
    '<choice id="rule" to="form"><say>It is the rule.</say><level listening="1"/>',
    '<choice id="rule" to="form" move="defend"><say>It is the rule.</say><level listening="1"/>',
).replace('<choice id="push" to="out">', '<choice id="push" to="out" mistake="crowd">')
SCENARIO = parse_valid(TEXT)
NONE, NO_MORE = {"again": 0, "leave": 0}, {"back": 0, "locked": 0}
CHOICES = {scene.id: [choice.id for choice in scene.choices] for scene in SCENARIO.scenes}


def counted(taken: dict[str, dict[str, int]], stopped: dict[str, int], ended: dict[str, int]) -> dict[str, int]:
    """Return counters after these choices by scene, arrivals that went no further, and endings."""
    counts = {"run:begun": sum(taken["desk"].values()) + stopped["desk"], "run:ended": sum(ended.values())}
    for scene, choices in taken.items():
        counts[f"left:{scene}"] = sum(choices.values())
        counts[f"scene:{scene}"] = sum(choices.values()) + stopped[scene]
        counts |= {f"choice/{scene}/{id_}": count for id_, count in choices.items()}
    return counts | {f"ending/{id_}": count for id_, count in ended.items()}


def shown(counts: dict[str, int]) -> AttemptCounters:
    return AttemptCounters(suppress_small_counts({name: count for name, count in counts.items() if count}, SMALLEST_K))


DEFENDING = counted(
    {"desk": {"hear": 32, "rule": 20, **NONE}, "form": {"plain": 20, "push": 15, **NO_MORE}},
    {"desk": 0, "form": 17},
    {"signed": 20, "out": 15},
)


def test_three_sentences_say_where_people_are_pulled_how_it_ends_and_where_they_stop():
    found = build_answers(SCENARIO, shown(DEFENDING), LABELS)
    assert [(answer.text, answer.at) for answer in found.sentences] == [
        (
            'The weak reply taken most: at "At the desk", 40 % defend themselves or the agency, '
            "and tension rises by 1.",
            "desk",
        ),
        ('Most often the talk ends with an agreement: 55 % come to "Signed".', "signed"),
        ('Most who stop do so at "The form": 35 % of those who come there go no further.', "form"),
    ]
    assert [(row.name, row.times, row.at, row.percent) for row in found.mistakes] == [
        ("Arguing", "20", "desk", "40 %"),
        ("Crowding them", "15", "form", "30 %"),
    ]


def test_a_reply_without_a_move_is_quoted_and_a_change_of_tension_is_said_where_it_is_known():
    taken = {"desk": {"hear": 6, "rule": 0, **NONE}, "form": {"plain": 0, "push": 30, **NO_MORE}}
    counts = counted(taken, {"desk": 30, "form": 0}, {"signed": 0, "out": 30})
    first = build_answers(SCENARIO, shown(counts), LABELS).sentences[0]
    assert first.text == 'The weak reply taken most: at "The form", 100 % take "Just sign.".'
    calmer = parse_valid(TEXT.replace('<say>Just sign.</say>', '<say>Just sign.</say><shift tension="-2"/>'))
    assert build_answers(calmer, shown(counts), LABELS).sentences[0].text.endswith(", and tension falls by 2.")


def test_with_too_few_attempts_nothing_is_said():
    few = counted(
        {"desk": {"hear": 2, "rule": 2, **NONE}, "form": {"plain": 2, "push": 2, **NO_MORE}},
        {"desk": 0, "form": 0},
        {"signed": 2, "out": 2},
    )
    assert build_answers(SCENARIO, shown(few), LABELS) == answers.Answers((), ())
    assert build_answers(None, shown(DEFENDING), LABELS) == answers.Answers((), ())


def test_a_scene_is_as_strong_as_the_replies_that_were_chosen_in_it():
    scene = SCENARIO.scenes[0]

    def strength(**taken: int) -> str | None:
        return answers.scene_strength(scene, shown({f"choice/desk/{id_}": count for id_, count in taken.items()}))

    assert (strength(hear=30), strength(hear=10, rule=20), strength(rule=20), strength(again=9)) == (
        "strong", "mixed", "weak", "weak")
    assert strength(hear=3) is None and strength() is None


# --- attack -----------------------------------------------------------------------------------------------------------

times = st.one_of(st.integers(0, 7), st.integers(0, 40))
attempts = st.builds(
    counted,
    st.fixed_dictionaries({scene: st.fixed_dictionaries(dict.fromkeys(ids, times)) for scene, ids in CHOICES.items()}),
    st.fixed_dictionaries(dict.fromkeys(CHOICES, times)),
    st.fixed_dictionaries({ending.id: times for ending in SCENARIO.endings}),
)
WHOLES = {"run:ended": "run:begun"}


def whole_of(name: str) -> str | None:
    """Return the counter that the tables hold a counter against."""
    if name.startswith("choice/"):
        return f"scene:{name.split('/')[1]}"
    return "run:ended" if name.startswith("ending/") else WHOLES.get(name)


def tables(counters: AttemptCounters) -> str:
    """Return all that the tables and the CSV file show."""
    rows = {name: repr(counters.rounded(name, whole_of(name))) for name in sorted(counters.counts)}
    return json.dumps([rows, {scene: repr(counters.drop_off(scene)) for scene in CHOICES}])


def first_screen(counters: AttemptCounters) -> str:
    """Return all that the first screen shows: sentences, mistakes, map and handout."""
    graph = map_graph.build_graph(SCENARIO, VersionCounters("v", counters), LABELS)
    divided = [
        (decision.scene.id, [(choice.id, repr(count)) for choice, count in decision.replies])
        for decision in find_divided_decisions(SCENARIO, counters)
    ]
    return json.dumps([repr(build_answers(SCENARIO, counters, LABELS)), graph, divided])


class OnlyRounded(AttemptCounters):
    """The counters with nothing left but what the tables show: every use of a true count gives another result."""

    def __init__(self, true: AttemptCounters):
        super().__init__(dict.fromkeys(true.counts, 10**6))
        self._true = true

    def rounded(self, name, whole=None):
        return self._true.rounded(name, whole)

    def drop_off(self, scene_id):
        return self._true.drop_off(scene_id)


@given(attempts)
def test_the_first_screen_is_made_of_what_the_tables_show_and_of_nothing_else(counts):
    assert first_screen(OnlyRounded(shown(counts))) == first_screen(shown(counts))


@given(attempts, st.data())
def test_attempts_that_look_alike_in_the_tables_look_alike_on_the_first_screen(counts, data):
    name = data.draw(st.sampled_from(sorted(name for name in counts if "/" in name)))
    other = {**counts, name: max(0, counts[name] + data.draw(st.sampled_from([-2, -1, 1, 2])))}
    if tables(shown(other)) == tables(shown(counts)):
        assert first_screen(shown(other)) == first_screen(shown(counts))


@given(attempts)
def test_no_number_on_the_first_screen_is_between_nothing_and_the_threshold(counts):
    found = build_answers(SCENARIO, shown(counts), LABELS)
    for row in found.mistakes:
        assert int(row.times.split()[0]) >= SMALLEST_K
    assert "few" not in " ".join(answer.text for answer in found.sentences)


@given(st.dictionaries(st.sampled_from(["run:begun", "scene:desk", "choice/desk/hear"]), st.integers(0, 4)))
def test_that_somebody_tried_again_shows_from_the_threshold_on_only(counts):
    assert not shown(counts).has_shown
    assert shown({**counts, "scene:form": SMALLEST_K}).has_shown


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_first_screen_comes_before_the_tables_which_are_folded(course, fake_counters):
    set_counters(course, fake_counters)
    tree = open_page(course)
    order = [element.get("id") for element in tree.xpath("//main//*[@id][contains(@class, 'ps-part')]")]
    assert order == [
        "ps-answers", "ps-on-map", "ps-mistakes", "ps-sheet", "ps-numbers", "ps-glance", "ps-scenes", "ps-endings",
        "ps-what",
    ]
    fold = tree.get_element_by_id("ps-numbers")
    assert fold.tag == "details" and fold.get("open") is None
    assert {table.xpath("ancestor::details")[0] for table in tree.xpath("//table")} == {fold}
    said = [words(item) for item in tree.xpath("//*[@id='ps-answers']//li")]
    assert said[0] == 'The weak reply taken most: at "The form", 40 % take "Just sign.".'


def test_later_attempts_have_a_column_only_where_there_are_some(course, fake_counters):
    def columns() -> set[str]:
        return {words(cell) for cell in open_page(course).xpath("//thead//th")} & {"First attempts", "Later attempts"}

    version = course.block().scenario.version
    fake_counters.add(course.usage, version, True, {"run:begun": 30, "scene:desk": 30})
    fake_counters.add(course.usage, version, False, {"run:begun": 4, "scene:desk": 4})
    assert columns() == {"First attempts"}
    fake_counters.add(course.usage, version, False, {"run:begun": 3, "scene:desk": 3})
    assert columns() == {"First attempts", "Later attempts"}
