"""The scenario block's answers: the view model of docs/view-model.md for the present learner.

What follows from the scenario and the path alone is written once and remembered (`memo`); what is the learner's own, such as
the order of choices, the grade and notices, is added at each request.
"""

import logging

from ..presenter import view_model
from ..presenter.safe_html import render_html, sanitize_html, STATIC_PREFIX
from ..resources import portrait_file
from ..scenario import model as m
from ..scenario import scoring
from ..scenario.play import Playthrough, Step
from ..scenario.progress import Progress
from . import json_text
from .json_text import Json
from .memo import Memo
from .scenario_cache import CompiledScenario

log = logging.getLogger(__name__)

TOLD = Memo(4096)
"""Parts of answers, about a kilobyte each."""


class ScenarioAnswersMixin:
    """Builds answers; the block gives `scenario`, `progress`, `_shown()`, `_settled()` and what GradedMixin has."""

    def error_state(self) -> dict | None:
        """Give the present state for a refusal; None where it can't be told, which must not hide the refusal."""
        try:
            return self._view()
        except Exception:
            log.exception("the present state of %s can't be told", self.scope_ids.usage_id)
            self.discard_changes()
            return None

    def told_before(self) -> Memo:
        """Give the memory of parts that have been told."""
        return TOLD

    def _view(self, run: Playthrough | None = None) -> dict:
        if self.scenario.scenario is None:
            return self._unavailable()
        progress = self.progress
        if run is None:
            progress, run = self._shown()
        return self._playable(self._settled(progress, run), run)

    def _unavailable(self) -> dict:
        problems = [{"message": self.wording.unavailable()}]
        if self.is_course_staff or self.is_authoring:
            found = [self.wording.told(problem.located_message) for problem in self.scenario.issues]
            problems = [{"message": sentence} for sentence in found or [self.wording.nothing_here()]]
        nothing = {"begin": False, "choose": False, "rewind": False}
        return {**self._common(self.progress, None), "phase": "unavailable", "notice": None, "can": nothing, "problems": problems}

    def _playable(self, progress: Progress, run: Playthrough | None) -> dict:
        compiled = self.scenario
        scenario, around = compiled.scenario, self._surroundings(progress)
        parts = _Told(compiled, around, (str(self.scope_ids.usage_id), self.language, around.show_results), self.told_before())
        ended = run is not None and run.ending is not None
        view = {
            **self._common(progress, run),
            "phase": "about" if run is None else "ending" if ended else "scene",
            "lang": scenario.lang,
            "about": parts.about(),
            "support": self._support(scenario),
            "people": parts.people(),
            "kept": self.wording.kept(scenario.scoring.keep),
            "retry": scenario.scoring.retry,
        }
        if run is not None:
            view |= parts.talk(run)
        if ended:
            found = sum(ending.id in progress.endings for ending in scenario.endings)
            view["result"] = view_model.result(
                run, around, recorded=progress.settled and not progress.practice, endings_found=found, score=scoring.run_score(run))
            view["asking"] = self._asking(scenario) if run.ending.questions else None
        return view

    def _common(self, progress: Progress, run: Playthrough | None) -> dict:
        past_due, left = self.is_past_deadline(), self.attempts_left()
        ended = run is not None and run.ending is not None
        going = run is not None and not ended
        return {
            "phase": "about", "attempt": progress.run, "step": len(run.steps) if run else 0, "practice": progress.practice,
            "title": self.display_name, "lang": None, "about": None, "support": None, "people": [], "scene": None, "transcript": [],
            "meters": [], "result": None, "notice": self._notice(progress, run, past_due, left), "attempts_left": left,
            "grade": self._grade(), "kept": "", "retry": "practice", "problems": [],
            "can": {
                "begin": not going and not past_due and left != 0,
                "choose": going and (progress.practice or not past_due),
                "rewind": ended,
            },
        }

    def _notice(self, progress: Progress, run: Playthrough | None, past_due: bool, left: int | None) -> str | None:
        if run is not None and run.unmatched_ids and not run.ending:
            return self.wording.edited(run.node.title)
        if progress.settled and run is None:
            return self.wording.replaced(playable=not past_due and left != 0)
        if past_due and not (run is not None and progress.practice):
            return self.wording.past_due()
        if run is None and progress.began:
            return self.wording.too_long()
        return self.wording.no_attempts() if left == 0 and (run is None or run.ending) else None

    def _grade(self) -> dict | None:
        if self.ratio is None or not self.results_shown():
            return None
        return view_model.grade(self.ratio, self.scenario.scenario, self.max_score())

    def _support(self, scenario: m.Scenario) -> str:
        return render_html(self._own_support(scenario) or self.wording.support(), self.expanded)

    def _own_support(self, scenario: m.Scenario) -> str:
        """Give the author's words on whom to turn to, else the agency's, else none."""
        written = scenario.about.support if scenario.about else None
        return written or str(self.site_settings().get("support") or "")

    def _asking(self, scenario: m.Scenario) -> dict | None:
        """Give what the page needs to make room for writing at an ending's questions: two files and their words, sent only there."""
        script, style = self.file_url("public/asks.js"), self.file_url("public/asks.css")
        if not (script and style):
            return None
        return {
            "script": script, "style": style, "words": self.wording.page("asks"), "standing": sanitize_html(self.wording.standing()),
            "support": render_html(self._own_support(scenario) or self.wording.writing_support(), self.expanded),
        }

    def _surroundings(self, progress: Progress) -> view_model.RenderContext:
        return view_model.RenderContext(
            wording=self.wording,
            face=self._face,
            address=self.expanded,
            shuffle_key=f"{self.scope_ids.user_id}/{self.scope_ids.usage_id}/{progress.run}",
            show_results=self.results_shown(),
            possible=self.max_score,
        )

    def _face(self, portrait: str | None, mood: str) -> str | None:
        path = portrait_file(portrait, mood)
        return self.file_url(path) if path else None


