"""Adds the package's events to those that event-routing-backends forwards."""

from typing import Any

from ..events import NAMES


def plugin_settings(settings: Any) -> None:
    """Allow the events, in whichever order the two plugins run; without event-routing-backends change nothing.

    Its own settings (event_routing_backends/settings/common.py) append to a list that is there and build the whitelists
    from it. Where they ran first, the whitelists are built again by the same function; an operator's own settings run
    later and take precedence.
    """
    try:
        from event_routing_backends.utils.settings import event_tracking_backends_config
    except ImportError:
        return
    allowed = getattr(settings, "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS", [])
    settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS = [*allowed, *(name for name in NAMES if name not in allowed)]
    if hasattr(settings, "EVENT_TRACKING_BACKENDS_ALLOWED_CALIPER_EVENTS"):
        settings.EVENT_TRACKING_BACKENDS = (
            getattr(settings, "EVENT_TRACKING_BACKENDS", None) or {}
        ) | event_tracking_backends_config(
            settings,
            settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS,
            settings.EVENT_TRACKING_BACKENDS_ALLOWED_CALIPER_EVENTS,
        )
    if hasattr(settings, "EVENT_BUS_TRACKING_LOGS"):
        settings.EVENT_BUS_TRACKING_LOGS = {*settings.EVENT_BUS_TRACKING_LOGS, *NAMES}
