"""As common/djangoapps/student/models of openedx-platform: who is enrolled, and persons by name."""

from django.contrib.auth import get_user_model
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField


class CourseEnrollment(models.Model):
    """An enrolment; one that has ended stays, not active (models/course_enrollment.py)."""

    user = models.ForeignKey("auth.User", on_delete=models.CASCADE)
    course_id = CourseKeyField(max_length=255, db_index=True)
    created = models.DateTimeField(auto_now_add=True, null=True)
    is_active = models.BooleanField(default=True)
    mode = models.CharField(default="audit", max_length=100)

    class Meta:
        app_label = "student"
        unique_together = (("user", "course_id"),)


def get_potentially_retired_user_by_username(username):
    """Return the person of this name (models/user.py)."""
    return get_user_model().objects.get(username=username)
