"""Scenarios of any size for measuring: a chain of scenes of two choices, 45 seeded words a scene."""

import random

WORDS = (
    "door",
    "key",
    "stairs",
    "water",
    "letter",
    "morning",
    "hand",
    "window",
    "chair",
    "coat",
    "paper",
    "voice",
    "street",
    "money",
    "friend",
    "room",
    "evening",
    "phone",
    "winter",
    "bread",
    "table",
    "name",
    "week",
    "bus",
    "garden",
    "light",
    "neighbour",
    "promise",
    "kettle",
    "blanket",
)


def chain(scenes: int, more: str = "") -> str:
    """Return the scenario file of a chain of scenes; each letter of `more` adds one more choice to each scene."""
    chance = random.Random(scenes)

    def words(number: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(number)).capitalize() + "."

    parts = ['<powerstruggle_scenario display_name="Chain" weight="5"><about minutes="5"><setting>A desk.</setting>'
             "<source>None.</source></about>"
             '<person id="ira" name="Ira" role="client" portrait="alder">A man.</person>'
             '<start scene="s0" profile="guarded"/>']
    for number in range(scenes):
        to = f"s{number + 1}" if number + 1 < scenes else "end"
        parts.append(
            f'<scene id="s{number}" title="Scene {number}"><line by="ira" mood="calm">{words(21)}</line>'
            f'<choice id="a{number}" to="{to}" move="reflect"><say>{words(12)}</say><level listening="3"/></choice>'
            f'<choice id="b{number}" to="{to}" move="ask-why"><say>{words(12)}</say><level listening="1"/></choice>'
            + "".join(f'<choice id="{each}{number}" to="{to}"><say>{words(12)}</say></choice>' for each in more)
            + "</scene>"
        )
    parts.append(
        '<ending id="end" kind="agreement" title="Over"><cue>It ends.</cue>'
        '<their-view by="ira">Fine.</their-view></ending>'
        "</powerstruggle_scenario>"
    )
    return "\n".join(parts)


def branching(scenes: int) -> dict:
    """Return the same chain as the data of a branching-xblock."""
    chance = random.Random(scenes)

    def words(number: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(number)).capitalize() + "."

    nodes = {}
    for number in range(scenes):
        to = f"s{number + 1}" if number + 1 < scenes else "end"
        content = words(21)
        choices = [{"text": words(12), "target_node_id": to, "score": score} for score in (3, 1)]
        nodes[f"s{number}"] = _node(f"s{number}", f"<p>{content}</p>", choices)
    nodes["end"] = _node("end", "<p>It ends.</p>", [])
    return {"nodes": nodes, "start_node_id": "s0"}


def _node(id_: str, content: str, choices: list) -> dict:
    return {
        "id": id_,
        "type": "html",
        "content": content,
        "choices": choices,
        "media": {"type": "", "url": "", "alt": ""},
        "hint": "",
        "left_image_url": "",
        "right_image_url": "",
        "left_image_alt_text": "",
        "right_image_alt_text": "",
        "overlay_text": False,
        "transcript_url": "",
    }
