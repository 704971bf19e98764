"""The printed script of a scenario: numbered scenes, choices, routes, levels, feedback, and space for notes.

It is for the clinician and the person with lived experience who read a scenario before it is used, and for editors
who work on paper. It holds the whole key, so it is not for learners. This module says what the script holds;
`script_html` and `script_docx` write it to files.

Texts of the scenario are markup already; everything else is escaped when it is put into a `Markup`.
"""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from ...notation.messages import Gettext, noop
from ...scenario import catalog, scenario_xml
from ...scenario import model as m
from ...scenario.conditions import Condition, Requirement
from ...scenario.vocabulary import ENDING_KINDS, FEEDBACK_TIMING, KEEP, METER_VISIBILITY, MOODS, RETRY, ROLES
from . import print_document
from .checklist import build_checklist
from .condition_labels import ConditionLabels
from .print_document import Block, BulletList, DefinitionList, Heading, Paragraph, Row, Table
from .script_records import build_glossary, build_review_marks, build_sign_offs
from .text_parts import ASIDE, format_letters, format_recording, join_parts
from .wordings import build_choice_variants, build_item_variants, format_choice_words

# Words that are used inside longer texts.
STRONG_REPLY, ONLY = noop("a strong reply"), noop("nothing else counts then")
IF, FEEDBACK = noop("if"), noop("Feedback")

_BREAK = Markup("<br/>")
_BOLD, _ITALIC = Markup("<b>{}</b>"), Markup("<i>{}</i>")
_LINK = Markup('<a href="#{id}">{text}</a>')


def build_script(scenario: m.Scenario, gettext: Gettext = str) -> print_document.Document:
    """Return the script of a scenario. `gettext` translates the script's own words; the scenario's stay as they are."""
    return _ScriptBuilder(scenario, gettext).build_document()


