"""Whether a page fits its window whatever font it is drawn in.

Which fonts a machine has is not known, so the three are forced: only generic families, which every machine maps to some
font, drawn narrower, wider and evenly spaced.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

NARROWEST = 320
"""CSS pixels: the width at which WCAG 2.2, criterion 1.4.10 (Reflow), allows no scrolling sideways."""
FONTS = {
    "narrow serif": "font-family: serif !important; letter-spacing: -0.02em !important;",
    "wide sans": "font-family: sans-serif !important; letter-spacing: 0.08em !important;",
    "monospace": "font-family: monospace !important;",
}
_MEASURE = """() => {
    const root = document.documentElement, width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll("*")].filter((node) => {
        const box = node.getBoundingClientRect();
        return box.width > 1 && (box.right > width + 0.5 || box.left < -0.5);
    });
    const deepest = out.filter((node) => !out.some((other) => other !== node && node.contains(other)));
    const widest = deepest.slice(0, 8).map((node) => node.outerHTML.slice(0, 160));
    return [`${root.scrollWidth - width} px too wide`, ...widest];
}"""


def in_each_font(page: Page) -> Iterator[str]:
    """Draw a page in its own font and in each of the three, one after the other; yield the name of each."""
    yield "own font"
    for name, style in FONTS.items():
        tag = page.add_style_tag(content=f"*, ::before, ::after {{ {style} }}")
        yield name
        tag.evaluate("node => node.remove()")


def assert_fits(page: Page) -> None:
    """Assert that a page is no wider than its window, in its own and in each of the fonts; name what is wider."""
    found = [f"{name}: {what}" for name in in_each_font(page) for what in page.evaluate(_MEASURE)]
    assert not found, "\n".join(found)
