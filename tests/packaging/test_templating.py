"""Templates of the package: values are escaped, missing values and missing files raise."""

import jinja2
import pytest
from markupsafe import Markup

from powerstruggle_xblock import templating

SCRIPT = "exchange/print/script.html"
VALUES = {"title": "T", "lang": "en", "direction": "ltr", "foot": "F", "blocks": ()}


def test_values_are_escaped_unless_they_are_markup():
    page = templating.render(SCRIPT, **{**VALUES, "title": "<b>&</b>"})
    assert isinstance(page, Markup)
    assert "<title>&lt;b&gt;&amp;&lt;/b&gt;</title>" in page
    assert "<title><b>x</b></title>" in templating.render(SCRIPT, **{**VALUES, "title": Markup("<b>x</b>")})


def test_a_missing_value_raises():
    with pytest.raises(jinja2.UndefinedError):
        templating.render(SCRIPT, **{name: value for name, value in VALUES.items() if name != "title"})


def test_a_missing_template_raises():
    with pytest.raises(jinja2.TemplateNotFound):
        templating.render("exchange/print/none.html")
