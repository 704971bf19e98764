"""`powerstruggle play FILE`: a scenario in the terminal, or played by a script or a policy.

Exit status: 0 played, 2 the scenario can't be played or a choice is not possible.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from ..notation import markup
from ..scenario import drill, fairness, scenario_xml, scoring, variants
from ..scenario import model as m
from ..scenario import play as engine
from ..scenario.progress import Progress
from ..scenario.review import measure
from .terminal import Commands, count, describe, paint, print_json, show_progress, wrap

RANDOM_RUNS = 200
PROGRESS_EVERY = 50
MAX_POLICY_STEPS = 200
POLICIES = (*fairness.PICKS, "best", "worst")


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("play", help="play a scenario", description=describe(__doc__))
    parser.add_argument("file", type=Path, metavar="FILE", help="a scenario in XML")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--choices", metavar="A,B,C", help="take these choices, by id")
    how.add_argument(
        "--pick", choices=POLICIES, help="let a policy choose; best and worst are found by looking at all ways"
    )
    parser.add_argument(
        "--learner",
        type=_positive_int,
        metavar="N",
        help="read the variants that learner N of a sample would; without it the first of each, and with --runs of a "
        "policy other ones in each run",
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of --pick random, and of what a drill draws (0)")
    parser.add_argument(
        "--runs", type=_positive_int, metavar="N", help=f"runs of --pick ({RANDOM_RUNS} for random, else 1)"
    )
    parser.add_argument(
        "--json", action="store_true", help="machine-readable result on standard output, of --choices or --pick"
    )
    parser.set_defaults(run=run)


def _positive_int(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"\"{text}\" is no whole number from 1 on")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Play; return 2 where the scenario can't be played or a choice is not possible."""
    if options.json and not options.pick and options.choices is None:
        print("powerstruggle play: --json needs --choices or --pick", file=sys.stderr)
        return 2
    reading = scenario_xml.parse(options.file.read_bytes())
    if reading.scenario is None:
        for problem in reading.issues:
            print(f"{options.file}: {problem}", file=sys.stderr)
        return 2
    scenario = reading.scenario
    if options.learner:
        scenario = variants.sample_draw(scenario, options.learner)
    if options.pick:
        return _play_policy(scenario, options)
    if options.choices is not None:
        return _play_path(scenario, options)
    return _play_interactively(scenario, options)


def _play_path(scenario: m.Scenario, options: argparse.Namespace) -> int:
    path = [id_.strip() for id_ in options.choices.split(",") if id_.strip()]
    played = drill.replay_recorded(scenario, path)
    if played.unmatched_ids:
        offered = ", ".join(_list_offered(scenario, played)) or "nothing, the talk has ended"
        print(
            f"\"{played.unmatched_ids[0]}\" can't be taken at step {len(played.steps) + 1}; there is: {offered}",
            file=sys.stderr,
        )
        return 2
    _print_results([played], options)
    return 0


def _list_offered(scenario: m.Scenario, run_: engine.Playthrough) -> list[str]:
    """Return the ids of the choices that could be taken next; in a drill, of those of every moment to come."""
    if not scenario.is_drill:
        return [option.choice.id for option in run_.options() if option.is_open]
    taken = {step.scene.id for step in run_.steps}
    return [choice.id for scene in scenario.scenes if scene.id not in taken for choice in scene.choices]


def _begin(scenario: m.Scenario, seed: object) -> engine.Playthrough:
    """Return a run at its beginning; in a drill, of what is drawn with this seed."""
    if scenario.is_drill:
        scenario = drill.lay_out(scenario, drill.draw(scenario, Progress(), str(seed))[0])
    return engine.replay(scenario)


def _play_policy(scenario: m.Scenario, options: argparse.Namespace) -> int:
    if options.pick in ("best", "worst"):
        figures = measure(scenario)
        path = figures.best_path if options.pick == "best" else figures.worst_path
        _print_results([_take_all(_begin(scenario, options.seed), path)], options)
        return 0
    chance = random.Random(options.seed)
    runs = options.runs or (RANDOM_RUNS if options.pick == "random" else 1)
    played = []
    for number in range(runs):
        if number % PROGRESS_EVERY == 0:
            show_progress(number, runs, "runs")
        drawn = variants.sample_draw(scenario, number + 1) if runs > 1 else scenario
        run_ = _begin(drawn, f"{options.seed}/{number}")
        while not run_.ending and len(run_.steps) < MAX_POLICY_STEPS:
            run_ = run_.choose(
                fairness.pick_choice([o.choice for o in run_.options() if o.is_open], options.pick, chance).id
            )
        played.append(run_)
    show_progress(runs, runs, "runs")
    _print_results(played, options)
    return 0


def _take_all(run_: engine.Playthrough, path: Sequence[str]) -> engine.Playthrough:
    """Return a run after these choices; in a drill, after those of them that are of its moments."""
    if not run_.scenario.is_drill:
        return engine.replay(run_.scenario, path)
    while not run_.ending:
        run_ = run_.choose(next(option.choice.id for option in run_.options() if option.choice.id in path))
    return run_


