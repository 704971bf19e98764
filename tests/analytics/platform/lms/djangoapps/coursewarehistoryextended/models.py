"""As lms/djangoapps/coursewarehistoryextended/models.py of openedx-platform: a copy of each state of a problem.

Sites with ENABLE_CSMH_EXTENDED, the usual setting, keep the copies here and may keep them in another database.
"""

from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from lms.djangoapps.courseware.models import BaseStudentModuleHistory, StudentModule


class StudentModuleHistoryExtended(BaseStudentModuleHistory):
    """One copy of a learner's state in a component."""

    student_module = models.ForeignKey(StudentModule, db_constraint=False, on_delete=models.DO_NOTHING)

    class Meta:
        app_label = "coursewarehistoryextended"


@receiver(post_save, sender=StudentModule)
def save_history(instance, **kwargs):
    """Keep a copy of a saved row, where its type is one of those that are copied."""
    BaseStudentModuleHistory.save_history_entry(instance, StudentModuleHistoryExtended)


@receiver(post_delete, sender=StudentModule)
def delete_history(instance, **kwargs):
    """Delete the copies of a deleted row."""
    StudentModuleHistoryExtended.objects.filter(student_module=instance).delete()
