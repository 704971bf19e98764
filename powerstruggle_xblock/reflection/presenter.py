"""Build what the browser gets of a reflection: sanitized questions, and the texts that learners shared.

The JSON keys are those of the browser's contract and of earlier releases.
"""

from collections.abc import Callable, Iterable

from ..group_answers.api import SharedText
from ..notation import markup
from ..presenter.safe_html import render_html, render_optional_html
from .model import Prompt, Reflection


def build_prompts(reflection: Reflection, static_url: Callable[[str], str], *, with_examples: bool) -> list[dict]:
    """Return the questions as safe HTML, each with its example answers if `with_examples`.

    `static_url` returns the URL at which a course's own file is served.
    """
    return [_build_prompt(prompt, static_url, with_examples) for prompt in reflection.prompts]


def _build_prompt(prompt: Prompt, static_url: Callable[[str], str], with_examples: bool) -> dict:
    return {
        "id": prompt.id,
        "words": render_html(prompt.words, static_url),
        "plain": markup.plain_text(prompt.words),
        "hint": render_optional_html(prompt.hint, static_url),
        "examples": [render_html(example, static_url) for example in prompt.examples] if with_examples else [],
    }


def group_shared_texts(
    reflection: Reflection, texts: Iterable[SharedText], static_url: Callable[[str], str]
) -> list[dict]:
    """Return the shared texts under their questions, in the order of the questions.

    Texts at removed questions come last; their "words" are None.
    """
    by_prompt: dict[str, list[str]] = {prompt.id: [] for prompt in reflection.prompts}
    for text in texts:
        by_prompt.setdefault(text.prompt_id, []).append(text.text)
    return [
        {"words": _find_question(reflection, id_, static_url), "texts": shared}
        for id_, shared in by_prompt.items()
        if shared
    ]


def _find_question(reflection: Reflection, prompt_id: str, static_url: Callable[[str], str]) -> str | None:
    prompt = reflection.prompt(prompt_id)
    return render_html(prompt.words, static_url) if prompt else None
