"""What all browser tests check on a page: the findings of axe-core, and the way of the Tab key to an element."""

from pathlib import Path

from playwright.sync_api import Frame, Locator, Page, expect

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
MOST_TABS = 150


def find_axe_violations(page: Page | Frame, root: str, state: str) -> list[str]:
    """Return axe-core's findings in what a CSS selector matches; each begins with the `state` of the page."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=str(AXE))
    found = page.evaluate("root => axe.run(root, {resultTypes: ['violations']})", root)
    return [
        f"{state}: {violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until an element has the focus. Raise AssertionError where it does not get it."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {target}")


_BROKEN_WORDS = """root => {
    const found = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, within = text.parentElement;
        if (!within.checkVisibility() || within.closest("script, style, details:not([open])")) continue;
        for (const word of text.data.matchAll(/[\\p{L}\\p{N}'’]+/gu)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
            if (new Set(boxes.map(({ top }) => Math.round(top))).size > 1)
                found.push(`${word[0]} in ${within.className || within.tagName}`);
        }
    }
    return found;
}"""


def find_broken_words(root: Locator) -> list[str]:
    """Return the words in an element that go on in the next line, each with the class of what it stands in."""
    return root.evaluate(_BROKEN_WORDS)


def forbid_workers(context) -> None:
    """Let every page of a browser context come with a security policy that forbids workers."""

    def answer(route):
        if route.request.resource_type != "document":
            return route.fallback()
        response = route.fetch()
        policy = {"content-security-policy": "worker-src 'none'"}
        return route.fulfill(response=response, headers={**response.headers, **policy})

    context.route("**/*", answer)
