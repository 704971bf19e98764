"""Puts the package's events among those that event-routing-backends passes on."""

from ..events import NAMES


def plugin_settings(settings) -> None:
    """Allow the events, whichever of the two plugins is asked first; without event-routing-backends change nothing.

    Its own settings (event_routing_backends/settings/common.py) append to a list that is there and build the whitelists from it.
    Where they came first, the whitelists are built again by the same function; an operator's own come later, and win.
    """
    try:
        from event_routing_backends.utils.settings import event_tracking_backends_config
    except ImportError:
        return
    allowed = getattr(settings, "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS", [])
    settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS = [*allowed, *(name for name in NAMES if name not in allowed)]
    if hasattr(settings, "EVENT_TRACKING_BACKENDS_ALLOWED_CALIPER_EVENTS"):
        settings.EVENT_TRACKING_BACKENDS = (getattr(settings, "EVENT_TRACKING_BACKENDS", None) or {}) | event_tracking_backends_config(
            settings, settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS, settings.EVENT_TRACKING_BACKENDS_ALLOWED_CALIPER_EVENTS)
    if hasattr(settings, "EVENT_BUS_TRACKING_LOGS"):
        settings.EVENT_BUS_TRACKING_LOGS = {*settings.EVENT_BUS_TRACKING_LOGS, *NAMES}
