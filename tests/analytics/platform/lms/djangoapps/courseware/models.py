"""As lms/djangoapps/courseware/models.py of openedx-platform: a learner's state and grade in a component.

And copies of former states, which the platform keeps for rows of some types.
"""

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


class BaseStudentModuleHistory(models.Model):
    """What both models of copies share."""

    objects = ChunkingManager()
    HISTORY_SAVING_TYPES = {"problem"}
    created = models.DateTimeField(db_index=True)
    state = models.TextField(null=True, blank=True)
    grade = models.FloatField(null=True, blank=True)
    max_grade = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def save_history_entry(student_module, history_model_cls):
        """Copy a saved row of a type that is copied; once a request there, once a save here."""
        if student_module.module_type in history_model_cls.HISTORY_SAVING_TYPES:
            history_model_cls.objects.create(
                student_module=student_module,
                created=student_module.modified,
                state=student_module.state,
                grade=student_module.grade,
                max_grade=student_module.max_grade,
            )


class StudentModuleHistory(BaseStudentModuleHistory):
    """Copies of sites without ENABLE_CSMH_EXTENDED; where they had been before, old ones stay."""

    student_module = models.ForeignKey(StudentModule, db_constraint=False, on_delete=models.CASCADE)

    class Meta:
        app_label = "courseware"
        get_latest_by = "created"
