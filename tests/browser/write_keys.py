"""A script of keys that writes twelve scenes with four choices each, and what it costs."""

from dataclasses import dataclass, field

SCENES = (
    ("The desk", "guarded", "Third time. What is it now?"),
    ("The second page", "angry", "You said Monday. It was Monday."),
    ("The chair", "tired", "I am not sitting down for this."),
    ("The phone", "wry", "Your line was busy. All week."),
    ("The list", "guarded", "That is not my name."),
    ("The bus pass", "afraid", "Friday it stops. Then what?"),
    ("The other desk", "angry", "She told me the opposite."),
    ("The copy", "calm", "I had that copied twice."),
    ("The window", "sad", "I used to set type, you know."),
    ("The question", "guarded", "Why do you ask me that?"),
    ("The offer", "wry", "And what do you get out of it?"),
    ("The pen", "calm", "Give me the pen, then."),
)
"""Title, mood and words of each scene."""

CHOICES = (
    ("Three trips for one paper.", ("!ref", "str", "lis"), "That was one sentence.", "He heard his week."),
    ("As I said, we need every page.", ("!explain-a", "wea", "cla"), "As you said.", "He heard Monday again."),
    ("It takes a signature, that is all.", ("!answ", "wor", "cla"), "Where?", "It is short and true."),
    ("You could also come tomorrow.", ("!two", "har", "tim"), "Tomorrow.", "It sends him away once more."),
)
"""Words of each choice; how its move, its rating and the rated skill begin; the answer; the feedback."""


@dataclass
class Keys:
    """Presses keys one by one and counts them: those of the words that learners read apart from all others."""

    page: object
    words: int = 0
    others: int = 0
    pressed: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Type what learners read."""
        self.words += len(text)
        self.page.keyboard.insert_text(text)

    def sign(self, text: str) -> None:
        """Type what makes the structure."""
        self.others += len(text)
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.others += 1
        self.page.keyboard.press(key)


def write_twelve_scenes(keys: Keys) -> None:
    """Write them in the Write pane of a component that holds nothing; the cursor stands in the title."""
    keys.say("The form")
    keys.press("Enter")
    keys.say("A front desk. One other person waits.")
    keys.press("Enter")
    keys.say("A signature today.")
    keys.press("Enter")
    keys.say(SCENES[0][0])
    keys.press("Enter")
    for number, (_, mood, line) in enumerate(SCENES):
        write_scene(keys, number, mood, line)
    for view in ("She told me once, and it was true.", "I left with nothing again."):
        keys.say(view)
        keys.press("Enter")
        keys.press("Enter")


def write_scene(keys: Keys, number: int, mood: str, line: str) -> None:
    """Write one scene: a line, and four choices with move, rating, answer and feedback."""
    keys.sign(f"Walter ({mood[:3]}")
    keys.press("Tab")
    keys.say(line)
    keys.press("Enter")
    keys.sign("- ")
    targets = targets_of(number)
    for at, (words, marks, answer, why) in enumerate(CHOICES):
        if at:
            keys.press("Enter")
        keys.say(words)
        keys.sign(" -> ")
        title, typed = targets[at]
        keys.sign(typed or title)
        if typed:
            keys.press("Tab")
        keys.press("Enter")
        for mark in marks:
            keys.sign(", " if mark == marks[1] else "")
            keys.sign(mark)
            keys.press("Tab")
        keys.press("Enter")
        keys.sign("W")
        keys.press("Tab")
        keys.say(answer)
        keys.press("Enter")
        keys.sign("w")
        keys.press("Tab")
        keys.say(why)
        keys.press("Enter")
    keys.press("Enter")
    keys.press("Enter")


def targets_of(number: int) -> list[tuple[str, str]]:
    """Return where the choices of a scene lead, and how what is there already begins; "" where the name is new."""
    titles = [title for title, _, _ in SCENES]
    last = len(titles) - 1
    if number == last:
        return [("=Signed", ""), ("Signed", "Sig"), ("Signed", "Sig"), ("Not today", "Not")]
    on, far = titles[number + 1], titles[min(number + 2, last)]
    new_on = "" if number == 0 else on[:7]
    new_far = "" if number < last - 1 else far[:7]
    return [(on, new_on), (on, on[:7]), (far, new_far), ("=Not today", "") if number == 0 else ("Not today", "Not")]
