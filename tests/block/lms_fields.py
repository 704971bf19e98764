"""Where a platform keeps fields: its stores over one JsonStore, each as the source that is named at it has it."""

import json
from datetime import UTC, datetime
from typing import Any

from xblock.core import XBlockMixin
from xblock.exceptions import InvalidScopeError
from xblock.fields import Scope
from xblock.runtime import KeyValueStore, KvsFieldData

LEARNER_SCOPES = (Scope.user_state_summary, Scope.user_state, Scope.preferences, Scope.user_info)
AUTHORED_SCOPES = (Scope.parent, Scope.children, Scope.settings, Scope.content)


class JsonStore(KeyValueStore):
    """A store whose values are JSON texts, so that nothing is shared and nothing unserialisable gets in."""

    def __init__(self):
        self.texts: dict[Any, str] = {}
        self.writes: list[str] = []

    def get(self, key):
        return json.loads(self.texts[key])

    def set(self, key, value):
        self.texts[key] = json.dumps(value)
        self.writes.append(key.field_name)

    def delete(self, key):
        del self.texts[key]

    def has(self, key):
        return key in self.texts


class ReadOnlyFieldData(KvsFieldData):
    """Authored fields as the LMS binds them: a write is an InvalidScopeError.

    The source is LmsFieldData in lms/djangoapps/lms_xblock/field_data.py.
    """

    def set(self, block, name, value):
        raise InvalidScopeError(f"{name} is read-only here")

    def set_many(self, block, update_dict):
        if update_dict:
            raise InvalidScopeError(f"{sorted(update_dict)} are read-only here")


class LearnerFields(KeyValueStore):
    """One person's fields in the LMS, as courseware/model_data.py has them: DjangoKeyValueStore over UserStateCache.

    The row is read when the request begins; a state of {} counts as none (user_state_client.py, get_many). After a
    write the cache holds what was written and nothing else (UserStateCache.set_many replaces a component's entry): a
    field that is read for the first time then has its default. An authored field is an InvalidScopeError. What somebody
    does who is not signed in is not stored (user_state_client.py, set_many).
    """

    def __init__(self, store: JsonStore, user, saves: list | None = None):
        self._store, self._user, self._saves = store, user, [] if saves is None else saves
        mine = [key for key in store.texts if user is not None and self._is_state(key) and key.user_id == user]
        self._row: dict[str, Any] | None = {key.field_name: store.get(key) for key in mine} or None

    @staticmethod
    def _is_state(key) -> bool:
        return key.scope == Scope.user_state

    def _check(self, key) -> None:
        if key.scope not in LEARNER_SCOPES:
            raise InvalidScopeError(key, LEARNER_SCOPES)
        assert self._user is None or key.scope == Scope.user_state_summary or key.user_id == self._user

    def get(self, key):
        self._check(key)
        if not self._is_state(key):
            return self._store.get(key)
        return json.loads(json.dumps((self._row or {})[key.field_name]))

    def has(self, key):
        self._check(key)
        return key.field_name in (self._row or {}) if self._is_state(key) else self._store.has(key)

    def set(self, key, value):
        self.set_many({key: value})

    def set_many(self, update_dict):
        for key in update_dict:
            self._check(key)
        if self._user is not None:
            for key, value in update_dict.items():
                self._store.set(key, value)
        if pending := {key.field_name: value for key, value in update_dict.items() if self._is_state(key)}:
            self._row = pending
            self._saves.append(sorted(pending))

    def delete(self, key):
        self._check(key)
        if self._is_state(key):
            if key.field_name not in (self._row or {}):
                raise KeyError(key.field_name)
            del self._row[key.field_name]
        self._store.delete(key)


_DELETED = object()


class MasqueradingFields(KeyValueStore):
    """The fields of a learner whom staff view the course as: writes go to the staff's session, reads to both.

    The source is MasqueradingKeyValueStore in lms/djangoapps/courseware/masquerade.py.
    """

    def __init__(self, kvs: KeyValueStore, session: dict):
        self._kvs, self._session = kvs, session

    def get(self, key):
        value = self._session[repr(tuple(key))] if repr(tuple(key)) in self._session else self._kvs.get(key)
        if value is _DELETED:
            raise KeyError(key)
        return value

    def set(self, key, value):
        self._session[repr(tuple(key))] = value

    def delete(self, key):
        self.set(key, _DELETED)

    def has(self, key):
        known = repr(tuple(key)) in self._session
        return self._session[repr(tuple(key))] is not _DELETED if known else self._kvs.has(key)


class AuthoredFields(KeyValueStore):
    """Fields of a component that is edited, bound to nobody: a learner's field can be neither read nor written.

    The source is SplitMongoKVS in xmodule/modulestore/split_mongo/split_mongo_kvs.py. `has` is false for a learner's
    field, so that reading one gives its default; `get` and `set` of one raise InvalidScopeError.
    """

    def __init__(self, store: JsonStore):
        self._store = store

    def _check(self, key) -> None:
        if key.scope not in AUTHORED_SCOPES:
            raise InvalidScopeError(key, AUTHORED_SCOPES)

    def get(self, key):
        self._check(key)
        return self._store.get(key)

    def set(self, key, value):
        self._check(key)
        self._store.set(key, value)

    def delete(self, key):
        self._check(key)
        if self._store.has(key):
            self._store.delete(key)

    def has(self, key):
        return key.scope in AUTHORED_SCOPES and self._store.has(key)


class Inherited(XBlockMixin):
    """What a course's components inherit, as far as our blocks ask for it.

    The source is InheritanceMixin in xmodule/modulestore/inheritance.py.
    """

    due = graceperiod = None
    self_paced = False
    show_correctness = "always"

    @property
    def close_date(self):
        """The due date, later by the grace period where there are both."""
        return self.due + self.graceperiod if self.graceperiod is not None and self.due else self.due

    def is_past_due(self):
        """Return whether the date has passed."""
        return self.close_date is not None and datetime.now(UTC) > self.close_date

    def has_deadline_passed(self):
        """Return whether it has, and dates count in this course."""
        return False if self.self_paced or self.close_date is None else self.is_past_due()
