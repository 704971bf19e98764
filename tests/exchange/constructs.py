"""What becomes of each construct of the Twine formats: samples in own words, and the table of them in docs/imports.md.

    python -m tests.exchange.constructs     write the table

Each sample is imported by `test_constructs.py`, which looks for the evidence: for `carried` in the scene as notation,
for `told` in the messages of the report.
"""

from dataclasses import dataclass, field
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "imports.md"
BEGIN, END = "<!-- constructs: python -m tests.exchange.constructs -->", "<!-- /constructs -->"
FORMATS = {"H": "Harlowe", "SC": "SugarCube", "CB": "Chapbook", "SN": "Snowman", "T1": "Sugarcane"}
HEADS = {"H": "Harlowe", "SC": "SugarCube", "CB": "Chapbook", "SN": "Snowman", "T1": "Twine 1"}


@dataclass(frozen=True)
class Construct:
    """A row: its name, {format: (sample, evidence)} for what is carried and for what is told, and why it is told.

    `impossible` says that a scenario has no such thing.
    """

    name: str
    carried: dict[str, tuple[str, str]] = field(default_factory=dict)
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    why: str = ""
    impossible: bool = False


TO_YARD = 'to="yard"'
NOT_TRANSLATED, ALWAYS, COMPUTED, VALUES = (
    "was not translated",
    "its contents are always shown now",
    "Words were computed here",
    "Values of variables stood in words",
)
GUEST = "<do>Greet the guest</do>"
CONSTRUCTS = [
    Construct("link to a passage", {key: ("[[Yard]]", TO_YARD) for key in FORMATS}),
    Construct(
        "link with words of its own",
        {
            "H": ("[[Greet the guest->Yard]]", GUEST),
            "SC": ("[[Greet the guest|Yard]]", GUEST),
            "CB": ("[[Greet the guest->Yard]]", GUEST),
            "SN": ("[[Yard<-Greet the guest]]", GUEST),
            "T1": ("[[Greet the guest|Yard]]", GUEST),
        },
    ),
    Construct(
        "words of a link inside a sentence",
        {
            "H": ("You may [[leave->Yard]] now.", "You may leave now."),
            "SC": ("You may [[leave|Yard]] now.", "You may leave now."),
            "CB": ("You may [[leave->Yard]] now.", "You may leave now."),
            "SN": ("You may [[leave|Yard]] now.", "You may leave now."),
            "T1": ("You may [[leave|Yard]] now.", "You may leave now."),
        },
    ),
    Construct(
        "link after or inside a macro",
        {
            "H": ("(text-style: \"bold\")[[Greet the guest->Yard]]", GUEST),
            "SC": ("<<nobr>>[[Greet the guest|Yard]]<</nobr>>", GUEST),
            "CB": ("[align center]\n[[Greet the guest->Yard]]", GUEST),
            "SN": ("<% s.x = 1; %>[[Greet the guest|Yard]]", GUEST),
            "T1": ("<<if $x gt 1>>[[Greet the guest|Yard]]<<endif>>", GUEST),
        },
    ),
    Construct(
        "macro, insert or element that is a link",
        {
            "H": ("(link-goto: \"Greet the guest\", \"Yard\")", GUEST),
            "SC": ("<<link \"Greet the guest\" \"Yard\">><</link>>", GUEST),
            "CB": ("{link to: 'Yard', label: 'Greet the guest'}", GUEST),
            "SN": ("<a data-passage=\"Yard\">Greet the guest</a>", GUEST),
            "T1": ("<<choice \"Yard\" \"Greet the guest\">>", GUEST),
        },
    ),
    Construct(
        "picture that is a link",
        {
            "SC": ("[img[Greet the guest|https://example.org/a.png][Yard]]", GUEST),
            "SN": ("<img src=\"https://example.org/a.png\" alt=\"Greet the guest\" data-passage=\"Yard\">", GUEST),
            "T1": ("[img[Greet the guest|https://example.org/a.png][Yard]]", GUEST),
        },
    ),
    Construct(
        "click or mouse-over on words that leads on",
        {
            "H": ("The guest waits. (click-goto: \"guest\", \"Yard\")", "<do>guest</do>"),
            "SN": ("<b onclick=\"story.show('Yard')\">Greet the guest</b>", GUEST),
        },
    ),
    Construct(
        "menu of links",
        {"SC": ("<<actions [[Greet the guest|Yard]]>>", GUEST), "T1": ("<<actions \"Yard\">>", TO_YARD)},
    ),
    Construct(
        "link whose words are computed",
        told={
            "H": ("[[Greet $guest->Yard]]", VALUES),
            "SC": ("<<link `\"Greet \" + $guest` \"Yard\">><</link>>", COMPUTED),
            "CB": ("[[Greet {guest}->Yard]]", VALUES),
            "SN": ("[[Greet <%= s.guest %>->Yard]]", VALUES),
            "T1": ("[[Greet <<print $guest>>|Yard]]", VALUES),
        },
        why="the choice stays, with “…” where the value stood",
    ),
    Construct(
        "link whose target is computed",
        told={
            "H": ("[[Go back->$last]]", "computed or the one before: “Go back”"),
            "SC": ("[[Go back|$last]]", "computed or the one before: “Go back”"),
            "CB": ("[[Go back->{last}]]", "computed or the one before: “Go back”"),
            "SN": ("[[Go back-><%= s.last %>]]", "computed or the one before: “Go back”"),
        },
        why="a choice leads to one scene, or to routes with conditions",
        impossible=True,
    ),
    Construct(
        "back and undo",
        told={
            "H": ("(link-undo: \"Go back\")", "“Go back”"),
            "SC": ("<<back \"Go back\">>", "“Go back”"),
            "CB": ("{back link, label: 'Go back'}", "“Go back”"),
            "T1": ("<<back>>", "A link is missing here"),
        },
        why="a scene does not know where learners came from",
        impossible=True,
    ),
    Construct(
        "macro or program that names a passage",
        told={
            "SC": ("<<menu \"Yard\">>", "names the passage “Yard”"),
            "H": ("(my-menu: \"Yard\")", "names the passage “Yard”"),
            "SN": ("<% menu(\"Yard\"); %>", "names the passage “Yard”"),
            "T1": ("<<menu \"Yard\">>", "names the passage “Yard”"),
        },
        why="what it does is in no file; each way is an entry by name",
    ),
    Construct(
        "code that is no link",
        {
            "H": ("Write `[[Yard]]`.", "Write [[Yard]]."),
            "SC": ("Write {{{[[Yard]]}}}.", "Write [[Yard]]."),
            "CB": ("Write `[[Yard]]`.", "Write [[Yard]]."),
            "SN": ("Write `[[Yard]]`.", "Write [[Yard]]."),
            "T1": ("Write {{{[[Yard]]}}}.", "Write [[Yard]]."),
        },
    ),
    Construct(
        "passage inside a passage",
        {
            "H": ("(display: \"Desk\")", "A desk and a lamp."),
            "SC": ("<<include \"Desk\">>", "A desk and a lamp."),
            "CB": ("{embed passage: 'Desk'}", "A desk and a lamp."),
            "SN": ("<%= story.render(\"Desk\") %>", "A desk and a lamp."),
            "T1": ("<<display \"Desk\">>", "A desk and a lamp."),
        },
    ),
    Construct(
        "going on without a click",
        {
            "H": ("(goto: \"Yard\")", "<do>Go on.</do>"),
            "SC": ("<<goto \"Yard\">>", "<do>Go on.</do>"),
            "SN": ("<% story.show(\"Yard\"); %>", "<do>Go on.</do>"),
            "T1": ("<<goto \"Yard\">>", "<do>Go on.</do>"),
        },
    ),
    Construct(
        "only way that leads to the start, or a restart",
        {
            "H": ("(restart:)", "<ending"),
            "SC": ("[[Again|Start]]", "<ending"),
            "CB": ("{restart link: 'Again'}", "<ending"),
            "SN": ("[[Play again|Start]]", "<ending"),
            "T1": ("[[Again|Start]]", "<ending"),
        },
    ),
    Construct(
        "words that show after a click",
        {
            "H": ("(link-repeat: \"Ask\")[It rings.]", "<cue>It rings.</cue>"),
            "SC": ("<<linkreplace \"Ask\">>It rings.<</linkreplace>>", "<cue>It rings.</cue>"),
            "CB": ("{reveal link: 'Ask', text: 'It rings.'}", "<cue>It rings.</cue>"),
        },
    ),
    Construct(
        "words in a box over the page",
        {
            "H": ("(dialog: \"It rings.\", \"Close\")", "It rings."),
            "SC": ("<<dialog \"Note\">>It rings.<</dialog>>", "It rings."),
        },
    ),
    Construct(
        "number that goes up and down",
        {
            "H": ("(set: $calm to it + 1)", "<shift calm=\"1\"/>"),
            "SC": ("<<set $calm -= 1>>", "<shift calm=\"-1\"/>"),
            "CB": ("calm: calm + 1\n--\nHi", "<shift calm=\"1\"/>"),
            "SN": ("<% s.calm += 1; %>", "<shift calm=\"1\"/>"),
            "T1": ("<<set $calm += 1>>", "<shift calm=\"1\"/>"),
        },
    ),
    Construct(
        "number that is set in the middle of the story",
        told={
            "H": ("(set: $calm to 4)(set: $calm to it + 1)", "is set to a number"),
            "SC": ("<<set $calm to 4>><<set $calm += 1>>", "is set to a number"),
            "CB": ("calm: 4\ncalm: calm + 1\n--\nHi", "is set to a number"),
            "SN": ("<% s.calm = 4; s.calm += 1; %>", "is set to a number"),
            "T1": ("<<set $calm = 4>><<set $calm += 1>>", "is set to a number"),
        },
        why="a meter goes up and down only",
        impossible=True,
    ),
    Construct(
        "condition on a number",
        {
            "H": ("(if: $calm > 3)[It rings.]", 'if="calm over 3"'),
            "SC": ("<<if $calm gte 3>>It rings.<</if>>", 'if="calm at least 3"'),
            "CB": ("[if calm < 3]\nIt rings.\n[continue]", 'if="calm under 3"'),
            "SN": ("<% if (s.calm == 3) { %>It rings.<% } %>", 'if="calm is 3"'),
            "T1": ("<<if $calm gt 3>>It rings.<<endif>>", 'if="calm over 3"'),
        },
    ),
    Construct(
        "else, and one case after the other",
        {
            "H": ("(if: $calm > 3)[a](else:)[It rings.]", 'if="calm at most 3"'),
            "SC": ("<<switch $calm>><<case 1>>a<<case 2>>It rings.<</switch>>", 'if="calm is 2"'),
            "CB": ("[if calm > 3]\na\n[else]\nIt rings.\n[continue]", 'if="calm at most 3"'),
            "SN": ("<% if (s.calm > 3) { %>a<% } else { %>It rings.<% } %>", 'if="calm at most 3"'),
            "T1": ("<<if $calm gt 3>>a<<else>>It rings.<<endif>>", 'if="calm at most 3"'),
        },
    ),
    Construct(
        "condition on a visited passage",
        {
            "H": ("(if: (visited: \"Yard\"))[It rings.]", 'if="visited yard"'),
            "SC": ("<<if visited(\"Yard\")>>It rings.<</if>>", 'if="visited yard"'),
            "SN": ("<% if (hasVisited(\"Yard\")) { %>It rings.<% } %>", 'if="visited yard"'),
            "T1": ("<<if visited(\"Yard\")>>It rings.<<endif>>", 'if="visited yard"'),
        },
    ),
    Construct(
        "yes or no",
        {
            "H": ("(set: $met to true)(if: $met)[It rings.]", 'if="met at least 1"'),
            "SC": ("<<set $met to true>><<if $met is true>>It rings.<</if>>", 'if="met at least 1"'),
            "CB": ("met: true\n--\n[unless met]\nIt rings.\n[continue]", 'if="met under 1"'),
            "SN": ("<% s.met = true; %><% if (!s.met) { %>It rings.<% } %>", 'if="met under 1"'),
            "T1": ("<<set $met = true>><<if not $met>>It rings.<<endif>>", 'if="met under 1"'),
        },
    ),
    Construct(
        "condition with `or`, on words, or computed",
        told={
            "H": ("(if: $a > 1 or $b > 1)[It rings.]", ALWAYS),
            "SC": ("<<if $mood is \"calm\">>It rings.<</if>>", ALWAYS),
            "CB": ("[if f(calm)]\nIt rings.\n[continue]", ALWAYS),
            "SN": ("<% if (Math.random() > 0.5) { %>It rings.<% } %>", ALWAYS),
            "T1": ("<<if $mood is \"calm\">>It rings.<<endif>>", ALWAYS),
        },
        why="conditions are tests of meters, choices and scenes, joined by “and”",
        impossible=True,
    ),
    Construct(
        "variable that always holds one text or number",
        {
            "H": ("(set: $guest to \"Ida\")$guest waits.", "Ida waits."),
            "SC": ("<<set $guest to \"Ida\">>$guest waits.", "Ida waits."),
            "CB": ("guest: 'Ida'\n--\n{guest} waits.", "Ida waits."),
            "SN": ("<% s.guest = \"Ida\"; %><%= s.guest %> waits.", "Ida waits."),
            "T1": ("<<set $guest = \"Ida\">><<print $guest>> waits.", "Ida waits."),
        },
    ),
    Construct(
        "variable that changes, in the words",
        told={
            "H": ("$guest waits.", VALUES),
            "SC": ("$guest waits.", VALUES),
            "CB": ("{guest} waits.", VALUES),
            "SN": ("<%= s.guest %> waits.", VALUES),
            "T1": ("<<print $guest>> waits.", VALUES),
        },
        why="texts hold no variables",
        impossible=True,
    ),
    Construct(
        "words by chance or by a program",
        told={
            "H": ("(either: \"Yes\", \"No\")", "Words that readers saw"),
            "SC": ("<<= either(\"Yes\", \"No\")>>", COMPUTED),
            "CB": ("{random.d6}", VALUES),
            "SN": ("<%= Math.random() %>", COMPUTED),
            "T1": ("<<print random(1, 6)>>", COMPUTED),
        },
        why="texts hold no programs; a line may have variants",
        impossible=True,
    ),
    Construct(
        "something that readers type or pick",
        told={
            "H": ("(dropdown: bind $a, \"Yes\", \"No\")", "Words that readers saw"),
            "SC": ("<<textbox \"$a\" \"Name\">>", NOT_TRANSLATED),
            "CB": ("{text input for: 'a'}", "Words that readers saw"),
            "SN": ("<input id=\"name\">Name", "For safety something was left out"),
        },
        why="learners choose; what they type is never stored",
        impossible=True,
    ),
    Construct(
        "loop",
        told={
            "H": ("(for: each _a, 1, 2)[It rings.]", ALWAYS),
            "SC": ("<<for _a to 0; _a lt 2; _a++>>It rings.<</for>>", NOT_TRANSLATED),
            "SN": ("<% [1].forEach(function (a) { %>It rings.<% }); %>", ALWAYS),
        },
        why="texts hold no programs; the words stay, once",
        impossible=True,
    ),
    Construct(
        "words that show later, or a style",
        {
            "H": ("(after: 2s)[It rings.]", "It rings."),
            "SC": ("<<timed 2s>>It rings.<</timed>>", "It rings."),
            "CB": ("[after 2 seconds]\nIt rings.\n[continue]", "It rings."),
        },
    ),
    Construct(
        "bold, italics",
        {
            "H": ("''It'' rings //now//.", "<strong>It</strong> rings <em>now</em>"),
            "SC": ("''It'' rings //now//.", "<strong>It</strong> rings <em>now</em>"),
            "CB": ("**It** rings _now_.", "<strong>It</strong> rings <em>now</em>"),
            "SN": ("__It__ rings *now*.", "<strong>It</strong> rings <em>now</em>"),
            "T1": ("''It'' rings //now//.", "<strong>It</strong> rings <em>now</em>"),
        },
    ),
    Construct(
        "list",
        {
            "H": ("* Form\n* Pen", "<li>Form</li>"),
            "SC": ("# Form\n# Pen", "<li>Form</li>"),
            "CB": ("- Form\n- Pen", "<li>Form</li>"),
            "SN": ("1. Form\n2. Pen", "<li>Form</li>"),
            "T1": ("* Form\n* Pen", "<li>Form</li>"),
        },
    ),
    Construct(
        "heading (its words)",
        {
            "H": ("# The desk", "<cue>The desk</cue>"),
            "SC": ("!The desk", "<cue>The desk</cue>"),
            "CB": ("# The desk", "<cue>The desk</cue>"),
            "SN": ("# The desk", "<cue>The desk</cue>"),
            "T1": ("!The desk", "<cue>The desk</cue>"),
        },
    ),
    Construct(
        "picture at an address of the web",
        {
            "H": ("<img src=\"https://example.org/a.png\" alt=\"A desk\">", 'alt="A desk"'),
            "SC": ("[img[A desk|https://example.org/a.png]]", 'alt="A desk"'),
            "CB": ("{embed image: 'https://example.org/a.png', alt: 'A desk'}", 'alt="A desk"'),
            "SN": ("![A desk](https://example.org/a.png)", 'alt="A desk"'),
            "T1": ("[img[A desk|https://example.org/a.png]]", 'alt="A desk"'),
        },
    ),
    Construct(
        "picture in a folder or at a computed address",
        told={
            "H": ("<img src=\"pics/a.png\" alt=\"A desk\">", "its address can't be used"),
            "SC": ("<img @src=\"setup.path\">", NOT_TRANSLATED),
            "CB": ("{embed image: 'pics/a.png', alt: 'A desk'}", "its address can't be used"),
            "SN": ("![A desk](pics/a.png)", "its address can't be used"),
            "T1": ("[img[A desk|pics/a.png]]", "its address can't be used"),
        },
        why="the file is not in the story; upload it and add it",
    ),
    Construct(
        "line of a person: `Name: \"words\"`", {key: ("Ida: \"It rings.\"", '<line by="ida"') for key in FORMATS}
    ),
    Construct(
        "lines of people without quotation marks",
        {
            key: ("Ida: One.\n\nBo: Two.\n\nIda: It rings.\n\nBo: Four.", '<line by="ida" mood="calm">It rings.</line>')
            for key in FORMATS
        },
    ),
    Construct(
        "comment or note of the author (to the author's note)",
        {
            "H": ("<!-- Later -->", "<note>&lt;!-- Later"),
            "SC": ("/% Later %/", "<note>/% Later"),
            "CB": ("[note]\nLater\n[continue]", "<note>[note]<br/>Later"),
            "SN": ("<!-- Later -->", "<note>&lt;!-- Later"),
            "T1": ("/% Later %/", "<note>/% Later"),
        },
    ),
    Construct(
        "program or style sheet",
        told={
            "H": ("<script>x()</script>", "For safety something was left out"),
            "SC": ("<<script>>x()<</script>>", "can't run here"),
            "CB": ("[JavaScript]\nx()\n[continue]", "can't run here"),
            "SN": ("<% x(); %>", "can't run here"),
            "T1": ("<<script>>x()<</script>>", "can't run here"),
        },
        why="nothing of an import may run",
        impossible=True,
    ),
    Construct(
        "sound macro",
        told={"SC": ("<<audio \"bell\" play>>", NOT_TRANSLATED), "CB": ("{sound effect: 'bell'}", NOT_TRANSLATED)},
        why="the file is not in the story; upload it and add it",
    ),
    Construct(
        "any other macro",
        told={
            "H": ("(my-macro: 1)", NOT_TRANSLATED),
            "SC": ("<<mymacro 1>>", NOT_TRANSLATED),
            "CB": ("{my insert: 1}", NOT_TRANSLATED),
            "T1": ("<<mymacro 1>>", NOT_TRANSLATED),
        },
        why="what it does is in no file; its source stands in the author's note",
    ),
]


