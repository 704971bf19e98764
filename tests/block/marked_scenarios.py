"""Random scenarios in which each text is a unique mark, and the marks that a run may have shown."""

import random
import re

from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import play, scoring

MARK = re.compile(rb"zq[a-z]+\d+qz")
SKILLS = ("steady", "listening", "autonomy", "clarity", "rope", "limits", "timing", "partnership")


class Marks:
    """Gives each word once."""

    def __init__(self):
        self.given = 0

    def __call__(self, what: str) -> str:
        self.given += 1
        return f"zq{what}{self.given}qz"


def scenario(seed: int, show="never") -> str:
    """Return a random scenario, all ids and texts marks; its meters are called by marks as well."""
    rng, mark = random.Random(seed), Marks()
    scenes, endings = [mark("scene") for _ in range(rng.randint(3, 7))], [mark("ending") for _ in range(3)]
    body = "".join(_scene(rng, mark, id_, scenes, endings) for id_ in scenes)
    ends = "".join(_ending(mark, id_) for id_ in endings)
    return f"""<powerstruggle_scenario>
      <about><setting>A room.</setting><you-need>A word.</you-need></about>
      <meters show="{show}"><meter id="hunger" name="{mark("meter")}" show="never"/></meters>
      <person id="ira" name="Ira"/><start scene="{scenes[0]}"/>
      <when if="tension at least 9" to="{endings[0]}"/><note>{mark("note")}</note>
      {body}{ends}</powerstruggle_scenario>"""


def _scene(rng, mark, id_, scenes, endings) -> str:
    choices = [_choice(rng, mark, rng.choice(scenes + endings)) for _ in range(rng.randint(2, 4))]
    choices.append(_choice(rng, mark, rng.choice(endings)))
    return f"""<scene id="{id_}" title="{mark("title")}"><cue>{mark("cue")}</cue>
      <line by="ira" if="tension at least 6">{mark("tense")}</line>
      <line by="ira" if="tension under 6">{mark("easy")}</line>
      <shift hunger="+1"/>{"".join(choices)}<note>{mark("note")}</note></scene>"""


def _choice(rng, mark, to) -> str:
    words = (
        "<do>{}</do><say>{}</say>".format(mark("do"), mark("say"))
        if rng.random() < 0.8
        else f"<wait seconds='9'>{mark('wait')}</wait>"
    )
    closed = f' if="hunger at least {rng.randint(1, 4)}" closed="{mark("closed")}"' if rng.random() < 0.3 else ""
    feedback = "".join(
        f"""<feedback{test}><effect>{mark("effect")}</effect><why>{mark("why")}</why><instead>{mark("instead")}</instead>
      </feedback>"""
        for test in (' if="tension at least 6"', "")
    )
    return f"""<choice id="{mark("choice")}" to="{to}"{closed}>{words}
      <level {rng.choice(SKILLS)}="{rng.randint(0, 3)}"/><shift tension="{rng.randint(-2, 3)}" hunger="+1"/>
      <reply by="ira" if="tension at least 6">{mark("hotreply")}</reply>
      <reply by="ira" if="tension under 6">{mark("coolreply")}</reply>
      {feedback}<note>{mark("note")}</note></choice>"""


def _ending(mark, id_) -> str:
    return f"""<ending id="{id_}" kind="rupture" title="{mark("endtitle")}">
      <cue>{mark("endcue")}</cue><later>{mark("later")}</later>
      <their-view by="ira">{mark("view")}</their-view><ask>{mark("ask")}</ask><note>{mark("note")}</note></ending>"""


def find_marks(body: bytes) -> set[str]:
    """Return the marks in an answer."""
    return {mark.decode() for mark in MARK.findall(body)}


def shown_marks(run: play.Playthrough | None) -> set[str]:
    """Return the marks of what a run has shown: visited nodes, their texts, and the choices open now."""
    if run is None:
        return set()
    shown = [run.node.id, run.node.title, *_texts(run.content)]
    for step in run.steps:
        shown += [
            step.scene.id,
            step.scene.title,
            *_texts(step.content),
            *_own_words(step.choice),
            *_texts(step.replies),
        ]
        shown += _feedback(step.feedback)
    for option in run.options():
        shown += _own_words(option.choice) + ([] if option.is_open else [option.choice.closed_reason])
    if run.ending:
        shown += [run.ending.later, run.ending.their_view, *run.ending.questions, *_stronger(run)]
    return {mark.decode() for text in shown for mark in MARK.findall((text or "").encode())}


def _stronger(run) -> list:
    """Return what an ending opens: of the stronger choices their own words and why."""
    better = [point.stronger for point in scoring.turning_points(run) if point.stronger]
    return [
        text for choice in better for text in (*_own_words(choice), *(feedback.why for feedback in choice.feedback))
    ]


def _own_words(choice: m.Choice) -> list:
    return [choice.id, choice.say, choice.do, choice.wait and choice.wait.text]


def _feedback(feedback: m.Feedback | None) -> list:
    return [feedback.effect, feedback.why, feedback.instead] if feedback else []


def _texts(items) -> list:
    return [item.text for item in items]
