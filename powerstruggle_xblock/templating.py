"""HTML templates of the package, rendered with Jinja2.

Every template is a file of the package. Autoescaping is always on: a value that is HTML already has to be a
`markupsafe.Markup`.
"""

import json
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from .resources import package_file


def render(template_path: str, **values: object) -> Markup:
    """Return a template's HTML, filled in with `values`.

    `template_path` is the template's path from the package's folder, for example `exchange/print/script.html`;
    templates name each other by the same kind of path. Raises `jinja2.TemplateNotFound` where there is no such file
    and `jinja2.UndefinedError` where the template uses a value that is missing.
    """
    return Markup(_environment().get_template(template_path).render(values))


def script_json(data: object) -> Markup:
    """Return JSON that can stand inside a <script> element whatever texts are in it."""
    text = json.dumps(data, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_load_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _load_source(template_path: str) -> str | None:
    """Return a template's source, or None where the package has no such file."""
    file = package_file(template_path)
    return file.read_text(encoding="utf-8") if file.is_file() else None
