"""A drill in the terminal: drawn by a seed, played by policies and by choices, checked."""

import io
import json
from pathlib import Path

import pytest

from powerstruggle_xblock.cli import main

FILE = str(Path(__file__).parents[1] / "data" / "drill.xml")


def played(capsys, *arguments):
    assert main(["play", "--json", FILE, *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_seed_draws_the_same_moments_and_others_draw_others(capsys):
    once, again = (played(capsys, "--pick", "first", "--seed", "3") for _ in range(2))
    assert once == again and len(once["runs"][0]["path"]) == 3
    draws = {tuple(played(capsys, "--pick", "first", "--seed", str(seed))["runs"][0]["path"]) for seed in range(8)}
    assert len(draws) > 4


def test_best_and_worst_are_of_the_moments_drawn(capsys):
    best, worst = (played(capsys, "--pick", how) for how in ("best", "worst"))
    assert best["mean"] > 0.8 and worst["mean"] < 0.4 and len(best["runs"][0]["path"]) == 3


def test_choices_name_their_moments(capsys):
    report = played(capsys, "--choices", "walk-go,paper-rule")
    assert report["runs"][0]["path"] == ["walk-go", "paper-rule"] and report["runs"][0]["score"] == pytest.approx(2 / 3)


def test_a_choice_that_is_not_there_is_said_with_those_that_are(capsys):
    assert main(["play", FILE, "--choices", "walk-go,walk-sit"]) == 2
    told = capsys.readouterr().err
    assert '"walk-sit" can\'t be taken at step 2' in told and "paper-rule" in told and "walk-go," not in told


def test_by_hand_one_moment_follows_the_other(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n1\n1\n"))
    assert main(["play", FILE]) == 0
    assert "that was the last moment drawn" in capsys.readouterr().out


def test_check_prints_the_means_over_all_draws(capsys):
    main(["check", "--errors-only", FILE])
    assert "first 19%, longest 33%, shortest 67%, random 58%" in capsys.readouterr().out
