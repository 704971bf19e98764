"""Random scenarios: `scenarios()` varies everything the notation can say, `worlds()` what play depends on."""

import string
from dataclasses import replace
from random import Random

from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.scenario import catalog
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import ALWAYS, RESERVED_WORDS, Condition, MeterTest, PastTest, Requirement
from powerstruggle_xblock.scenario.meters import MeterSetting

AWKWARD = [
    "]]>",
    "&<>\"'",
    "&amp;",
    "🙂",
    "\u00a0?",
    "\u2028",
    "  ",
    "\n",
    "\t",
    "\r",
    "<!--",
    "عربي",
    "e\u0301",
    "\x85",
    "0",
]
XML_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
words = st.lists(st.sampled_from(AWKWARD) | st.text(XML_CHARACTERS, max_size=6), min_size=1, max_size=4).map("".join)
attribute_words = words.map(str.strip).filter(bool)
ids = (
    st.text(string.ascii_lowercase + string.digits + "-_", max_size=5)
    .map("i".__add__)
    .filter(lambda i: i not in RESERVED_WORDS | {"if"})
)
MARKS = {
    "em": {},
    "strong": {},
    "b": {},
    "i": {},
    "q": {},
    "p": {},
    "li": {},
    "ul": {},
    "ol": {},
    "br": {},
    "span": {"lang": "fr", "dir": "rtl"},
    "abbr": {"title": "a \"b\" & <c>"},
    "a": {"href": "https://example.org/?a=1&b='2'"},
}


def _marked(tag, parts):
    element = etree.Element(tag, MARKS.get(tag, {}))
    last = None
    for part in parts if tag != "br" else ():
        if isinstance(part, str) and last is None:
            element.text = (element.text or "") + part
        elif isinstance(part, str):
            last.tail = (last.tail or "") + part
        else:
            # A copy: the same drawn element may be used twice.
            last = etree.fromstring(etree.tostring(part))
            element.append(last)
    return element


def _tree(parts):
    return st.builds(_marked, st.sampled_from(sorted(MARKS)), st.lists(parts, max_size=3))


texts = (
    st.lists(st.recursive(words, _tree, max_leaves=6), min_size=1, max_size=3)
    .map(lambda parts: markup.parse_markup(_marked("say", parts), lambda *_: None))
    .filter(bool)
)


def _often(chance, make, share=0.5):
    return make() if chance.random() < share else None


