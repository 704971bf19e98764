"""A program that restores a library's ZIP as Studio does, with the platform's own openedx-core.

It runs in a process of its own, for Django's settings. Releases of openedx-core name their arguments and references
differently, so this uses as few names as it can.

`python -m tests.course.restore_library FILE` prints JSON: the state of the restoring,
{entity: [published version's title, its XML]}, and {collection's title: [entities]}.
"""

import json
import sys

import django
from django.conf import settings
from openedx_content.settings_api import openedx_content_backcompat_apps_to_install

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "openedx_content",
        *openedx_content_backcompat_apps_to_install(),
        "openedx_tagging",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    USE_TZ=True,
    SECRET_KEY="a test's",
    OPENEDX_LEARNING={"MEDIA": {"BACKEND": "django.core.files.storage.InMemoryStorage"}},
)
django.setup()

from django.core.management import call_command  # noqa: E402
from openedx_content import api  # noqa: E402

KEY = "lib:Harbor:ROPE"


def main(file: str) -> None:
    """Restore, and print what is there now."""
    call_command("migrate", verbosity=0)
    done = api.load_learning_package(file, KEY)
    if done["log_file_error"]:
        print(json.dumps({"status": done["status"], "errors": done["log_file_error"].read()}))
        return
    package = done["lp_restored_data"]["id"]
    components = {}
    for component in api.get_components(package, published=True):
        version = component.versioning.published
        [media] = version.componentversionmedia_set.all()
        components[str(component.publishable_entity)] = [version.title, media.media.text]
    collections = {each.title: sorted(map(str, each.entities.all())) for each in api.get_collections(package)}
    print(json.dumps({"status": done["status"], "components": components, "collections": collections}))


if __name__ == "__main__":
    main(sys.argv[1])