class _Told:
    """Parts of an answer that everybody gets who stands there, in one component, language and setting of the course."""

    def __init__(self, compiled: CompiledScenario, around: view_model.RenderContext, setting: tuple, before: Memo):
        self._compiled, self._around, self._setting, self._before = compiled, around, setting, before

    def about(self) -> Json:
        card = self._compiled.scenario.about
        texts = (card.setting, card.before, card.you_need, card.they_want, card.body_cue, card.content_note, *card.sources) if card else ()
        return self._once("about", (), lambda: view_model.about(self._compiled.scenario, self._around), lasting=self._unlinked(*texts))

    def people(self) -> Json:
        scenario = self._compiled.scenario
        texts = [person.about for person in scenario.people]
        return self._once("people", (), lambda: view_model.people(scenario, self._around), lasting=self._unlinked(*texts))

    def talk(self, run: Playthrough) -> dict:
        path = tuple(run.path)
        return {
            "scene": None if run.ending else self._scene(run, path),
            "transcript": Json(f"[{self._rows(run, path)}]"),
            "meters": [] if run.ending else self._once("meters", path, lambda: view_model.meters(run, self._around)),
        }

    def _rows(self, run: Playthrough, path: tuple) -> str:
        """Write the steps so far, going back only to the longest beginning of the path that is remembered."""
        if not all(self._step_lasts(step) for step in run.steps):
            return ", ".join(self._row(run, step) for step in run.steps)
        known = self._before.peek(self._key("rows", path))
        if known is not None:
            return known
        told = ""
        for step in run.steps:
            before = f"{told}, " if told else ""
            told = self._before.get(self._key("rows", path[: step.index + 1]), lambda: before + self._row(run, step))  # noqa: B023
        return told

    def _row(self, run: Playthrough, step: Step) -> Json:
        return json_text.write(view_model.transcript_row(run.scenario, step, self._around))

    def _scene(self, run: Playthrough, path: tuple) -> Json:
        def tell():
            scene = view_model.scene(run, self._around)
            choices = {choice["id"]: json_text.write(choice) for choice in scene.pop("choices")}
            return json_text.write(scene)[:-1], choices

        head, choices = self._before.get(self._key("scene", path), tell) if self._scene_lasts(run) else tell()
        ordered = view_model.shuffle_choices(choices, self._around.shuffle_key, run.node.id)
        return Json(f'{head}, "choices": {json_text.array(choices[id_] for id_ in ordered)}}}')

    def _once(self, part: str, path: tuple, tell, *, lasting: bool = True) -> Json:
        if not lasting:
            return json_text.write(tell())
        return self._before.get(self._key(part, path), lambda: json_text.write(tell()))

    def _key(self, part: str, path: tuple) -> tuple:
        return part, self._compiled, self._setting, path

    # The address of a course's own file changes when the file is replaced: a part that has one can't be kept.

    def _unlinked(self, *texts: str | None) -> bool:
        return not self._compiled.names_own_files or not any(text and STATIC_PREFIX in text for text in texts)

    def _beats_last(self, beats: tuple[m.ContentItem, ...]) -> bool:
        return all(isinstance(beat, (m.Narration, m.Line)) and self._unlinked(beat.text) for beat in beats)

    def _choice_lasts(self, choice: m.Choice) -> bool:
        return self._unlinked(choice.say, choice.do, choice.wait and choice.wait.text)

    def _step_lasts(self, step: Step) -> bool:
        said = step.feedback
        return (self._beats_last(step.content) and self._beats_last(step.replies) and self._choice_lasts(step.choice)
                and (said is None or self._unlinked(said.effect, said.why, said.instead)))

    def _scene_lasts(self, run: Playthrough) -> bool:
        return (self._beats_last(run.content) and self._unlinked(run.node.hint)
                and all(self._choice_lasts(choice) for choice in run.node.choices))
