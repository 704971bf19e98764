"""As lms/djangoapps/courseware/model_data.py of openedx-platform: the client that grades read scores with."""

from collections import namedtuple

from .models import StudentModule


class ScoresClient:
    """One person's scores in a course, fetched together."""

    Score = namedtuple("Score", "correct total created")

    def __init__(self, course_key, user_id):
        self.course_key, self.user_id = course_key, user_id
        self._locations_to_scores, self._has_fetched = {}, False

    def fetch_scores(self, locations):
        """Fetch the scores at these places; a state without a grade gives one of None."""
        rows = StudentModule.objects.filter(
            student_id=self.user_id, course_id=self.course_key, module_state_key__in=set(locations)
        )
        self._locations_to_scores.update(
            {
                location.map_into_course(self.course_key): self.Score(*score)
                for location, *score in rows.values_list("module_state_key", "grade", "max_grade", "created")
            }
        )
        self._has_fetched = True

    def get(self, location):
        """Return a score, or None where there is no state."""
        if not self._has_fetched:
            raise ValueError(f"Tried to fetch location {location} from ScoresClient before fetch_scores() has run.")
        return self._locations_to_scores.get(location.replace(version=None, branch=None))

    @classmethod
    def create_for_locations(cls, course_id, user_id, locations):
        """Return a client that has fetched these."""
        client = cls(course_id, user_id)
        client.fetch_scores(locations)
        return client
