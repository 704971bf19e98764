"""`powerstruggle play FILE`: a scenario in the terminal, or played by a script or a policy.

Exit status: 0 played, 2 it can't be played or a choice does not fit.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from ..notation import markup
from ..scenario import fairness, scenario_xml, scoring
from ..scenario import model as m
from ..scenario import play as engine
from .terminal import paint, progress, said, wrapped

RANDOM_RUNS = 200
PROGRESS_EVERY = 50
LONGEST_PICKED_RUN = 200
POLICIES = (*fairness.PICKS, "best", "worst")


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("play", help="play a scenario", description=said(__doc__))
    parser.add_argument("file", type=Path, metavar="FILE", help="a scenario in XML")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--choices", metavar="A,B,C", help="take these choices, by id")
    how.add_argument("--pick", choices=POLICIES, help="let a policy choose; best and worst are found by looking at all ways")
    parser.add_argument("--seed", type=int, default=0, help="seed of --pick random (0)")
    parser.add_argument("--runs", type=_number, metavar="N", help=f"runs of --pick ({RANDOM_RUNS} for random, else 1)")
    parser.add_argument("--json", action="store_true", help="machine-readable result on standard output, of --choices or --pick")
    parser.set_defaults(run=run)


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def run(options) -> int:
    """Play; 2 where the scenario can't be played or a choice does not fit."""
    if options.json and not options.pick and options.choices is None:
        print("powerstruggle play: --json needs --choices or --pick", file=sys.stderr)
        return 2
    reading = scenario_xml.parse(options.file.read_bytes())
    if reading.scenario is None:
        for problem in reading.issues:
            print(f"{options.file}: {problem}", file=sys.stderr)
        return 2
    if options.pick:
        return _picked(reading.scenario, options)
    if options.choices is not None:
        return _scripted(reading.scenario, options)
    return _by_hand(reading.scenario, options)


def _scripted(scenario: m.Scenario, options) -> int:
    path = [id_.strip() for id_ in options.choices.split(",") if id_.strip()]
    try:
        played = engine.replay(scenario, path)
    except engine.NotPossible as refused:
        stand = engine.replay(scenario, path, lenient=True)
        offered = ", ".join(option.choice.id for option in stand.options() if option.is_open) or "nothing, the talk has ended"
        print(f"\"{refused.choice_id}\" can't be taken at step {len(stand.steps) + 1}; there is: {offered}", file=sys.stderr)
        return 2
    _report([played], options)
    return 0


def _picked(scenario: m.Scenario, options) -> int:
    if options.pick in ("best", "worst"):
        figures = fairness.measure_fairness(scenario)
        _report([engine.replay(scenario, figures.best_path if options.pick == "best" else figures.worst_path)], options)
        return 0
    chance = random.Random(options.seed)
    runs = options.runs or (RANDOM_RUNS if options.pick == "random" else 1)
    played = []
    for number in range(runs):
        if number % PROGRESS_EVERY == 0:
            progress(number, runs, "runs")
        run_ = engine.replay(scenario)
        while not run_.ending and len(run_.steps) < LONGEST_PICKED_RUN:
            run_ = run_.choose(fairness.pick_choice([o.choice for o in run_.options() if o.is_open], options.pick, chance).id)
        played.append(run_)
    progress(runs, runs, "runs")
    _report(played, options)
    return 0


def _report(played: list[engine.Playthrough], options) -> None:
    # A run that never ends earns nothing, as in the fairness figures; one that a script left halfway shows where it stands.
    scores = [0.0 if options.pick and not run_.ending else scoring.run_score(run_) for run_ in played]
    mean = sum(scores) / len(scores)
    scenario = played[0].scenario
    if options.json:
        rows = [{
            "path": run_.path, "ending": run_.ending and run_.ending.id, "score": score, "passed": scoring.passes(score, scenario),
            "meters": run_.meters, "skills": scoring.skill_profile(run_),
        } for run_, score in zip(played, scores, strict=True)]
        print(json.dumps({"runs": rows, "mean": mean, "pass": scenario.scoring.pass_percent / 100,
                          "passed_on_average": scoring.passes(mean, scenario)}, ensure_ascii=False, indent=2))
        return
    if len(played) == 1:
        for step in played[0].steps:
            _print_step(step, played[0].scenario)
        _print_outcome(played[0])
    verdict = "reaches" if scoring.passes(mean, scenario) else "does not reach"
    runs = "1 run" if len(played) == 1 else f"{len(played)} runs"
    print(f"{runs}: mean {mean:.0%}, {verdict} the pass mark of {scenario.scoring.pass_percent} %")