class _Maker:
    """Makes the parts of one scenario: structure by `chance`, words from small pools."""

    def __init__(self, chance: Random, pool: list[str], labels: list[str]):
        self.chance, self.pool, self.labels = chance, pool, labels

    def text(self):
        return self.chance.choice(self.pool)

    def label(self):
        return self.chance.choice(self.labels)

    def maybe(self, make):
        return _often(self.chance, make)

    def some(self, make, most=2):
        return tuple(make() for _ in range(self.chance.randint(0, most)))

    def amounts(self, names, lowest, highest):
        picked = self.chance.sample(sorted(names), self.chance.randint(1, min(3, len(names)))) if names else ()
        return tuple(sorted((name, self.chance.randint(lowest, highest)) for name in picked))

    def condition(self):
        kinds = ["chose", "visited", *(["meter"] if self.meters else [])]
        return Condition(
            tuple(self._clause(self.chance.choice(kinds)) for _ in range(self.chance.choice([0, 0, 1, 2, 3])))
        )

    def needs(self):
        return Requirement(tuple(filter(None, (self.condition() for _ in range(self.chance.choice([0, 0, 1, 2]))))))

    def _clause(self, kind):
        chance = self.chance
        if kind == "meter":
            how = chance.choice(["at least", "at most", "over", "under", "is"])
            return MeterTest(chance.choice(self.meters), how, chance.randint(0, 10))
        return PastTest(kind, chance.choice(self.choice_ids if kind == "chose" else self.places), chance.random() < 0.5)

    def beat(self):
        source = self.chance.choice(["https://example.org/a.png", "/static/b c.mp4", "/static/<&>\"'.png"])
        alt = self.chance.choice(["", self.label()])
        kinds = [
            lambda: self.varied(m.Narration(self.text(), self.condition(), self.needs()), "text", "variants"),
            lambda: m.Image(source, alt, self.condition()),
            lambda: m.Audio(source, self.text(), self.condition()),
            lambda: m.Video(source, self.text(), "/static/c.vtt", self.condition()),
        ]
        if self.people:
            kinds.append(
                lambda: self.varied(
                    m.Line(
                        self.chance.choice(self.people).id,
                        self.text(),
                        self.chance.choice(m.MOODS),
                        self.chance.choice([None, "fr", "ar"]),
                        self.condition(),
                        self.needs(),
                        recording=self.chance.choice([None, None, "/static/said.mp3"]),
                    ),
                    "text",
                    "variants",
                )
            )
        return self.chance.choice(kinds)()

    def person(self, id_):
        return m.Person(
            id_, self.label(), self.chance.choice(m.ROLES), self.chance.choice([None, "alder"]), self.maybe(self.text)
        )

    def level(self):
        return m.Rating(self.amounts(catalog.skills(), 0, 3), self.condition(), self.chance.random() < 0.3)

    def feedback(self):
        return m.Feedback(
            self.maybe(self.text), self.maybe(self.text), self.maybe(self.text), self.condition(), self.needs()
        )

    def route(self):
        return m.Route(self.chance.choice(self.places), self.condition())

    def choice(self, id_):
        chance = self.chance
        said = chance.choice(["say", "do", "both", "wait"])
        made = m.Choice(
            id=id_,
            to=chance.choice(self.places),
            say=self.text() if said in ("say", "both") else None,
            do=self.text() if said in ("do", "both") else None,
            wait=m.Wait(chance.randint(1, 120), self.text()) if said == "wait" else None,
            move=self.maybe(lambda: chance.choice(sorted(catalog.moves()))),
            mistake=self.maybe(lambda: chance.choice(catalog.MISTAKES)),
            condition=self.condition(),
            closed_reason=self.maybe(self.label),
            ratings=self.some(self.level, 3),
            meter_changes=self.amounts(self.meters, -10, 10) if chance.random() < 0.5 else (),
            replies=self.some(self.beat, 3),
            feedback=self.some(self.feedback),
            routes=self.some(self.route),
            notes=self.some(self.note, 1),
            needs=self.needs(),
        )
        return self.varied(self.varied(made, "say", "say_variants"), "do", "do_variants")

    def varied(self, made, text, variants):
        """Return something with other wordings of its text, which differ from each other, or with none."""
        others = [words for words in dict.fromkeys(self.pool) if words != getattr(made, text)]
        if not getattr(made, text) or self.chance.random() < 0.6:
            return made
        return replace(made, **{variants: tuple(others[: self.chance.randint(0, 3)])})

    def note(self):
        chance = self.chance
        return m.Note(self.text(), self.maybe(self.label), chance.choice([None, "2026-03-31"]), chance.random() < 0.3)

    def shift(self):
        return m.MeterChange(self.amounts(self.meters, -10, 10), self.condition())

    def scene(self, id_, choice_ids):
        chance = self.chance
        rehearse = chance.random() < 0.5
        return m.Scene(
            id_,
            self.label(),
            self.some(self.beat, 3),
            self.some(self.shift) if self.meters else (),
            chance.random() < 0.5,
            rehearse,
            self.maybe(self.text) if rehearse else None,
            self.maybe(self.text),
            tuple(self.choice(choice) for choice in choice_ids),
            self.some(self.note, 1),
            self.needs(),
            self.map_position(),
        )

    def ending(self, id_):
        chance = self.chance
        return m.Ending(
            id_,
            chance.choice(m.ENDING_KINDS),
            self.label(),
            self.text(),
            chance.choice([None, *(person.id for person in self.people)]),
            chance.choice([None, 0, 60, 100]),
            self.some(self.beat),
            self.maybe(self.text),
            self.some(self.text),
            self.some(self.note, 1),
            self.needs(),
            self.map_position(),
            self.chance.choice([None, "/static/view.mp3"]),
        )

    def map_position(self):
        return self.chance.choice([None, (self.chance.randint(-900, 9000), self.chance.randint(-900, 9000))])

    def about(self):
        goals = self.some(lambda: self.chance.choice(sorted(catalog.skills())))
        parts = [self.maybe(self.text) for _ in range(5)]
        return m.About(
            self.text(), self.text(), self.chance.choice([None, 1, 240]), *parts, goals, self.some(self.text)
        )

    def meter_settings(self):
        chance, settings = self.chance, []
        for id_ in chance.sample(["tension", "trust", "autonomy", "readiness", "hunger", "x-y"], chance.randint(0, 5)):
            name = self.label() if id_ not in m.USUAL_METERS else self.maybe(self.label)
            settings.append(MeterSetting(id_, name, chance.choice([None, *m.SHOW_METERS]), chance.random() < 0.3))
        return tuple(settings)

    def scenario(self, names):
        chance, settings = self.chance, self.meter_settings()
        self.meters = [meter.id for meter in m.Scenario(m.Start("x"), (), (), meter_settings=settings).meters]
        scene_ids, ending_ids, self.choice_ids = names[:2], names[2:4], names[4:]
        self.places = scene_ids + ending_ids
        self.people = tuple(self.person(id_) for id_ in chance.sample(["ira", "bo-2", "c_d"], chance.randint(0, 2)))
        cut = chance.randint(1, len(self.choice_ids) - 1)
        return m.Scenario(
            start=m.Start(scene_ids[0], chance.choice([None, *catalog.profiles()]), self.amounts(self.meters, 0, 10)),
            scenes=(self.scene(scene_ids[0], self.choice_ids[:cut]), self.scene(scene_ids[1], self.choice_ids[cut:])),
            endings=tuple(self.ending(id_) for id_ in ending_ids),
            title=self.maybe(self.label),
            weight=chance.choice([None, 0.0, 5.0, 0.1, round(chance.uniform(0, 100), 3)]),
            max_attempts=chance.choice([None, 0, 1000]),
            lang=chance.choice([None, "en", "ar"]),
            about=self.maybe(self.about),
            scoring=m.Scoring(
                chance.randint(0, 100),
                chance.choice(m.KEEP),
                chance.choice([None, 1, 100]),
                chance.choice(m.RETRY),
                chance.choice(m.FEEDBACK_TIMING),
            ),
            meters_show=chance.choice(m.SHOW_METERS),
            meter_settings=settings,
            people=self.people,
            terms=tuple(m.Term(name, self.text(), self.chance.choice([None, "x y", "a, b"]))
                        for name in (self.label() for _ in range(self.chance.randint(0, 2)))),
            gates=self.some(self.route),
            notes=self.some(self.note, 2),
            sign_offs=self.some(
                lambda: m.SignOff(self.label(), self.label(), "2026-02-28", f"{chance.getrandbits(48):012x}"), 1
            ),
        )