class _ScriptBuilder:
    """Builds one script. Scenes are numbered in their order, endings E1, E2 ….

    Choices are 1A, 1B … after their scene.
    """

    def __init__(self, scenario: m.Scenario, gettext: Gettext):
        self.scenario, self.translate = scenario, gettext
        self.numbers = {scene.id: str(number) for number, scene in enumerate(scenario.scenes, 1)}
        self.numbers |= {ending.id: f"E{number}" for number, ending in enumerate(scenario.endings, 1)}
        self.choices = {
            choice.id: f"{self.numbers[scene.id]}{format_letters(at)}"
            for scene in scenario.scenes
            for at, choice in enumerate(scene.choices)
        }
        self.version = scenario_xml.content_version(scenario)
        self.conditions = ConditionLabels(scenario, {**self.numbers, **self.choices}, self.gettext)
        self.arrivals: dict[str, list[str]] = {id_: [] for id_ in self.numbers}
        for choice in scenario.choices.values():
            for id_ in () if scenario.is_drill else dict.fromkeys([*(route.to for route in choice.routes), choice.to]):
                self.arrivals[id_].append(choice.id)

    def gettext(self, template: str, **values: str) -> Markup:
        """Return a translated template as markup; values that are no `Markup` are escaped."""
        translated = escape(self.translate(template))
        return translated.format(**values) if values else translated

    def build_document(self) -> print_document.Document:
        """Return the whole script."""
        title = self.scenario.title or self.translate("De-escalation scenario")
        footer = self.translate("{title} · version {version} · holds the whole key")
        footer = footer.format(title=title, version=self.version)
        return print_document.Document(title, footer, self.scenario.lang or "en", tuple(self._build_blocks(title)))

    def _build_blocks(self, title: str) -> Iterator[Block]:
        yield Heading(1, escape(title))
        yield Paragraph(
            self.gettext(
                "Script for review. Content version {version}. It holds the whole key: not for learners.",
                version=self.version,
            ),
            "aside",
        )
        yield DefinitionList(tuple((self.gettext(name), text) for name, text in self._build_overview() if text))
        yield from build_glossary(self.scenario, self.gettext)
        yield from self._build_notes(self.scenario.notes)
        yield from build_sign_offs(self.scenario, self.version, self.gettext)
        yield Heading(2, self.gettext(noop("The moments") if self.scenario.is_drill else noop("Scenes and endings")))
        yield BulletList(tuple(map(self._format_contents_link, (*self.scenario.scenes, *self.scenario.endings))))
        yield Heading(2, self.gettext("Ratings: 0 harms or escalates, 1 weak or mistimed, 2 workable, 3 strong"))
        yield BulletList(tuple(self._format_skill(skill) for skill in catalog.skills().values()))
        yield Heading(2, self.gettext(noop("The moments") if self.scenario.is_drill else noop("The scenes")))
        for scene in self.scenario.scenes:
            yield from self._build_scene(scene)
        if self.scenario.endings:
            yield Heading(2, self.gettext("The endings"))
        for ending in self.scenario.endings:
            yield from self._build_ending(ending)
        yield from build_checklist(self.gettext)

    # --- overview ---------------------------------------------------------------------------------------------------

    def _build_overview(self) -> Iterator[tuple[str, Markup]]:
        if about := self.scenario.about:
            yield noop("Content note"), Markup(about.content_note or "")
            takes = self.gettext("{number} minutes", number=str(about.minutes)) if about.minutes else Markup()
            yield noop("Takes"), takes
            yield noop("Where"), Markup(about.setting or "")
            yield noop("Before"), Markup(about.before or "")
            yield noop("The worker needs"), Markup(about.you_need or "")
            yield noop("They want"), Markup(about.they_want or "")
            yield noop("To be seen"), Markup(about.body_cue or "")
            yield noop("Stepping out"), Markup(about.support or "")
            yield noop("Practises"), join_parts("; ", map(self._format_skill_name, about.goals))
            yield noop("Sources"), _BREAK.join(map(Markup, about.sources))
        yield noop("People"), _BREAK.join(map(self._format_person, self.scenario.people))
        yield noop("Begins"), self._format_start()
        yield noop("Grade"), self._format_grading()
        yield (
            noop("Meters"),
            _BREAK.join(
                self.gettext(
                    "{meter}: shown {when}",
                    meter=self.conditions.format_meter_name(meter.id),
                    when=self.gettext(METER_VISIBILITY[meter.show]),
                )
                for meter in self.scenario.meters
            ),
        )
        yield noop("Safety gates"), _BREAK.join(map(self._format_gate, self.scenario.gates))

    def _format_person(self, person: m.Person) -> Markup:
        about = Markup(": {}").format(Markup(person.about)) if person.about else ""
        return Markup("<b>{}</b>, {}{}").format(person.name, self.gettext(ROLES[person.role]), about)

    def _format_start(self) -> Markup:
        start = self.scenario.start
        profile = catalog.profiles().get(start.profile or "")
        values = [
            Markup("{}: {}").format(self.conditions.format_meter_name(name), value) for name, value in start.values
        ]
        return join_parts(
            "; ",
            [
                self.gettext("a drill; moments drawn for each attempt: {number}", number=str(start.draw))
                if self.scenario.is_drill
                else self.gettext("at {place}", place=self._format_link(start.scene)),
                self.gettext(profile.name) if profile else Markup(),
                join_parts("; ", values),
            ],
        )

    def _format_grading(self) -> Markup:
        scoring = self.scenario.scoring
        return join_parts(
            " ",
            [
                self.gettext("Pass mark {percent} %, over the moments drawn.", percent=str(scoring.pass_percent))
                if self.scenario.is_drill
                else self.gettext(
                    "Pass mark {percent} %, over at least {decisions} decisions.",
                    percent=str(scoring.pass_percent),
                    decisions=str(self.scenario.min_decisions),
                ),
                self.gettext(KEEP[scoring.keep]),
                Markup() if self.scenario.is_drill else self.gettext(RETRY[scoring.retry]),
                self.gettext(FEEDBACK_TIMING[scoring.feedback]),
            ],
        )

    def _format_gate(self, gate: m.Route) -> Markup:
        if not gate.condition:
            return self._format_link(gate.to)
        return self.gettext(
            "if {condition}: on to {place}",
            condition=self.conditions.format_condition(gate.condition),
            place=self._format_link(gate.to),
        )

    def _format_contents_link(self, place: m.Scene | m.Ending) -> Markup:
        return _LINK.format(id=place.id, text=f"{self.numbers[place.id]}. {place.title}")

    def _format_skill(self, skill: catalog.Skill) -> Markup:
        return Markup("<b>{}</b>: {} {}").format(
            self._format_skill_name(skill.id), self.gettext(STRONG_REPLY), self.gettext(skill.strong)
        )

    # --- scenes -----------------------------------------------------------------------------------------------------

    def _build_scene(self, scene: m.Scene) -> Iterator[Block]:
        yield from self._build_place_heading(scene)
        yield from self._build_needs(scene.needs)
        yield from self._build_content(scene.content_items)
        for change in scene.arrival_changes:
            arrival = Markup("{}{}: {}").format(
                self.gettext("On arrival"),
                self._format_if(change.condition),
                self.conditions.format_meter_changes(change.changes),
            )
            yield Paragraph(arrival, "aside")
        asked = [
            self.gettext(name)
            for name, is_asked in (
                (noop("how pushed one's own buttons are"), scene.check_in),
                (noop("what one would say first"), scene.rehearse),
            )
            if is_asked
        ]
        if asked:
            yield Paragraph(self.gettext("Asked: {what}", what=join_parts("; ", asked)), "aside")
        if scene.rehearse_prompt:
            yield Paragraph(self.gettext("Asked to say first: {text}", text=Markup(scene.rehearse_prompt)), "aside")
        if scene.hint:
            yield Paragraph(self.gettext("Hint: {text}", text=Markup(scene.hint)), "aside")
        yield from self._build_notes(scene.notes)
        heads = tuple(map(self.gettext, (noop("Choice"), noop("What follows"), noop("Reviewer"))))
        number = self.numbers[scene.id]
        about = self.gettext(
            "The choices of scene {number}, what follows each, and room for a reviewer's ratings", number=number
        )
        yield Table(about, heads, (0.34, 0.44, 0.22), tuple(map(self._build_choice_row, scene.choices)))
        yield build_review_marks(self.gettext)

    def _build_place_heading(self, place: m.Scene | m.Ending) -> Iterator[Block]:
        yield Heading(3, escape(f"{self.numbers[place.id]}. {place.title}"), id=place.id)
        arrivals = [self.gettext("the beginning")] if place.id == self.scenario.start.scene else []
        if self.arrivals[place.id]:
            choices = join_parts(
                ", ", [_LINK.format(id=id_, text=self.choices[id_]) for id_ in self.arrivals[place.id]]
            )
            arrivals.append(self.gettext("from {choices}", choices=choices))
        if any(gate.to == place.id for gate in self.scenario.gates):
            arrivals.append(self.gettext("from a safety gate"))
        if not arrivals and not self.scenario.is_drill:
            arrivals.append(self.gettext("nothing leads here"))
        yield Paragraph(join_parts(" · ", [escape(place.id), *arrivals]), "aside")

    def _build_choice_row(self, choice: m.Choice) -> Row:
        facts = (escape(choice.id), *self._format_choice_facts(choice))
        words = format_choice_words(choice, self.gettext)
        first = Paragraph(Markup("<b>{}</b> {}").format(self.choices[choice.id], words))
        follows = (
            *self._build_content(choice.replies),
            *map(self._build_feedback, choice.feedback),
            *self._build_targets(choice),
            *self._build_notes(choice.notes),
        )
        rated = dict.fromkeys(skill for level in choice.ratings for skill, _ in level.skills)
        boxes = Markup("{}<br/>0 ☐\u2002 1 ☐\u2002 2 ☐\u2002 3 ☐")
        pen = tuple(Paragraph(boxes.format(self._format_skill_name(skill)), "pen") for skill in rated)
        variants = build_choice_variants(choice, self.gettext)
        return Row(((first, *variants, *(Paragraph(fact, "aside") for fact in facts)), follows, pen), choice.id)

    def _format_choice_facts(self, choice: m.Choice) -> Iterator[Markup]:
        if choice.condition:
            yield self.gettext("Open if {condition}", condition=self.conditions.format_condition(choice.condition))
            if choice.closed_reason:
                yield self.gettext("else closed: “{reason}”", reason=choice.closed_reason)
            else:
                yield self.gettext("else not shown")
        for level in choice.ratings:
            rated = join_parts(
                "; ", [Markup("{}: {}").format(self._format_skill_name(skill), value) for skill, value in level.skills]
            )
            only = Markup(" ({})").format(self.gettext(ONLY)) if level.only else ""
            yield Markup("<b>{}</b>{}{}").format(rated, self._format_if(level.condition), only)
        if move := catalog.moves().get(choice.move or ""):
            yield self.gettext("Kind of reply: {name}", name=self.gettext(move.name))
        if choice.mistake:
            yield self.gettext("Mistake: {name}", name=choice.mistake)
        if choice.needs:
            yield self._format_needs(choice.needs)
        if choice.meter_changes:
            yield self.gettext(
                "Does to the client: {changes}", changes=self.conditions.format_meter_changes(choice.meter_changes)
            )

    def _build_feedback(self, feedback: m.Feedback) -> Paragraph:
        parts = [Markup(feedback.effect or ""), Markup(feedback.why or "")]
        if feedback.instead:
            parts.append(_ITALIC.format(Markup(feedback.instead)))
        label = self.gettext(FEEDBACK)
        return Paragraph(
            Markup("{}{}: {}{}").format(
                label,
                self._format_if(feedback.condition),
                join_parts(" ", parts),
                self._format_needs_aside(feedback.needs),
            ),
            "feedback",
        )

    def _build_targets(self, choice: m.Choice) -> Iterator[Paragraph]:
        if self.scenario.is_drill:
            return
        for route in (*choice.routes, m.Route(choice.to)):
            condition, place = self.conditions.format_condition(route.condition), self._format_link(route.to)
            if condition:
                yield Paragraph(self.gettext("If {condition}: go to {place}", condition=condition, place=place))
            elif choice.routes:
                yield Paragraph(self.gettext("Else go to {place}", place=place))
            else:
                yield Paragraph(self.gettext("Go to {place}", place=place))

    def _build_ending(self, ending: m.Ending) -> Iterator[Block]:
        yield from self._build_place_heading(ending)
        yield from self._build_needs(ending.needs)
        facts = [self.gettext(ENDING_KINDS[ending.kind])]
        if ending.cap is not None:
            facts.append(self.gettext("at most {percent} %", percent=str(ending.cap)))
        yield Paragraph(join_parts(" · ", facts), "aside")
        yield from self._build_content(ending.content_items)
        if ending.later:
            yield Paragraph(self.gettext("Later: {text}", text=Markup(ending.later)))
        speaker = (
            Markup("<b>{}</b>: ").format(self._find_person_name(ending.their_view_by))
            if ending.their_view_by
            else Markup()
        )
        recording = format_recording(ending.their_view_recording, self.gettext)
        yield Paragraph(speaker + Markup(ending.their_view) + recording, "view")
        yield from (Paragraph(Markup(ask), "ask") for ask in ending.questions)
        yield from self._build_notes(ending.notes)
        yield build_review_marks(self.gettext)

    # --- parts ------------------------------------------------------------------------------------------------------

    def _build_content(self, items: Iterable[m.ContentItem]) -> Iterator[Paragraph]:
        for item in items:
            yield self._build_content_item(item)
            yield from build_item_variants(item, self.gettext)

    def _build_content_item(self, item: m.ContentItem) -> Paragraph:
        when = Markup()
        if item.condition:
            condition = self.conditions.format_condition(item.condition)
            when = ASIDE.format(Markup("[{} {}]").format(self.gettext(IF), condition)) + " "
        match item:
            case m.Narration():
                return Paragraph(when + Markup(item.text) + self._format_needs_aside(item.needs), "cue")
            case m.Line():
                return Paragraph(when + self._format_line(item) + self._format_needs_aside(item.needs))
            case m.Image():
                what = self.gettext("picture: {text}", text=item.alt or self.gettext("decoration"))
            case m.Audio():
                what = self.gettext("sound: {text}", text=Markup(item.transcript))
            case m.Video():
                what = self.gettext("film: {text}", text=Markup(item.transcript))
        return Paragraph(Markup("{}[{}] {}").format(when, what, ASIDE.format(item.src)), "cue")

    def _format_line(self, line: m.Line) -> Markup:
        words = Markup(line.text)
        if line.lang:
            words = Markup('<span lang="{}">{}</span>').format(line.lang, words)
        name, mood = self._find_person_name(line.by), self.gettext(MOODS[line.mood])
        return Markup("<b>{}</b> ({}): {}").format(name, mood, words) + format_recording(line.recording, self.gettext)

    def _build_notes(self, notes: Iterable[m.Note]) -> Iterator[Paragraph]:
        for note in notes:
            signed = ", ".join(filter(None, (note.by, note.date)))
            if note.by is None:
                kind = self.gettext("Author's note")
            elif note.done:
                kind = self.gettext("Comment ({who}; dealt with)", who=signed)
            else:
                kind = self.gettext("Comment ({who})", who=signed)
            yield Paragraph(Markup("<b>{}</b>: {}").format(kind, Markup(note.text)), "note")

    def _build_needs(self, needs: Requirement) -> Iterator[Paragraph]:
        if needs:
            yield Paragraph(self._format_needs(needs), "note")

    def _format_needs(self, needs: Requirement) -> Markup:
        what = self.conditions.format_requirement(needs)
        return Markup("<b>{}</b>: {}").format(
            self.gettext("Author's note"), self.gettext("takes for granted that {what}", what=what)
        )

    def _format_needs_aside(self, needs: Requirement) -> Markup:
        """Return " [Author's note: …]", or nothing where nothing is taken for granted."""
        return Markup(" ") + ASIDE.format(Markup("[{}]").format(self._format_needs(needs))) if needs else Markup()

    def _find_person_name(self, id_: str) -> Markup:
        person = self.scenario.people_by_id.get(id_)
        return escape(person.name if person else id_)

    def _format_skill_name(self, id_: str) -> Markup:
        return self.gettext(catalog.skills()[id_].name)

    def _format_if(self, condition: Condition) -> Markup:
        """Return " if …", or nothing where there is no condition."""
        if not condition:
            return Markup()
        return Markup(" {} {}").format(self.gettext(IF), self.conditions.format_condition(condition))

    def _format_link(self, id_: str) -> Markup:
        text = Markup("<b>{}</b> {}").format(self.numbers[id_], self.scenario.nodes[id_].title)
        return _LINK.format(id=id_, text=text)
