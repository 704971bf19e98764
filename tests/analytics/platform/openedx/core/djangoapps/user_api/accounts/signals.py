"""As openedx/core/djangoapps/user_api/accounts/signals.py of openedx-platform."""

from django.dispatch import Signal

USER_RETIRE_LMS_MISC = Signal()
"""Sent with `user`: an account is retired, and what other apps keep of it has to go."""
