"""Registers events and the records command in the LMS (entry point `lms.djangoapp`; edx-django-utils' plugins). It has no tables."""

from django.apps import AppConfig, apps


class AnalyticsConfig(AppConfig):
    """Analytics: xAPI transformers where event-routing-backends is installed, and `powerstruggle_records`."""

    name = "powerstruggle_xblock.analytics"
    label = "powerstruggle_analytics"
    verbose_name = "Power struggle: analytics"

    plugin_app = {"settings_config": {"lms.djangoapp": {"common": {"relative_path": "settings.common"}}}}

    def ready(self):
        """Register the transformers; without event-routing-backends there is nobody to register them with."""
        if apps.is_installed("event_routing_backends"):
            from . import xapi  # noqa: F401
