"""As lms/djangoapps/courseware/models.py of openedx-platform: a learner's state and grade in a component."""

import itertools

from django.db import models
from opaque_keys.edx.django.models import LearningContextKeyField, UsageKeyField


class ChunkingManager(models.Manager):
    """A manager with a filter for many keys."""

    def chunked_filter(self, chunk_field, items, **kwargs):
        """Query chunk by chunk: databases limit how many values a query has."""
        items, size = list(items), kwargs.pop("chunk_size", 500)
        return itertools.chain.from_iterable(
            self.filter(**{chunk_field: items[start : start + size], **kwargs}) for start in range(0, len(items), size)
        )


class StudentModule(models.Model):
    """One person's state in one component."""

    objects = ChunkingManager()
    module_type = models.CharField(max_length=32, db_index=True)
    module_state_key = UsageKeyField(max_length=255, db_column="module_id")
    student = models.ForeignKey("auth.User", db_index=True, on_delete=models.CASCADE)
    course_id = LearningContextKeyField(max_length=255, db_index=True)
    state = models.TextField(null=True, blank=True)
    grade = models.FloatField(null=True, blank=True, db_index=True)
    max_grade = models.FloatField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True, db_index=True)
    modified = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        app_label = "courseware"
        unique_together = (("student", "module_state_key", "course_id"),)
