"""Sets of scenarios made of random words, with or without something in the wording that reveals the key."""

from random import Random

from powerstruggle_xblock.scenario import model as m

VOCABULARY = [
    first + last
    for first in ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ri", "tu")
    for last in ("l", "m", "n", "r", "s", "t")
]


def rated(id_, to, say, level, **more):
    return m.Choice(id_, to, say=say, ratings=(m.Rating((("rope", level),)),), **more)


def plain(words, best, chance):
    """Return the words as they are, so that nothing reveals the best reply."""
    return f"{' '.join(words)}."


def marker_word(words, best, chance):
    """Put "perhaps" somewhere into the best reply."""
    return plain([*words[:2], "perhaps", *words[2:]] if best else words, best, chance)


def word_order(words, best, chance):
    """Let the order of two words that every reply has tell the best one."""
    return plain([*words[:2], *(("yes", "now") if best else ("now", "yes")), *words[2:]], best, chance)


def question_mark(words, best, chance):
    """Let the best reply be a question."""
    return f"{' '.join(words)}{'?' if best else '.'}"


def scenario(name, tell, chance, decisions=5):
    """Make a scenario of so many decisions, each with one reply rated 3 and three rated 0, all of random words."""
    scenes = []
    for n in range(decisions):
        best, to = chance.randrange(4), f"s{n + 1}" if n + 1 < decisions else "end"
        choices = tuple(
            rated(
                f"s{n}-c{place}",
                to,
                tell(chance.sample(VOCABULARY, 8), place == best, chance),
                3 if place == best else 0,
            )
            for place in range(4)
        )
        scenes.append(m.Scene(f"s{n}", f"Scene {n}", choices=choices))
    return m.Scenario(
        m.Start("s0"),
        tuple(scenes),
        (m.Ending("end", "agreement", "End", "So it was."),),
        title=name.title(),
        lang="en",
    )


def generate_set(tell, count, seed=1):
    """Make a set of so many scenarios by name; the same seed gives the same set."""
    chance = Random(seed)
    return {f"story-{number}": scenario(f"story-{number}", tell, chance) for number in range(count)}
