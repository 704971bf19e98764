"""Let the rules of the second look read the utterances, and count where they agree with the marks made by hand."""

import json
import subprocess
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from powerstruggle_xblock.scenario.client_state import count_heard_words

HERE = Path(__file__).parent
FRONTEND = HERE.parent.parent / "frontend"
HALVES = ("first-half", "held-out")
RULES = ("argues", "promise", "why", "but", "calming", "feeling", "long")


@dataclass(frozen=True)
class Utterance:
    """What a worker might say to somebody so tense, and the rules that a colleague would name."""

    said: str
    tension: int
    marks: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """How often a rule spoke rightly and wrongly, and how often it was silent where a mark stands."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of the rule's findings that are right; None without findings."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float:
        """The share of the marks that the rule finds."""
        return self.right / (self.right + self.missed)


def read_utterances(half: str) -> list[Utterance]:
    """Return the utterances of one of HALVES."""
    moments = tomllib.loads((HERE / f"utterances-{half}.toml").read_text(encoding="utf-8"))["moment"]
    return [
        Utterance(row["words"], moment["tension"], frozenset(row["marks"]))
        for moment in moments for row in moment["said"]
    ]


def look_at(asked: list[tuple[str, int | None]]) -> list[dict[str, str]]:
    """Return what the browser's rules find in texts, each with about how many words are heard: the words, by rule."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["node", "build.mjs", "--drive", folder], cwd=FRONTEND, check=True)
        sent = json.dumps([{"said": said, "most": most} for said, most in asked])
        done = subprocess.run(
            ["node", f"{folder}/drive-second-look.mjs"], input=sent, capture_output=True, check=True, encoding="utf-8"
        )
    return [{finding["rule"]: finding["words"] for finding in findings} for findings in json.loads(done.stdout)]


def count_agreement(utterances: list[Utterance], found: list[dict[str, str]]) -> dict[str, Agreement]:
    """Return how far what was found agrees with the marks, by rule."""
    def count(rule: str, is_found: bool, is_marked: bool) -> int:
        return sum((rule in looked) is is_found and (rule in one.marks) is is_marked
                   for one, looked in zip(utterances, found, strict=True))

    return {rule: Agreement(count(rule, True, True), count(rule, True, False), count(rule, False, True))
            for rule in RULES}


def measure(halves: tuple[str, ...] = HALVES) -> dict[str, dict[str, Agreement]]:
    """Return the agreement by half and rule."""
    sets = {half: read_utterances(half) for half in halves}
    found = look_at([(one.said, count_heard_words(one.tension)) for half in halves for one in sets[half]])
    agreement = {}
    for half in halves:
        own, found = found[: len(sets[half])], found[len(sets[half]):]
        agreement[half] = count_agreement(sets[half], own)
    return agreement
