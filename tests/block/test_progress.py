"""The stored record: read from anything, written back the same, and forgetting nothing that a grade needs."""

from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.scenario import scoring
from powerstruggle_xblock.scenario.progress import MAX_RECORDED, Progress, RecordedRun, load_progress

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.just(10**400)
    | st.just(-(10**400))
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=10,
)
NAMES = (
    "v",
    "run",
    "path",
    "practice",
    "origin",
    "settled",
    "recorded",
    "forgotten",
    "endings",
    "ending",
    "score",
    "version",
)
records = st.fixed_dictionaries({}, optional={name: anything for name in NAMES})
pairs = st.lists(anything, min_size=2, max_size=2)
stored = (
    anything
    | records
    | st.fixed_dictionaries({"recorded": st.lists(records, max_size=3) | st.just([{}] * 40), "forgotten": pairs})
)

ids = st.lists(st.text(min_size=1, max_size=5), max_size=4).map(tuple)
numbers, ratios = st.integers(0, 1000), st.floats(0, 1)
runs = st.builds(RecordedRun, numbers, ids, st.text(max_size=5), ratios, st.text(max_size=5))
progresses = st.builds(
    Progress,
    run=numbers,
    path=ids,
    practice=st.booleans(),
    origin=st.none() | st.tuples(numbers, numbers),
    settled=st.booleans(),
    recorded=st.lists(runs, max_size=5).map(tuple),
    endings=ids,
)


@given(stored)
def test_anything_stored_can_be_read_and_written(value):
    progress = load_progress(value)
    assert isinstance(progress, Progress) and progress.run >= 0
    assert all(0 <= score <= 1 for score in progress.scores())
    assert load_progress(progress.to_json()) == progress


@given(progresses)
def test_what_is_written_reads_the_same(progress):
    assert load_progress(progress.to_json()) == progress


def ended(scores) -> Progress:
    progress = Progress()
    for score in scores:
        progress = load_progress(progress.begin().settle("end", score, "v").to_json())
    return progress


@given(st.lists(ratios, min_size=MAX_RECORDED + 1, max_size=MAX_RECORDED + 20))
def test_forgetting_old_runs_changes_no_grade(scores):
    progress = ended(scores)
    assert len(progress.recorded) == MAX_RECORDED and len(progress.scores()) == len(scores)
    for keep in ("best", "first", "latest"):
        assert scoring.aggregate_score(progress.scores(), keep) == scoring.aggregate_score(scores, keep)
    assert (
        abs(scoring.aggregate_score(progress.scores(), "average") - scoring.aggregate_score(scores, "average")) < 1e-9
    )


def test_the_best_run_is_never_the_one_forgotten():
    assert max(ended([0.1, 0.9, *[0.2] * MAX_RECORDED]).scores()) == 0.9


def test_the_record_stays_small_however_often_it_is_played():
    assert len(str(ended([0.5] * 500).to_json())) < 12_000


def test_practice_is_not_recorded_but_its_ending_is_found():
    progress = Progress().begin().settle("out", 0.2, "v").rewind(0, practice=True).settle("signed", 1.0, "v")
    assert [run.score for run in progress.recorded] == [0.2] and progress.endings == ("out", "signed")


def test_a_record_of_a_newer_version_is_read_as_far_as_it_is_understood():
    newer = {**ended([0.7]).to_json(), "v": 99, "mood": "sunny"}
    assert load_progress(newer).scores() == [0.7]


def test_runs_are_numbered_once():
    progress = Progress().begin().rewind(0, practice=True).begin().rewind(0, practice=False)
    assert progress.run == 4 and progress.origin == (3, 0)
