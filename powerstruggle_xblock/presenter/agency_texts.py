"""An agency's own texts: whom to turn to, how to report, and when somebody answers.

The course's staff write them into the course's settings, the operator into the platform's. What is written there may be
anything: a text that can't be used is told as an issue, and the operator's is shown in its place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..notation import markup
from ..notation.issues import did_you_mean
from ..notation.messages import TranslatableMessage, msg
from .safe_html import sanitize_html

NAMES = ("support", "reporting", "hours")
MAX_LENGTH = 2000
"""Characters of one text."""
_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)")
_LINK = re.compile(r"""href\s*=\s*["']([^"']*)["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgencyTexts:
    """The texts that are shown, by name, and what is wrong with those in the course's settings."""

    texts: Mapping[str, str]
    issues: tuple[TranslatableMessage, ...] = ()

    def get(self, name: str) -> str:
        """Return a text in the notation's markup, or "" where there is none."""
        return self.texts.get(name, "")


def choose_texts(of_course: Any, of_operator: Mapping[str, Any]) -> AgencyTexts:
    """Return the course's texts where they can be used, else the operator's.

    `of_course` is what the course's settings hold for this package, of any kind; None for nothing.
    """
    operators = {name: str(of_operator.get(name) or "") for name in NAMES}
    if of_course is None:
        return AgencyTexts(operators)
    if not isinstance(of_course, Mapping):
        shape = '{"support": "…", "reporting": "…", "hours": "…"}'
        return AgencyTexts(operators, (
            msg(
                "The agency's texts in the course's settings can't be read: they have to look like {shape}. "
                "The operator's texts are shown until then.",
                shape=shape,
            ),
        ))  # fmt: skip
    issues: list[TranslatableMessage] = [_unknown_name(str(name)) for name in of_course if name not in NAMES]
    courses = {name: _read_text(name, of_course.get(name), issues) for name in NAMES}
    return AgencyTexts({name: courses[name] or operators[name] for name in NAMES}, tuple(issues))


def _unknown_name(name: str) -> TranslatableMessage:
    return msg(
        "\"{name}\" in the course's settings is no text of an agency; there are support, reporting and hours{hint}",
        name=name[:60],
        hint=did_you_mean(name, NAMES),
    )


def _read_text(name: str, value: Any, issues: list[TranslatableMessage]) -> str:
    """Return a text that can be shown, or "" where there is none; what is wrong with it goes into `issues`."""
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        issues.append(msg(
            "The text \"{name}\" in the course's settings has to stand in quotation marks, as one text. "
            "The operator's is shown until then.",
            name=name,
        ))  # fmt: skip
        return ""
    if len(value) > MAX_LENGTH:
        issues.append(msg(
            "The text \"{name}\" in the course's settings has {count} characters; it may have {most}. "
            "The operator's is shown until then.",
            name=name, count=len(value), most=MAX_LENGTH,
        ))  # fmt: skip
        return ""
    _check_markup(name, value, issues)
    if markup.plain_text(sanitize_html(value)):
        return value
    if value.strip():
        issues.append(msg(
            "The text \"{name}\" in the course's settings has no words that can be shown. "
            "The operator's is shown until then.",
            name=name,
        ))  # fmt: skip
    return ""


def _check_markup(name: str, value: str, issues: list[TranslatableMessage]) -> None:
    known = (*markup.BLOCKS, *markup.MARKS)
    tags = {tag.lower() for tag in _TAG.findall(value)} - set(known)
    if tags:
        issues.append(msg(
            "In the text \"{name}\" of the course's settings, the markup {tags} is left out; texts take {known}.",
            name=name, tags=", ".join(sorted(tags)), known=", ".join(known),
        ))  # fmt: skip
    for address in _LINK.findall(value):
        if not markup.is_safe_link(address):
            issues.append(msg(
                "In the text \"{name}\" of the course's settings, a link to \"{address}\" is not let through; "
                "use an address that begins with https://",
                name=name, address=address[:60],
            ))  # fmt: skip