def _by_hand(scenario: m.Scenario, options) -> int:
    _print_about(scenario)
    run_ = engine.replay(scenario)
    while not run_.ending:
        _print_beats(scenario, run_.content)
        shown = run_.options()
        for number, option in enumerate(shown, 1):
            mark = paint(f"{number}.", "bold") if option.is_open else paint("–", "dim")
            closed = "" if option.is_open else paint(f"  ({markup.plain_text(option.choice.closed_reason)})", "dim")
            print(f"{mark} {_words(option.choice)}{closed}")
        choice = _ask(shown)
        if choice is None:
            print(f"\nYou left at \"{run_.node.title}\"; path so far: {','.join(run_.path) or 'none'}")
            return 0
        run_ = run_.choose(choice.id)
        _print_answer(scenario, run_.steps[-1])
    _print_outcome(run_)
    score = scoring.run_score(run_)
    print(f"score {score:.0%} ({'passed' if scoring.passes(score, scenario) else 'not yet'}); path {','.join(run_.path)}")
    return 0


def _ask(shown: tuple[engine.Option, ...]) -> m.Choice | None:
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


def _words(choice: m.Choice) -> str:
    do, said = markup.plain_text(choice.do), markup.plain_text(choice.say)
    waits = f"[wait {choice.wait.seconds} s] {markup.plain_text(choice.wait.text)}" if choice.wait else ""
    return " ".join(part for part in (paint(do, "italic") if do else "", f"“{said}”" if said else "", waits) if part)


def _print_about(scenario: m.Scenario) -> None:
    print(paint(scenario.title or "De-escalation scenario", "bold"))
    if about := scenario.about:
        for name, text in (("Before you read", about.content_note), ("Where", about.setting), ("Before", about.before),
                           ("You need", about.you_need), ("They want", about.they_want), ("You see", about.body_cue)):
            if text:
                print(wrapped(f"{name}: {markup.plain_text(text)}"))
    print()


def _print_beats(scenario: m.Scenario, beats: tuple[m.ContentItem, ...]) -> None:
    for beat in beats:
        match beat:
            case m.Line():
                person = scenario.people_by_id.get(beat.by)
                print(wrapped(f"{person.name if person else beat.by}: “{markup.plain_text(beat.text)}”"))
            case m.Narration():
                print(paint(wrapped(markup.plain_text(beat.text), "  "), "italic"))
            case m.Image():
                print(f"  [picture: {beat.alt}]" if beat.alt else "", end="\n" if beat.alt else "")
            case _:
                print(wrapped(markup.plain_text(beat.transcript), "  "))


def _print_answer(scenario: m.Scenario, step: engine.Step) -> None:
    print()
    _print_beats(scenario, step.replies)
    if step.feedback:
        for part in (step.feedback.effect, step.feedback.why, step.feedback.instead):
            if part:
                print(paint(wrapped(markup.plain_text(part), "    "), "dim"))
    print()


def _print_step(step: engine.Step, scenario: m.Scenario) -> None:
    """Print a whole step, for reading a way through as a learner meets it."""
    print(paint(step.scene.title, "bold"))
    _print_beats(scenario, step.content)
    print(f"> {_words(step.choice)}")
    levels = ", ".join(f"{skill} {level}" for skill, level in step.levels.items())
    print(paint(f"  {step.choice.id}{': ' if levels else ''}{levels}", "dim"))
    _print_answer(scenario, step)


def _print_outcome(run_: engine.Playthrough) -> None:
    if run_.ending is None:
        print(f"still in scene {run_.node.id}")
        return
    _print_beats(run_.scenario, run_.content)
    print(paint(f"{run_.ending.title} ({run_.ending.kind})", "bold"))
    print(wrapped(f"“{markup.plain_text(run_.ending.their_view)}”"))
