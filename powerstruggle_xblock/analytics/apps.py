"""Registers events and the records command in the LMS.

The entry point is `lms.djangoapp`, for the plugins of edx-django-utils. The app has no tables.
"""

from django.apps import AppConfig, apps


class AnalyticsConfig(AppConfig):
    """Analytics: xAPI transformers where event-routing-backends is installed, and `powerstruggle_records`."""

    name = "powerstruggle_xblock.analytics"
    label = "powerstruggle_analytics"
    verbose_name = "Power struggle: analytics"

    plugin_app = {"settings_config": {"lms.djangoapp": {"common": {"relative_path": "settings.common"}}}}

    def ready(self) -> None:
        """Register the xAPI transformers where event-routing-backends is installed."""
        if apps.is_installed("event_routing_backends"):
            from . import xapi  # noqa: F401
