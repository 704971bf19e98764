"""What things cost, as ratios: `make bench`, or `make bench BENCH=--quick` for a rough look.

Method. Every time is compared with a bare XBlock's (one number of user_state, a handler that adds 1) in the same
process: the two are called in turns, in an order drawn anew for each turn, so that whatever else the machine does falls
on both; each call has a learner, a runtime and a block of its own; medians of 200 calls after a warm-up, garbage
collection off. The runtime is the workbench's over a dictionary, without the stand-in objects that the workbench hangs
on every block: 0 SQL, the block's own cost; the one statement of the trainer's counters is measured by itself. A time
alone says more about the machine than about the block; ratios are what is bounded (docs/performance.md says for whose
sake).

Scenarios are chains of two-choice scenes, 45 seeded random words a scene. "choose, 6th" answers the sixth scene of a
talk, so its answer holds five steps; "choose, 1st" the first. The side-by-side part runs in a venv of its own
(.venv-bench), where branching-xblock is installed from PyPI: the cost of a bare block depends on what else is
installed.

Exit status 1 if a ratio is over its bound. A time over its bound is printed and changes nothing.
"""

import argparse
import gc
import gzip
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
PAGE = CHECKOUT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: make bench BENCH=--write -->", "<!-- end of figures -->"
STEPS = 5
PEER = "branching-xblock"


@dataclass(frozen=True)
class Row:
    """One figure: `kind` is "ratio", "bytes", "count" or "time".

    A bound on anything but a time decides the exit status.
    """

    what: str
    figure: str
    value: float | None = None
    bound: float | None = None
    kind: str = "ratio"

    @property
    def over(self) -> bool:
        return self.bound is not None and self.value > self.bound

    @property
    def verdict(self) -> str:
        return "" if self.bound is None else "OVER" if self.over else "PASS"

    @property
    def said_bound(self) -> str:
        unit = {"ratio": " ×", "bytes": " B", "count": "", "time": " s"}[self.kind]
        return "" if self.bound is None else f"{self.bound:,g}{unit}"


# --- measuring ------------------------------------------------------------------------------------------------------


def medians(calls: dict[str, Callable[[], Callable]], number: int) -> dict[str, float]:
    """Time calls in turns and return the median seconds of each.

    A call's maker prepares it, untimed, and returns the function that is timed.
    """
    taken: dict[str, list[float]] = {name: [] for name in calls}
    order, chance = list(calls), random.Random(0)
    gc.collect()
    gc.disable()
    try:
        for turn in range(number + 10):
            chance.shuffle(order)
            for name in order:
                call = calls[name]()
                begun = time.perf_counter()
                call()
                spent = time.perf_counter() - begun
                if turn >= 10:
                    taken[name].append(spent)
            if turn % 50 == 0:
                gc.collect()
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def handled(subject, handler: str, data: dict, *, fresh_text: bool = False):
    """Return the maker of one handler call by a learner of their own."""
    from memory import Runtime
    from webob import Request
    body = json.dumps(data).encode()

    def prepare():
        runtime = Runtime(subject.learner(fresh_text=fresh_text), subject.ids, subject.block_class)
        request = Request.blank("/", method="POST", body=body)

        def call():
            response = subject.timed_call(runtime, handler, request)
            assert response.status_int == 200, response.body
            return response
        return call
    return prepare


def viewed(subject):
    """Return the maker of one student_view."""
    from memory import Runtime

    def prepare():
        runtime = Runtime(subject.learner(), subject.ids, subject.block_class)
        return lambda: runtime.render(runtime.get_block(subject.usage), "student_view")
    return prepare


def bare():
    """Return the block that does the least."""
    from memory import Bare, Subject
    return Subject("bare", Bare)


def scenario(scenes: int, steps: int = STEPS, more: str = ""):
    """Return a scenario block with a learner so many steps into a talk; `more` as in `scenes.chain`."""
    from memory import Subject
    from scenes import chain

    from powerstruggle_xblock.scenario_block import ScenarioBlock
    subject = Subject("powerstruggle_scenario", ScenarioBlock, {"content": chain(scenes, more)})
    subject.play("begin", {"attempt": 1})
    for step in range(steps):
        subject.play("choose", choice(step))
    return subject


def choice(step: int) -> dict:
    """Return the request for a step."""
    return {"attempt": 1, "step": step, "choice": f"a{step}"}


def gzipped(*parts: bytes) -> int:
    """Return the bytes of parts, each compressed by itself, as they are sent."""
    return sum(len(gzip.compress(part, 6, mtime=0)) for part in parts)