def _print_results(played: list[engine.Playthrough], options: argparse.Namespace) -> None:
    # A run that never ends earns nothing, as in the fairness figures; one that a script left halfway shows where it
    # stands.
    scores = [0.0 if options.pick and not run_.ending else scoring.run_score(run_) for run_ in played]
    mean = sum(scores) / len(scores)
    scenario = played[0].scenario
    if options.json:
        rows = [
            {
                "path": run_.path,
                "ending": run_.ending and run_.ending.id,
                "score": score,
                "passed": scoring.passes(score, scenario),
                "meters": run_.meters,
                "skills": scoring.skill_profile(run_),
            }
            for run_, score in zip(played, scores, strict=True)
        ]
        print_json({
            "runs": rows,
            "mean": mean,
            "pass": scenario.scoring.pass_percent / 100,
            "passed_on_average": scoring.passes(mean, scenario),
        })
        return
    if len(played) == 1:
        for step in played[0].steps:
            _print_step(step, played[0].scenario)
        _print_outcome(played[0])
    verdict = "reaches" if scoring.passes(mean, scenario) else "does not reach"
    print(f"{count(len(played), 'run')}: mean {mean:.0%}, {verdict} the pass mark of {scenario.scoring.pass_percent} %")


def _play_interactively(scenario: m.Scenario, options: argparse.Namespace) -> int:
    _print_about(scenario)
    run_ = _begin(scenario, options.seed)
    while not run_.ending:
        _print_content(scenario, run_.content)
        shown = run_.options()
        for number, option in enumerate(shown, 1):
            mark = paint(f"{number}.", "bold") if option.is_open else paint("–", "dim")
            closed = "" if option.is_open else paint(f"  ({markup.plain_text(option.choice.closed_reason)})", "dim")
            print(f"{mark} {_choice_text(option.choice)}{closed}")
        choice = _ask_choice(shown)
        if choice is None:
            print(f"\nYou left at \"{run_.node.title}\"; path so far: {','.join(run_.path) or 'none'}")
            return 0
        run_ = run_.choose(choice.id)
        _print_response(scenario, run_.steps[-1])
    _print_outcome(run_)
    score = scoring.run_score(run_)
    print(
        f"score {score:.0%} ({'passed' if scoring.passes(score, scenario) else 'not yet'}); path {','.join(run_.path)}"
    )
    return 0


def _ask_choice(shown: tuple[engine.Option, ...]) -> m.Choice | None:
    open_ = {str(number): option.choice for number, option in enumerate(shown, 1) if option.is_open}
    while True:
        try:
            answer = input(paint("What do you do? (number, q to leave) ", "blue")).strip().lower()
        except EOFError:
            return None
        if answer == "q":
            return None
        if answer in open_:
            return open_[answer]
        print(f"Please type one of {', '.join(open_)}, or q.")


def _choice_text(choice: m.Choice) -> str:
    do, said = markup.plain_text(choice.do), markup.plain_text(choice.say)
    waits = f"[wait {choice.wait.seconds} s] {markup.plain_text(choice.wait.text)}" if choice.wait else ""
    return " ".join(part for part in (paint(do, "italic") if do else "", f"“{said}”" if said else "", waits) if part)


def _print_about(scenario: m.Scenario) -> None:
    print(paint(scenario.title or "De-escalation scenario", "bold"))
    if about := scenario.about:
        for name, text in (
            ("Before you read", about.content_note),
            ("Where", about.setting),
            ("Before", about.before),
            ("You need", about.you_need),
            ("They want", about.they_want),
            ("You see", about.body_cue),
        ):
            if text:
                print(wrap(f"{name}: {markup.plain_text(text)}"))
    print()


def _print_content(scenario: m.Scenario, items: tuple[m.ContentItem, ...]) -> None:
    for item in items:
        match item:
            case m.Line():
                person = scenario.people_by_id.get(item.by)
                print(wrap(f"{person.name if person else item.by}: “{markup.plain_text(item.text)}”"))
            case m.Narration():
                print(paint(wrap(markup.plain_text(item.text), "  "), "italic"))
            case m.Image():
                print(f"  [picture: {item.alt}]" if item.alt else "", end="\n" if item.alt else "")
            case _:
                print(wrap(markup.plain_text(item.transcript), "  "))


def _print_response(scenario: m.Scenario, step: engine.Step) -> None:
    print()
    _print_content(scenario, step.replies)
    if step.feedback:
        for part in (step.feedback.effect, step.feedback.why, step.feedback.instead):
            if part:
                print(paint(wrap(markup.plain_text(part), "    "), "dim"))
    print()


def _print_step(step: engine.Step, scenario: m.Scenario) -> None:
    """Print a whole step, for reading a way through as a learner meets it."""
    print(paint(step.scene.title, "bold"))
    _print_content(scenario, step.content)
    print(f"> {_choice_text(step.choice)}")
    levels = ", ".join(f"{skill} {level}" for skill, level in step.levels.items())
    print(paint(f"  {step.choice.id}{': ' if levels else ''}{levels}", "dim"))
    _print_response(scenario, step)


def _print_outcome(run_: engine.Playthrough) -> None:
    if run_.ending is None:
        print(f"still in scene {run_.node.id}")
        return
    if run_.scenario.is_drill:
        print(paint("that was the last moment drawn", "bold"))
        return
    _print_content(run_.scenario, run_.content)
    print(paint(f"{run_.ending.title} ({run_.ending.kind})", "bold"))
    print(wrap(f"“{markup.plain_text(run_.ending.their_view)}”"))