@st.composite
def scenarios(draw):
    """Return valid scenarios with everything the notation knows.

    Only the words and ids are drawn one by one; the structure comes from a seed, which is a hundred times faster.
    """
    pool = draw(st.lists(texts, min_size=2, max_size=5))
    labels = draw(st.lists(attribute_words, min_size=1, max_size=3))
    names = draw(st.lists(ids, min_size=6, max_size=10, unique=True))
    return _Maker(Random(draw(st.integers(0, 2**32))), pool, labels).scenario(names)


def _asked(chance, scene_ids, choice_ids, often):
    """Return a condition of one or two clauses, or in the other cases the empty one."""
    if chance.random() > often:
        return ALWAYS
    clauses = [
        MeterTest(
            chance.choice(m.USUAL_METERS),
            chance.choice(["at least", "at most", "over", "under", "is"]),
            chance.randint(0, 10),
        ),
        PastTest("chose", chance.choice(choice_ids), chance.random() < 0.5),
        PastTest("visited", chance.choice(scene_ids), chance.random() < 0.5),
    ]
    return Condition(tuple(chance.sample(clauses, chance.choice([1, 1, 2]))))


def world(chance: Random, scenes: int = 4, loops: bool = True) -> m.Scenario:
    """Make a scenario of few words and many conditions: what play, scoring and fairness hang on."""
    scene_ids, ending_ids = [f"s{n}" for n in range(scenes)], ["won", "lost"]
    choice_ids = [f"s{n}c{k}" for n in range(scenes) for k in range(4)]

    def condition(often=0.3):
        return _asked(chance, scene_ids, choice_ids, often)

    def rated():
        skills = sorted(chance.sample(sorted(catalog.skills()), chance.randint(1, 3)))
        return m.Rating(tuple((skill, chance.randint(0, 3)) for skill in skills), condition(), chance.random() < 0.3)

    def onward(n):
        return chance.choice(([*scene_ids] if loops else scene_ids[n + 1 :]) + ending_ids)

    def moved():
        return tuple(
            sorted((meter, chance.randint(-10, 10)) for meter in chance.sample(m.USUAL_METERS, chance.randint(1, 4)))
        )

    def choice(n, k):
        return m.Choice(
            f"s{n}c{k}",
            onward(n),
            say=chance.choice(["One.", "Two words.", "Three words here.", "Four words stand here."]),
            move=chance.choice([None, *catalog.moves()]),
            condition=condition(),
            closed_reason=chance.choice([None, "Not now."]),
            ratings=tuple(rated() for _ in range(chance.choice([0, 1, 1, 2]))),
            meter_changes=moved() if chance.random() < 0.5 else (),
            replies=(m.Narration("Back.", condition()),),
            feedback=(m.Feedback("a", "b", "c", condition()), m.Feedback("d", "e", "f")),
            routes=tuple(m.Route(onward(n), condition(0.9)) for _ in range(chance.choice([0, 0, 1]))),
        )

    def scene(n):
        shifts = tuple(m.MeterChange(moved(), condition()) for _ in range(chance.choice([0, 0, 1])))
        return m.Scene(
            f"s{n}",
            f"S{n}",
            (m.Narration("Here.", condition()),),
            shifts,
            choices=tuple(choice(n, k) for k in range(chance.randint(1, 4))),
        )

    return m.Scenario(
        m.Start("s0", chance.choice([None, *catalog.profiles()])),
        tuple(scene(n) for n in range(scenes)),
        (
            m.Ending("won", "agreement", "Won", "v"),
            m.Ending("lost", "rupture", "Lost", "v", cap=chance.choice([None, 0, 60])),
        ),
        scoring=m.Scoring(min_decisions=chance.choice([None, 1, 3])),
        gates=tuple(
            m.Route(chance.choice(scene_ids[1:] or scene_ids) if loops else "lost", condition(1.0))
            for _ in range(chance.choice([0, 0, 1]))
        ),
    )


def worlds(**options):
    """Return such scenarios."""
    return st.integers(0, 2**32).map(lambda seed: world(Random(seed), **options))