# --- the parts ------------------------------------------------------------------------------------------------------


def choosing(number: int) -> Iterator[Row]:
    """Measure the choose handler, for scenarios of ten to ten thousand scenes."""
    sizes = (10, 30, 100, 1000, 10_000)
    calls = {"bare": handled(bare(), "add", {}), "first": handled(scenario(10, 0), "choose", choice(0))}
    subjects = {size: scenario(size) for size in sizes}
    calls |= {str(size): handled(subject, "choose", choice(STEPS)) for size, subject in subjects.items()}
    calls |= {
        f"fresh {size}": handled(subjects[size], "choose", choice(STEPS), fresh_text=True) for size in (30, 10_000)
    }
    found = medians(calls, number)
    yield Row(
        "choose, 1st, 10 scenes : bare block",
        f"{found['first'] / found['bare']:.2f} ×",
        found["first"] / found["bare"],
        10,
    )
    for size in sizes:
        ratio = found[str(size)] / found["bare"]
        yield Row(f"choose, 6th, {size:,} scenes : bare block", f"{ratio:.2f} ×", ratio, 10)
    growth = found["10000"] / found["10"]
    yield Row("choose, 6th, 10,000 scenes : 10 scenes", f"{growth:.2f} ×", growth, 1.1)
    for size in (30, 10_000):
        ratio = found[f"fresh {size}"] / found[str(size)]
        yield Row(f"choose, 6th, {size:,} scenes, its text read anew : the same text object", f"{ratio:.2f} ×")
    yield Row("bare block, in memory", f"{found['bare'] * 1e6:.0f} µs", kind="time")


def first_view(number: int) -> Iterator[Row]:
    """Measure what a browser gets first, in time and bytes."""
    from powerstruggle_xblock.platform.scenario_cache import compile_scenario
    compile_scenario.cache_clear()  # So that the text kept in memory is the one asked for, not an equal one.
    subjects = {size: scenario(size, 0) for size in (10, 10_000)}
    calls = {"bare": viewed(bare()), "bare handler": handled(bare(), "add", {})}
    for size, subject in subjects.items():
        calls |= {f"view {size}": viewed(subject), f"state {size}": handled(subject, "state", {})}
    found = medians(calls, number)
    for size in subjects:
        both = (found[f"view {size}"] + found[f"state {size}"]) / (found["bare"] + found["bare handler"])
        yield Row(f"student_view + state, {size:,} scenes : bare block's view + handler", f"{both:.2f} ×")
    sent = {size: first_bytes(subject) for size, subject in subjects.items()}
    for size, total in sent.items():
        what = f"sent for the first view, {size:,} scenes (scripts, styles, page, state; gzipped)"
        yield Row(what, f"{total:,} B", total, 25 * 1024, "bytes")
    yield Row(
        "bytes of the first view, 10,000 scenes : 10 scenes",
        f"{sent[10_000] / sent[10]:.2f} ×",
        sent[10_000] / sent[10],
        1.1,
    )


def first_bytes(subject) -> int:
    """Return the gzipped bytes of script, styles, page and first state."""
    from powerstruggle_xblock.resources import data_dir
    public = data_dir("static") / "public"
    state = handled(subject, "state", {})()().body
    page = viewed(subject)()().body_html().encode()
    return gzipped((public / "scenario.js").read_bytes(), (public / "scenario.css").read_bytes(), page, state)


def checking(_number: int) -> Iterator[Row]:
    """Measure parsing and reviewing a thousand scenes."""
    from scenes import chain

    from powerstruggle_xblock.scenario import scenario_xml
    from powerstruggle_xblock.scenario.review import review
    text, read, whole = chain(1000), [], []
    for _ in range(5):
        begun = time.perf_counter()
        reading = scenario_xml.parse(text)
        read.append(time.perf_counter() - begun)
        assert reading.scenario, reading.issues
        review(reading)
        whole.append(time.perf_counter() - begun)
    found = statistics.median(whole)
    yield Row(
        "parse and check 1,000 scenes", f"{found:.2f} s (parsing {statistics.median(read):.2f} s)", found, 1, "time"
    )


