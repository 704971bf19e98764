"""A program that reads events as JSON, lets event-routing-backends make xAPI statements of them, and prints those.

Its own processor does it, with the settings its plugin and ours make. What it needs of the platform is in `platform/`;
times and session are those of a tracked event (eventtracking/tracker.py).
"""

import json
import sys

from .lms import set_up


def tracked(number: int, event: dict) -> dict:
    """Return an event as the tracker passes it to its backends (the shape of event-routing-backends' own fixtures)."""
    kind = "_".join(event["name"].split(".")[:2])
    return {
        "name": event["name"],
        "timestamp": f"2026-01-31T09:00:{number:02}.000000+00:00",
        "data": event["data"],
        "context": {
            "user_id": 7,
            "username": "ann",
            "session": "a-session",
            "course_id": "course-v1:org+course+run",
            "org_id": "org",
            "event_source": "server",
            "path": "/handler/choose",
            "module": {"display_name": "A title", "usage_key": f"block-v1:org+course+run+type@{kind}+block@talk"},
        },
    }


def main() -> None:
    """Read, transform, print."""
    set_up()
    from django.conf import settings
    from event_routing_backends.processors.xapi.transformer_processor import XApiProcessor
    from eventtracking.processors.whitelist import NameWhitelistProcessor

    allowed = NameWhitelistProcessor(whitelist=settings.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS)
    passed = allowed([tracked(number, event) for number, event in enumerate(json.load(sys.stdin))])
    print(json.dumps(XApiProcessor()(passed)))


if __name__ == "__main__":
    main()
