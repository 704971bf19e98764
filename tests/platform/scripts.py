"""Scripts that do what the platform's own do around a component: report and follow heights, scroll to places."""

REPORTS_ITS_HEIGHT = """
(() => {
  // openedx/edx-platform, lms/templates/courseware/courseware-chromeless.html: after every change of the page it tells
  // the parent the height of #content, and scrolls its own window to the top.
  // common/templates/xblock_v2/xblock_iframe.html does the same with the height of the component.
  if (window === window.parent) return;
  const content = document.querySelector("SELECTOR");
  let last = null;
  const report = (event) => {
    const height = content.CLIENT_HEIGHT;
    if (ONLY_CHANGES && event.type !== "load" && height === last) return;
    window.parent.postMessage({ type: "plugin.resize", payload: { width: content.offsetWidth, height } }, "*");
    last = height;
    window.scrollTo(0, 0);
  };
  new MutationObserver(report).observe(document.body, { attributes: true, childList: true, subtree: true });
  window.addEventListener("load", report);
  new ResizeObserver(report).observe(document.body);
})();
"""

FOLLOWS_THE_HEIGHT = """
(() => {
  // openedx/frontend-app-learning, src/courseware/course/sequence/Unit/hooks/useIFrameBehavior.ts: the frame gets the
  // height that plugin.resize names when React renders next; {offset} scrolls to a place in the frame; older releases
  // scroll to a kept place whenever a height arrives.
  const frame = document.querySelector("iframe");
  window.told = [];
  window.addEventListener("message", ({ data }) => {
    window.told.push(data);
    if (data.type === "plugin.resize") {
      setTimeout(() => { frame.style.height = `${data.payload.height + EXTRA}px`; });
      if (KEPT_PLACE !== null) window.scrollTo(0, KEPT_PLACE);
    } else if (data.offset) window.scrollTo(0, data.offset + frame.offsetTop);
  });
})();
"""


def reports_its_height(selector: str, *, measure: str, only_changes: bool) -> str:
    """Return the script of a page in a frame that reports its height.

    The height is `measure` (offsetHeight or scrollHeight) of `selector`.
    """
    return (REPORTS_ITS_HEIGHT.replace("SELECTOR", selector).replace("CLIENT_HEIGHT", measure)
            .replace("ONLY_CHANGES", str(only_changes).lower()))


def follows_the_height(*, extra: int = 0, kept_place: int | None = None) -> str:
    """Return the script of a page whose frame follows the reported height; `kept_place` is scrolled to each time."""
    place = "null" if kept_place is None else str(kept_place)
    return FOLLOWS_THE_HEIGHT.replace("EXTRA", str(extra)).replace("KEPT_PLACE", place)


KEEPS_NOTIFICATIONS = """
// Studio's runtimes have `notify`, the workbench's oldest has not: cms/static/js/xblock/cms.runtime.v1.js,
// xblock_iframe.html.
window.notified = [];
RuntimeProvider.versions[1].notify = (name, data) => {
  window.notified.push([name, data]);
  if (TO_PARENT) window.parent.postMessage({ type: "xblock-event", eventName: name, data }, "*");
};
"""


def keeps_notifications(*, to_parent: bool) -> str:
    """Return the script that gives the workbench's runtime Studio's `notify`.

    A library's page passes everything on to its parent.
    """
    return KEEPS_NOTIFICATIONS.replace("TO_PARENT", str(to_parent).lower())
