"""Find the words that an author wrote in the parameters of H5P content types; a player's own button texts are none.

Which parameters hold a player's texts follows from the semantics.json of each library. Texts without an attribute for
allowed tags are stored with the characters &, <, >, " and ' as entities.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import unescape

from ..budget import ImportBudget
from . import html_import

_CREDITS = frozenset(("metadata", "copyright"))
"""Keys of objects that `h5p_credits` collects. A copyright may be a text, too."""
_SETTINGS = frozenset((
    "l10n", "UI", "override", "behaviour", "closeButtonLabel", "hotspotNumberLabel", "containsAudioVideoLabel",
    "confirmCheck", "confirmRetry", "confirmStartingOver", "playback", "quality", "expandImage", "minimizeImage",
    "playAudio", "pauseAudio", "audioNotSupported", "defaultTrackLabel",
))
"""Keys of a player's own settings and button texts, whatever stands under them."""
_FEEDBACK = "feedback"
"""How keys begin under which an author's words stand among the settings of a question's behaviour."""
_TRACKS = frozenset(("textTracks", "a11y"))
_NO_TEXTS = frozenset((
    "path", "mime", "id", "subContentId", "library", "contentType", "contentName", "kind", "srcLang", "width", "height",
    "x", "y", "backgroundColor", "color", "version", "machineName", "defaultLanguage", "language", "type", "fit",
    "display", "buttonSize", "goToSlideType", "embedType", "contentBehaviour", "forceContentFinished", "displayType",
    "libraryTitle", "icon", "iconType", "codecs", "minWidth", "aspectRatio", "useSeparator", "hTag", "playerMode",
    "borderStyle", "borderWidth", "borderRadius", "borderColor", "fillColor", "mode",
))
"""Keys whose texts and numbers are for programs; an object under such a key may hold words all the same."""
_BUTTONS = {
    "H5P.Dialogcards": (
        "answer next prev retry correctAnswer incorrectAnswer round cardsLeft nextRound startOver showSummary summary "
        "summaryCardsRight summaryCardsWrong summaryCardsUnseen summaryCardsNotShown summaryCardsCompleted "
        "summaryCompletedRounds summaryOverallScore summaryAllDone progressText cardFrontLabel cardBackLabel "
        "tipButtonLabel"),
    "H5P.Blanks": (
        "showSolutions tryAgain checkAnswer submitAnswer notFilledOut answerIsCorrect answerIsWrong answeredCorrectly "
        "answeredIncorrectly solutionLabel inputLabel inputHasTipLabel tipLabel scoreBarLabel a11yCheck "
        "a11yShowSolution a11yRetry a11yCheckingModeHeader"),
    "H5P.Summary": (
        "solvedLabel scoreLabel resultLabel labelCorrect labelIncorrect alternativeIncorrectLabel labelCorrectAnswers "
        "tipButtonLabel scoreBarLabel progressText"),
    "H5P.Essay": (
        "checkAnswer submitAnswer tryAgain showSolution feedbackHeader solutionTitle remainingChars notEnoughChars "
        "messageSave ariaYourResult ariaNavigatedToSolution ariaCheck ariaShowSolution ariaRetry"),
    "H5P.GoToQuestion": "continueButtonLabel",
}
"""Parameters of a library that are a player's button texts, where other content types have words of these names."""
_COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}\Z|rgba?\([0-9., %]*\)\Z")
_ENTITIES = {"&quot;": '"', "&#039;": "'", "&#39;": "'"}


def parse_machine_name(library: object) -> str:
    """Return the name without version, for example "H5P.Video" of "H5P.Video 1.6"; "" for anything but a string."""
    return library.strip().split(" ")[0] if isinstance(library, str) else ""


def unescape_entities(text: str) -> str:
    """Return an address or a path as it was before H5P stored its special characters as entities."""
    return unescape(text, _ENTITIES)


def collect_texts(value: object, budget: ImportBudget, library: str = "") -> list[str]:
    """Return every text for people in a JSON value, as plain lines in their order.

    `library` is the content type whose parameters the value is, where it is some.
    """
    found: list[str] = []
    waiting = [(value, library)]
    while waiting:
        row, kind = waiting.pop()
        if isinstance(row, str):
            budget.spend()
            words = html_import.format_all_words(row)
            found += [words] if words and not _COLOR.match(words) else []
        elif isinstance(row, dict):
            waiting += reversed(list(_iterate_inner(row, kind)))
        elif isinstance(row, list):
            waiting += [(inner, kind) for inner in reversed(row)]
    return found


def has_settings(value: object, library: str = "") -> bool:
    """Return whether a JSON value, the parameters of a content type, holds a player's settings or button texts."""
    waiting = [(value, library)]
    while waiting:
        row, kind = waiting.pop()
        if isinstance(row, dict):
            if any(row.get(key) for key in _SETTINGS) or any(
                    isinstance(row.get(key), str) for key in _BUTTONS.get(kind, "").split()):
                return True
            inside = parse_machine_name(row.get("library"))
            waiting += [(inner, inside if key == "params" else "") for key, inner in row.items()]
        elif isinstance(row, list):
            waiting += [(inner, kind) for inner in row]
    return False


def _iterate_inner(row: dict[str, Any], library: str) -> Iterator[tuple[object, str]]:
    """Yield what may hold words in an object, each with the content type whose parameters it is."""
    inner_library = parse_machine_name(row.get("library"))
    buttons = _BUTTONS.get(library, "").split()
    for key, inner in row.items():
        is_object = isinstance(inner, dict | list)
        if key in _CREDITS or key in _TRACKS or (not is_object and (key in _NO_TEXTS or key in buttons)):
            continue
        if key == "params" and inner_library:
            yield inner, inner_library
        elif key not in _SETTINGS:
            yield inner, ""
        elif key == "behaviour" and isinstance(inner, dict):
            yield from ((text, "") for name, text in inner.items() if name.startswith(_FEEDBACK))
