"""The sentences of `finding_words`: English templates, marked for translators."""

from ..notation.messages import noop

UNKNOWN = noop("Something here can't be used as it is.")

NOT_WRITTEN_HERE = noop("Words are not written yet.")
NOT_WRITTEN = {
    ("line", ""): noop("What is said here is not written yet."),
    ("reply", ""): noop("What is said in reply is not written yet."),
    ("cue", ""): noop("What is seen or done here is not written yet."),
    ("choice", "say"): noop("What is said or done is not written yet."),
    ("variant", ""): noop("This variant is not written yet."),
    ("wait", ""): noop("What waiting looks like is not written yet, for example: Stay with the silence."),
    ("about", "setting"): noop("Where it takes place is not written yet."),
    ("about", "you-need"): noop("What the learner needs is not written yet."),
    ("meter", "name"): noop("Your own meter has no name yet."),
    ("person", "name"): noop("This person has no name yet."),
    ("term", "name"): noop("The word to explain is not written yet."),
    ("term", ""): noop("What explains this word is not written yet."),
    ("statement", "words"): noop("What happens is not written yet."),
    ("stop", ""): noop("This point of the line has no words yet."),
    ("option", ""): noop("This answer has no words yet."),
    ("prompt", "words"): noop("The question is not written yet."),
}
"""What is not written yet, by the tag of the element and the issue's field."""

FIELD_NAMES = {
    "weight": noop("points"),
    "max_attempts": noop("attempts"),
    "minutes": noop("minutes"),
    "pass": noop("percent to pass"),
    "decisions": noop("decisions that count at least"),
    "draw": noop("moments drawn"),
    "cap": noop("percent at most"),
    "seconds": noop("seconds"),
    "keep": noop("what is kept"),
    "retry": noop("trying again"),
    "show": noop("what is shown"),
    "share": noop("sharing"),
    "release": noop("when the picture is shown"),
    "k": noop("people before the picture is shown"),
    "top": noop("number of the last point"),
    "round": noop("name of this time"),
    "since": noop("time to compare with"),
    "pool": noop("pool"),
    "earlier": noop("component to compare with"),
    "profile": noop("profile"),
    "role": noop("role"),
    "mood": noop("mood"),
    "move": noop("kind of reply"),
    "mistake": noop("mistake"),
    "kind": noop("kind of ending"),
}
"""The names of fields whose value has to be put right, by attribute."""

NO_SCENE_TITLE = noop("This scene has no title yet; learners hear it when they arrive.")
NO_ENDING_TITLE = noop("This ending has no title yet; it stands over the debrief.")
NO_READING = noop("No reading is named that this rests on.")
NO_FILE = noop("No file is chosen yet.")
NO_SOUND_TRANSCRIPT = noop("What the recording says is not written yet; who can't hear it reads that.")
NO_FILM_TRANSCRIPT = noop("What the film says and shows is not written yet; who can't see or hear it reads that.")
NO_START = noop("Where the talk begins is not chosen yet.")
START_IS_GONE = noop("The talk begins in a scene that is no longer there. Choose another.")
NO_TARGET = noop("Where this leads is not chosen yet.")
TARGET_IS_GONE = noop("This leads to a scene that is no longer there. Choose another.")
NO_PERSON = noop("Who says this is not chosen yet.")
PERSON_IS_GONE = noop("Who says this is no longer among the people. Choose somebody.")

NO_NUMBER = noop("This has to be a whole number from {lowest} to {highest}.")
NO_POINTS = noop("Points are a number, 0 or more.")
NOT_IN_MENU = noop('"{value}" is none of the values to choose from. Choose another.')
UNKNOWN_IN_CONDITION = {
    "meter": noop("This depends on a meter that is not there. Choose it anew."),
    "chose": noop("This depends on a choice that is not there. Choose it anew."),
    "visited": noop("This depends on a scene that is not there. Choose it anew."),
}
UNKNOWN_SKILL = noop("A skill is rated here that is not in the list. Take it out.")
UNKNOWN_METER = noop("A meter is changed here that is not there. Take it out, or add the meter.")
WAITS_AND_SPEAKS = noop("One can wait or speak, not both at once. Make it two choices.")
ONLY_ONE = noop("There is place for one of these, and this is a second. Put both into one, or take one out.")
UNSAFE_LINK = noop('The link to "{address}" can\'t be used. Use an address that begins with https://.')
UNSAFE_FORMAT = noop("Some formatting of this text can't be used and would be left out. Use the buttons at the text.")
UNSAFE_ADDRESS = noop('"{address}" can\'t be used. Use an address that begins with https:// or /static/.')
NO_CHARACTER_AFTER = noop('After "{before}" stands a character that can\'t be saved. Delete it.')
NO_CHARACTER = noop("This begins with a character that can't be saved. Delete it.")
MISPLACED_WORDS = noop('"{words}" stands where nothing reads it. Make it a note, or delete it.')
MISPLACED = noop("Something stands here that nothing reads. Delete it.")
LOOSE_WORDS = noop('"{words}" stands between the parts and would be lost. Make it a note, or delete it.')
LABEL = noop('"{word}" is a label. Say what the person does, wants or lives with.')
STAFF_FEELINGS = noop('"{words}" asks the client to look after staff feelings; that rates "weak" at most.')
LONG_LABEL = noop('"{words}" is long: more than {most} characters don\'t fit under a line on a phone.')