def replaying(number: int) -> Iterator[Row]:
    """Measure the memory of a report over many learners' runs, which holds one run at a time."""
    many = 100_000 if number >= 200 else 10_000
    from powerstruggle_xblock.presenter.report_rows import report_rows
    from powerstruggle_xblock.resources import starter_scenarios
    from powerstruggle_xblock.scenario import scenario_xml
    starter = scenario_xml.parse(starter_scenarios()[0].read_bytes()).scenario
    paths = ways(starter, 3000)

    def states(count: int):
        chance = random.Random(1)
        for learner in range(count):
            path = paths[int(len(paths) * chance.random() ** 3)]
            run = {"run": 1, "path": list(path), "ending": starter.endings[0].id, "score": 1.0, "version": ""}
            progress = {"v": 1, "run": 1, "path": list(path), "settled": True, "recorded": [run]}
            yield SimpleNamespace(username=f"learner{learner}", state={"progress": progress})

    def spent(count: int) -> float:
        begun = time.perf_counter()
        assert sum(1 for _ in report_rows(starter, states(count))) == count
        return time.perf_counter() - begun

    def peak(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        for _ in report_rows(starter, states(count)):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1000)
    few, lot = peak(5000), peak(many)  # By then all the ways are remembered that ever are at once.
    yield Row(f"memory of a report, {many:,} learners : 5,000 learners",
              f"{lot / few:.2f} × ({lot / 1024:.0f} KiB at most)", lot / few, 1.25)
    seconds = spent(many)
    yield Row(f"report over {many:,} learners, {len(paths):,} ways of up to {max(map(len, paths))} choices",
              f"{many / seconds:,.0f} rows/s ({seconds:.1f} s)", kind="time")


def ways(scenario, number: int) -> list[tuple[str, ...]]:
    """Return the ways of so many seeded random runs through a scenario, each once; a report remembers fewer."""
    from powerstruggle_xblock.scenario.play import replay
    chance, found = random.Random(0), {}
    for _ in range(number):
        run = replay(scenario)
        while run.ending is None and len(run.steps) < 50:
            run = run.choose(chance.choice([option.choice.id for option in run.options() if option.is_open]))
        found[tuple(run.path)] = None
    return list(found)


