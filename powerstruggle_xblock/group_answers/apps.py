"""Registers the app in LMS and Studio (entry points `lms.djangoapp` and `cms.djangoapp`; edx-django-utils' plugins)."""

from django.apps import AppConfig


class GroupAnswersConfig(AppConfig):
    """Group answers: their tables, and what happens to them when an account is retired."""

    name = "powerstruggle_xblock.group_answers"
    label = "powerstruggle_group_answers"
    verbose_name = "Power struggle: group answers"
    default_auto_field = "django.db.models.BigAutoField"

    plugin_app = {
        "signals_config": {
            "lms.djangoapp": {
                "relative_path": "receivers",
                "receivers": [{
                    "receiver_func_name": "retire",
                    "signal_path": "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC",
                    "dispatch_uid": "powerstruggle_xblock.group_answers.receivers.retire",
                }],
            },
        },
    }
