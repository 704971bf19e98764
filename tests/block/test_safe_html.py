"""Where links of sanitized texts may lead: to the web, to mail, to phones, and to a course's own files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.presenter.safe_html import render_html, sanitize_html

LINK = '<a href="{}">read</a>'


@pytest.mark.parametrize("address", [
    "//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example", "javascript:alert(1)", "evil",
    "&#47;/evil.example", "data:text/html,x", "/&#9;/evil.example",
])  # fmt: skip
def test_a_link_to_elsewhere_loses_its_address(address):
    assert sanitize_html(LINK.format(address)) == '<a rel="noopener noreferrer">read</a>'


@pytest.mark.parametrize("address", ["https://a.example/x?y=1&amp;z", "mailto:a@b.example", "tel:112", "/static/a.pdf"])
def test_a_link_that_the_notation_allows_is_kept(address):
    assert f'href="{address}"' in sanitize_html(LINK.format(address))
    assert "href" in render_html(LINK.format(address), str)


@given(st.text(alphabet="/\\\t\n:.aehpst#? &;1", max_size=20))
def test_no_address_gets_through_that_the_notation_refuses(address):
    found = sanitize_html(LINK.format(address))
    assert "href" not in found or markup.is_safe_link(
        found.split('href="')[1].split('"')[0].replace("&amp;", "&").replace("&nbsp;", "\u00a0")
    )


def test_the_other_attributes_stay():
    assert sanitize_html('<span lang="de" dir="ltr">x</span>') == '<span lang="de" dir="ltr">x</span>'
