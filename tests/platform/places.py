"""The places in which the platform shows a component: the workbench's page in the platform's markup and rules.

The component, its files and its handlers are the workbench's own; only the page around them is another one. A parent
page comes from another origin: the same host, another port.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Frame, Page, expect

from tests.platform import scripts

RULES = Path(__file__).resolve().parent / "rules"
_PARTS = re.compile(
    r"<head>(?P<head>.*?)<style>.*?</style>\s*</head>.*?<main>(?P<block>.*)</main>(?P<foot>.*)</body>", re.DOTALL
)
RUNTIME = "/runtime/1.js' type='application/javascript'></script>"
PARENT = "http://127.0.0.1:9/"
"""The parent page: no server is asked, the browser gets it from the test."""
SANDBOX = (
    "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin "
    "allow-scripts allow-top-navigation-by-user-activation"
)
NAVIGATION_HEIGHT = 220
"""Pixels above the unit in the learning application: header, course tabs, the sequence's navigation."""


def _rules(*names: str) -> str:
    return "".join(f"<style data-platform>{(RULES / name).read_text(encoding='utf-8')}</style>" for name in names)


def _page(parts: dict[str, str], *, rules: tuple[str, ...], body: str, around: str, script: str = "") -> str:
    """Put a component's page together.

    The rules come after the component's own stylesheet, so that they win where they have the same specificity.
    """
    content = around.replace("BLOCK", parts["block"])
    return (
        f"<!DOCTYPE html><html lang='en' style='height:100%'><head>{parts['head']}{_rules(*rules)}</head>"
        f"<body {body}>{content}{parts['foot']}<script>{script}</script></body></html>"
    )


def unit(parts: dict[str, str]) -> str:
    """Return the LMS's page of one unit, as the learning application's frame shows it.

    Its sources are courseware-chromeless.html and vert_module.html.
    """
    around = (
        "<div class='content-wrapper main-container' id='content'><div class='course-wrapper chromeless'>"
        "<section class='course-content' id='course-content' style='display:block;width:auto;margin:0'><main id='main'>"
        "<div class='xblock xblock-student_view xblock-student_view-vertical'><div class='vert-mod'>"
        "<div class='vert vert-0'>BLOCK</div></div></div></main></section></div></div>"
    )
    return _page(
        parts,
        rules=("lms_unit.css",),
        body="class='view-in-course view-courseware courseware view-in-mfe'",
        around=around,
        script=scripts.reports_its_height("#content", measure="offsetHeight", only_changes=True),
    )


def studio_modal(parts: dict[str, str]) -> str:
    """Return Studio's own modal window around an editor: 435 pixels high, with a scroll bar.

    Its sources are basic-modal.underscore and edit-xblock-modal.
    """
    return _editor(parts, ("studio.css",), "wrapper-modal-window")


def authoring_modal(parts: dict[str, str]) -> str:
    """Return the page `/xblock/KEY/action/edit`, which the authoring application shows in a frame.

    It is the same window with other rules.
    """
    return _editor(parts, ("studio.css", "authoring_iframe.css"), "wrapper wrapper-modal-window")


def _notifying(parts: dict[str, str], *, to_parent: bool) -> dict[str, str]:
    """Give the page's runtime Studio's `notify`."""
    script = f"<script>{scripts.keeps_notifications(to_parent=to_parent)}</script>"
    return {**parts, "foot": parts["foot"].replace(RUNTIME, RUNTIME + script)}


def _editor(parts: dict[str, str], rules: tuple[str, ...], wrapper: str) -> str:
    parts = _notifying(parts, to_parent=False)
    return _page(parts, rules=rules, body="class='view-container' style='margin:0'", around=(
        f"<div class='wrapper {wrapper}'><div class='modal-window-overlay'></div>"
        "<div class='modal-window modal-lg modal-editor confirm' style='top:40px;left:2.5%'>"
        "<div class='edit-xblock-modal'>"
        "<div class='modal-header'><h2 class='title modal-window-title'>Editing</h2></div>"
        "<div class='modal-content'><div class='xblock-editor'>BLOCK</div></div></div></div></div>"))


def library(parts: dict[str, str]) -> str:
    """Return a library's page of one component, in a frame of the authoring application.

    Its source is common/templates/xblock_v2/xblock_iframe.html.
    """
    parts = _notifying(parts, to_parent=True)
    return _page(parts, rules=("studio.css", "authoring_iframe.css"),
                 body="class='view-container' style='background-color:white;height:auto'",
                 around="<div id='content' class='wrapper xblock-iframe-content'>BLOCK</div>",
                 script=scripts.reports_its_height(".xblock-v1", measure="scrollHeight", only_changes=False)
                 ).replace("style='height:100%'", "style='height:100vh'")