CHOICES_AT_A_TIME = noop("Learners see {numbers} choices at a time; three or four read best.")
CHOICES_OF_MOMENT = noop("A moment of a drill takes {least} to {most} choices.")
NOT_RATED = noop("No choice of this moment is rated, so it can't be marked.")
NOT_RATED_CHOICE = noop("This choice is not rated, though those beside it are; it counts as 0.")
NO_CHOICE = noop("There is nothing to choose here yet.")
TOO_MANY_CHOICES = noop("These are more choices than the {most} that a scene takes.")
NEVER_HOLDS = noop("On no way through it comes to this: {condition}.")
UNMET_NEED = noop('"{words}" takes for granted: {needs}. Who takes this way has not seen it: {path}.')
UNMET_AT_ONCE = noop('"{words}" takes for granted: {needs}. Learners get here at once and have not seen it.')
LENGTH_TELLS = noop("This is the strongest choice and by far the longest; its length gives it away.")
MISSING_FILE = noop('"{file}" is not among the course\'s files; learners would find nothing there.')
NO_REPAIR = noop("After this misstep, {scene} offers no strong way to repair it.")
NOBODY_SPEAKS = noop("Nobody speaks in the first scene.")
BEST_TOO_LOW = noop("Even the best way through reaches only {best}; a careful learner should reach {wanted}.")
PASSES_UNREAD = {
    "first": noop("Who always takes the first choice gets {score} and passes without reading."),
    "longest": noop("Who always takes the longest choice gets {score} and passes without reading."),
    "shortest": noop("Who always takes the shortest choice gets {score} and passes without reading."),
    "random": noop("Who chooses at random gets {score} and passes without reading."),
}
"""By how choices are taken (`scenario.fairness.Fairness.picks`)."""
SIGN_OFF_VOID = noop("{name} signed another version of the text on {date}; that no longer counts.")
READING_LEVEL = noop("The texts read at US grade {grade}; at most {most} keeps everybody with you.")

STOPS = noop("The line takes {fewest} to {most} stops and has {number}.")
OPTIONS = noop("There can be 1 to {most} answers; here are {number}.")
MANY_STATEMENTS = noop("A component takes at most {most} events and has {number}; eight to sixteen are enough.")
MANY_PROMPTS = noop("A component takes at most {most} questions and has {number}; two or three are enough.")
BAD_NAME = noop("Use small letters, digits and hyphens, beginning with a letter, at most 32.")
BAD_ADDRESS = noop("This can't be the last part of that component's address.")

BY_CODE = {
    "unreadable": noop("What is stored can't be read as a component of this kind."),
    "not-xml": noop("What is stored can't be read. Open it, and every word of it is in a note."),
    "same-variant": noop("Another variant has the same words, so this one is left out."),
    "many-variants": noop("A text takes eight variants at most; the others are left out."),
    "unknown-attribute": noop("Something is set here that nothing reads; it is left out."),
    "bad-id": noop("Its name for records can't be used. Duplicate it and delete this one: the copy gets a name."),
    "double-id": noop("Another part has the same name for records. Duplicate this one and delete it: the copy is new."),
    "bad-condition": noop("What this depends on can't be read. Choose it anew."),
    "not-markup": noop("The formatting of this text does not fit together. Type the text anew."),
    "empty-level": noop("No skill is rated here yet."),
    "no-scene": noop("There is no scene yet."),
    "no-ending": noop("There is no ending yet."),
    "no-start": NO_START,
    "no-kind": noop("What kind of ending this is, is not chosen yet."),
    "no-their-view": noop("How it was for the client, in their own words, is not written yet."),
    "no-alt": noop("What the picture shows is not written yet; who can't see it hears that."),
    "no-captions": noop("The film has no captions yet."),
    "bad-sign-off": noop("This sign-off lacks a name, a role, a date or the version that was read; it does not count."),
    "bad-date": noop("This is no day. Write year-month-day, as in 2026-03-31."),
    "portrait": noop("The portrait is not in the set. Choose another."),
    "bad-map-position": noop("Its place on the map can't be read; the map finds one by itself."),
    "unreachable": noop("Nothing leads here."),
    "no-way-out": noop("From here no way leads to an ending."),
    "all-closed": noop("Every choice here can be closed at once. Leave one without a condition."),
    "no-decision": noop("No choice is rated, so there is nothing to grade."),
    "needs-untested": noop("There are too many ways through to follow them all; not all that texts need was tested."),
    "one-good": noop("Fewer than two choices here are workable; good colleagues differ."),
    "feedback-parts": noop("The feedback lacks what it did, why, or what to try instead."),
    "no-feedback": noop("This choice has no feedback."),
    "no-about": noop("Nothing is told beforehand: learners would begin without knowing where they are."),
    "small-deck": noop("There are fewer moments than are drawn. Write more, or draw fewer."),
    "not-in-a-drill": noop("This has no place in a drill: a moment ends with its choice, and what follows is drawn."),
    "other-moment": noop("This depends on another moment, and nobody knows which moments are drawn together."),
    "magic-phrase": noop("No choice is worth more or less when tension is high; the same words don't always fit."),
    "plain-label": noop("This is shown as plain words, without its formatting."),
    "no-statement": noop("There is no event yet."),
    "same-round": noop("Both times have the same name: there is no earlier one to compare with."),
    "no-since": noop("Which time of the other component to compare with is not chosen yet."),
    "look-back-line": noop("Looking back on each event goes with averages only; two lines each are too many."),
    "no-next": noop("An event asks what people do next, and there are no answers to choose from yet."),
    "no-closing": noop("There is no closing text: after seeing the line, people need a last word to leave with."),
    "no-scale": noop("The line has no stops yet, from one end to the other."),
    "top": noop("With so many stops, this number does not give whole numbers for each."),
    "no-prompt": noop("There is no question yet."),
    "same-words": noop("This example says the same as the question."),
}
"""The sentences without values, by code."""