def statements(_number: int) -> Iterator[Row]:
    """Measure the SQL statements of one warm choose and one view, through the workbench's own store."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from memory import Stored
    from scenes import chain

    from powerstruggle_xblock.scenario_block import ScenarioBlock
    subject = Stored("powerstruggle_scenario", ScenarioBlock, {"content": chain(30)})
    subject.play("begin", {"attempt": 1})
    for step in range(STEPS):
        subject.play("choose", choice(step))
    for what, act in (
        ("choose", lambda: subject.play("choose", choice(STEPS))),
        ("state", lambda: subject.play("state", {})),
        ("student_view", subject.view),
    ):
        with CaptureQueriesContext(connection) as asked:
            act()
        writes = sum(not query["sql"].startswith("SELECT") for query in asked.captured_queries)
        yield Row(
            f"SQL statements through the workbench, {what}", f"{len(asked)} ({writes} writing)", len(asked), 10, "count"
        )


def trainers_panel(number: int) -> Iterator[Row]:
    """Measure the trainer's panel on ten thousand attempts, and what its counters add to a choice."""
    import trainers
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    with trainers.uncounted():
        subject, talk = scenario(trainers.SCENES, 0, "cd"), scenario(30)
    found = medians(trainers.panels(subject), max(number // 5, 20))
    ratio = found["full"] / found["empty"]
    yield Row(
        f"panel, {trainers.ATTEMPTS:,} attempts, {trainers.SCENES} scenes : nothing counted yet",
        f"{ratio:.2f} ×",
        ratio,
        3,
    )
    yield Row(
        f"panel, {trainers.ATTEMPTS:,} attempts, {trainers.SCENES} scenes", f"{found['full'] * 1e3:.0f} ms", kind="time"
    )
    taken = handled(talk, "choose", choice(STEPS))
    with CaptureQueriesContext(connection) as asked:
        taken()()
    yield Row("SQL statements the counters add to a choice", f"{len(asked)}", len(asked), 1, "count")
    counted = medians({"bare": handled(bare(), "add", {}), "counted": taken}, number)
    yield Row(
        "choose, 6th, 30 scenes, with that statement on SQLite : bare block, no SQL",
        f"{counted['counted'] / counted['bare']:.2f} ×",
    )


# --- side by side ---------------------------------------------------------------------------------------------------


def side_by_side(number: int) -> Iterator[Row]:
    """Measure the same chain of 30 scenes in branching-xblock, in a venv that has both."""
    python = bench_venv()
    if python is None:
        yield Row(f"{PEER}: could not be installed here; left out", "")
        return
    done = subprocess.run(
        [python, str(HERE / "bench.py"), "--peer", "--calls", str(number)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        yield Row(f"{PEER}: could not be measured; left out", "")
        return
    found = json.loads(done.stdout.splitlines()[-1])
    for what, (ours, theirs) in found.items():
        yield Row(f"{what} · ours / {PEER}", f"{ours} / {theirs}")


def bench_venv() -> str | None:
    """Return the Python of the side-by-side venv, which `make bench` sets up; None where it has none that works."""
    python = CHECKOUT / ".venv-bench" / "bin" / "python"
    try:
        there = (
            subprocess.run([python, "-c", "import branching_xblock"], check=False, capture_output=True).returncode == 0
        )
    except FileNotFoundError:
        there = False
    return str(python) if there else None


def measure_peer(number: int) -> dict[str, tuple[str, str]]:
    """Measure both blocks; runs in the side-by-side venv. Each learner is at the first choice; both keep a score."""
    from branching_xblock.branching_xblock import BranchingXBlock
    from memory import Subject
    from scenes import branching
    pick = {"choice_index": 0}
    both = {size: (
        scenario(size, 0),
        Subject("branching_xblock", BranchingXBlock, {"scenario_data": branching(size), "enable_scoring": True}),
    ) for size in (10, 30, 1000)}
    calls = {"bare": handled(bare(), "add", {}), "bare view": viewed(bare())}
    for size, (ours, theirs) in both.items():
        calls |= {
            f"ours {size}": handled(ours, "choose", choice(0)),
            f"theirs {size}": handled(theirs, "select_choice", pick),
        }
    ours, theirs = both[30]
    calls |= {"our view": viewed(ours), "our state": handled(ours, "state", {}), "their view": viewed(theirs)}
    found = medians(calls, number)
    rows = {}
    for size in both:
        ratios = (found[f"{who} {size}"] / found["bare"] for who in ("ours", "theirs"))
        rows[f"handler, {size:,} scenes : bare block"] = tuple(f"{ratio:.1f} ×" for ratio in ratios)
    rows["view (ours with its state call), 30 scenes : bare block's view"] = (
        f"{(found['our view'] + found['our state']) / found['bare view']:.2f} ×",
        f"{found['their view'] / found['bare view']:.2f} ×",
    )
    for size, (mine, other) in both.items():
        answers = handled(mine, "choose", choice(0))()().body, handled(other, "select_choice", pick)()().body
        rows[f"answer to a choice, {size:,} scenes"] = tuple(f"{len(answer):,} B" for answer in answers)
    rows["first view, 30 scenes (gzipped)"] = f"{first_bytes(ours):,} B", f"{_peer_bytes(theirs):,} B"
    return rows


def _peer_bytes(subject) -> int:
    import branching_xblock
    static = Path(branching_xblock.__file__).parent / "static"
    fragment = viewed(subject)()()
    page = fragment.body_html().encode() + json.dumps(fragment.json_init_args).encode()
    return gzipped(
        (static / "bundles" / "student.js").read_bytes(), (static / "css" / "branching_xblock.css").read_bytes(), page
    )


# --- the report -----------------------------------------------------------------------------------------------------


def printed(rows: list[Row]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | measured | bound | |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {row.what} | {row.figure} | {row.said_bound} | {row.verdict} |" for row in rows)])


def main() -> int:
    """Measure, print, and say whether a ratio is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=200, help="calls each median is taken over (200)")
    parser.add_argument("--quick", action="store_true", help="40 calls, and a tenth of the report")
    parser.add_argument("--alone", action="store_true", help="no side-by-side part, so nothing is installed")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--peer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    number = 40 if options.quick else options.calls
    sys.path.insert(0, str(HERE))
    with tempfile.TemporaryDirectory() as state:
        from powerstruggle_xblock.cli.workbench import prepare
        prepare(Path(state))
        from trainers import uncounted
        if options.peer:
            with uncounted():
                print(json.dumps(measure_peer(number)))
            return 0
        rows = []
        for part in (
            choosing,
            first_view,
            checking,
            replaying,
            statements,
            trainers_panel,
            *(() if options.alone else (side_by_side,)),
        ):
            print(f"{part.__doc__.splitlines()[0]} …", file=sys.stderr, flush=True)
            with uncounted() if part in (choosing, first_view) else nullcontext():
                rows += part(number)
    print(printed(rows))
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{printed(rows)}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    over = [row for row in rows if row.over and row.kind != "time"]
    for row in over:
        print(f"over its bound: {row.what}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
