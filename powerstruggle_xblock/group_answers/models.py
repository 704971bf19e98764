"""The tables. Only `storage.py` imports this module; decision 10 says why they look as they do.

Primary keys are digests or random, so that neither numbers nor, where rows lie by key, their order tells who came when.
Text columns are there for operators (all of a course, say); databases differ in whether "A" and "a" are the same text,
digests don't.
"""

import uuid

from django.db import models

DIGEST = 64
KEY = 255
ROUND = 32
NAME = 80
PERSON = 64


class TallySheet(models.Model):
    """All counts of one component or pool in one round, encrypted with the site's key: no person, no time, no order.

    .. no_pii:
    """

    key = models.CharField(max_length=DIGEST, primary_key=True)
    place = models.CharField(max_length=KEY)
    round = models.CharField(max_length=ROUND)
    sealed = models.TextField(default="")


class Participation(models.Model):
    """That somebody took part in a round: a token that only the site's key and their id can make again.

    .. pii: A keyed one-way token stands for a user's id; it makes a second answer impossible.
    .. pii_types: id
    .. pii_retirement: local_api
    """

    key = models.CharField(max_length=DIGEST, primary_key=True)
    place = models.CharField(max_length=KEY)
    round = models.CharField(max_length=ROUND)

    class Meta:
        indexes = [models.Index(fields=["place", "round"], name="powerstruggle_took_part")]


class SharedReflection(models.Model):
    """A text its writer shared with the facilitator on purpose. Withdrawing and retiring delete the row.

    .. pii: What a learner wrote and shared, with their user id, by which it is withdrawn and erased.
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.CharField(max_length=DIGEST, unique=True)
    usage_key = models.CharField(max_length=KEY, db_index=True)
    prompt_id = models.CharField(max_length=NAME)
    user_id = models.CharField(max_length=PERSON, db_index=True)
    text = models.TextField()
    day = models.DateField(db_index=True)


class ScenarioTally(models.Model):
    """How often something happened in one content version of a scenario, first attempts apart from later ones.

    .. no_pii:
    """

    key = models.CharField(max_length=DIGEST, primary_key=True)
    usage_key = models.CharField(max_length=KEY, db_index=True)
    version = models.CharField(max_length=DIGEST)
    first = models.BooleanField()
    name = models.CharField(max_length=KEY)
    count = models.PositiveBigIntegerField()
