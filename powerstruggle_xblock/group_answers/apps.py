"""Registers the app in LMS and Studio (entry points `lms.djangoapp` and `cms.djangoapp`; edx-django-utils)."""

from django.apps import AppConfig


class GroupAnswersConfig(AppConfig):
    """The app: its tables, and the receiver of the signal that retires an account."""

    name = "powerstruggle_xblock.group_answers"
    label = "powerstruggle_group_answers"
    verbose_name = "Power struggle: group answers"

    plugin_app = {
        "signals_config": {
            "lms.djangoapp": {
                "relative_path": "receivers",
                "receivers": [
                    {
                        "receiver_func_name": "erase_user",
                        "signal_path": "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC",
                        "dispatch_uid": "powerstruggle_xblock.group_answers.receivers.erase_user",
                    },
                    {
                        "receiver_func_name": "forget_deleted_state",
                        "signal_path": "django.db.models.signals.post_delete",
                        "sender_path": "lms.djangoapps.courseware.models.StudentModule",
                        "dispatch_uid": "powerstruggle_xblock.group_answers.receivers.forget_deleted_state",
                    },
                ],
            },
        },
    }