def studio_unit(parts: dict[str, str]) -> str:
    """Studio's page of a unit, with the author's card in it (studio_xblock_wrapper.html)."""
    return _page(parts, rules=("studio.css",), body="class='view-container'", around=(
        "<div class='wrapper'><div class='studio-xblock-wrapper'><section class='wrapper-xblock level-element'>"
        "<article class='xblock-render'>BLOCK</article></section></div></div>"))


def web_view(parts: dict[str, str]) -> str:
    """Return the LMS's page of one component, as the iOS app shows it, with the app's own rules.

    Its source is courseware-chromeless.html; the rules are those of ColorInversionInjection.swift and
    ReadabilityInjection.swift of openedx-app-ios.
    """
    around = (
        "<div class='content-wrapper main-container' id='content'><div class='course-wrapper chromeless'>"
        "<section class='course-content' id='course-content' style='display:block;width:auto;margin:0'><main id='main'>"
        "BLOCK</main></section></div></div>"
    )
    return _page(
        parts,
        rules=("lms_unit.css", "ios_app.css"),
        body="class='view-in-course view-courseware courseware'",
        around=around,
    )


def show(page: Page, workbench, address: str, place: Callable[[dict[str, str]], str]) -> None:
    """Let the page of a component stand in a place whenever this window opens it, in a frame or not."""
    def answer(route):
        response = route.fetch()
        parts = _PARTS.search(response.text())
        assert parts, f"the workbench's page of {address} is made otherwise now"
        route.fulfill(response=response, body=place(parts.groupdict()))

    page.route(lambda url: url.startswith(f"{workbench.url}/scenario/{address}"), answer)


def parent(
    page: Page, inner: str, *, frame: str, script: str, before: int = NAVIGATION_HEIGHT, within: str = ""
) -> Frame:
    """Open a page of another origin with the component's page in a frame; return the frame when it has loaded."""
    page.route(f"{PARENT}**", lambda route: route.fulfill(content_type="text/html", body=(
        "<!DOCTYPE html><html lang='en'>"
        "<head><meta name='viewport' content='width=device-width,initial-scale=1'></head>"
        f"<body style='margin:0'><div style='height:{before}px'>Navigation</div><div style='{within}'>"
        f"<iframe id='unit-iframe' title='Unit' referrerpolicy='origin' src='{inner}' {frame}></iframe></div>"
        f"<div style='height:300px'>Footer</div><script>{script}</script></body></html>")))
    page.goto(PARENT)
    found = next(one for one in page.frames if one.parent_frame)
    found.wait_for_load_state()
    return found


def learning_application(page: Page, workbench, address: str, *, kept_place: int | None = None) -> Frame:
    """Open a unit as the learning application shows it, and wait until its frame is as tall as its content.

    The source is ContentIFrame.jsx of frontend-app-learning.
    """
    show(page, workbench, address.split("?", maxsplit=1)[0], unit)
    frame = parent(
        page,
        f"{workbench.url}/scenario/{address}",
        frame="height='0' scrolling='no' style='width:100%;border:0;display:block'",
        script=scripts.follows_the_height(kept_place=kept_place),
    )
    # While the frame grows, what is pointed at moves between the press and the release of a button.
    expect(frame.locator(".ps-loading")).to_have_count(0)
    wait_for_height(frame)
    return frame


def wait_for_height(here: Frame | Page) -> None:
    """Wait until a frame is as tall as what is in it; a page of its own has the height of its window."""
    if isinstance(here, Frame):
        here.wait_for_function("() => innerHeight > 0 && document.scrollingElement.scrollHeight <= innerHeight + 1")


def library_application(page: Page, workbench, address: str) -> Frame:
    """Open an editor as a library shows it.

    The sources are src/editors/AdvancedEditor.tsx and LibraryBlock.tsx of frontend-app-authoring.
    """
    show(page, workbench, address.split("?", maxsplit=1)[0], library)
    return parent(
        page,
        f"{workbench.url}/scenario/{address}",
        before=64,
        within="height:calc(100vh - 64px);overflow:auto",
        frame="scrolling='yes' style='width:100%;border:0;height:0;min-height:70vh'",
        script=scripts.follows_the_height(extra=10),
    )


def authoring_application(page: Page, workbench, address: str) -> Frame:
    """Open an editor as the authoring application shows it from a unit: a frame over the whole window.

    The source is src/generic/modal-iframe/index.tsx of frontend-app-authoring. Its `sandbox` lets no file be downloaded
    but in Ulmo.
    """
    show(page, workbench, address.split("?", maxsplit=1)[0], authoring_modal)
    return parent(page, f"{workbench.url}/scenario/{address}", before=0, within="position:fixed;inset:0",
                  frame=f"style='width:100%;height:100%;border:0' sandbox='{SANDBOX}'",
                  script=scripts.follows_the_height())