def build_story(story_format: str, sample: str) -> str:
    """Return a story in which the sample is what the scene Hall consists of, beside a way on."""
    back = "restart" in sample or "Start" in sample
    way = "" if back else "\n\n[[Go->Gate]]" if sample != "[[Yard]]" else ""
    return (
        f":: StoryData\n{{\"format\": \"{story_format}\", \"start\": \"Start\"}}\n\n"
        f":: Start\n[[Hall]] [[Yard]]\n\n:: Hall\n{sample}{way}\n\n"
        ":: Yard\n[[Gate]]\n\n:: Gate\nThe end.\n\n:: Desk\nA desk and a lamp.\n"
    )


def render_table() -> str:
    """Return the table for the docs."""
    rows = [f"| construct | {' | '.join(HEADS.values())} | why not |", f"|---|{'---|' * len(HEADS)}---|"]
    for row in CONSTRUCTS:
        cells = [
            "carried"
            if key in row.carried
            else "impossible"
            if key in row.told and row.impossible
            else "told"
            if key in row.told
            else "–"
            for key in HEADS
        ]
        rows.append(f"| {row.name} | {' | '.join(cells)} | {row.why} |")
    return "\n".join(rows)


def render_docs(text: str) -> str:
    """Return the text of docs/imports.md with the present table."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{render_table()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCS.write_text(render_docs(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
