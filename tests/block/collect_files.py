"""Collects the block's files as production does, and prints their addresses as JSON; run as a program.

The walk is that of the platform's finder (xblock pipeline finder): every file of the resources folder but sources.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path

from django.conf import settings

NOT_COLLECTED = (".py", ".pyc", ".scss")
PREFIX = "xblock/resources/powerstruggle_xblock"


def finder():
    """Return a static-files finder that walks like the platform's."""
    from django.contrib.staticfiles.finders import BaseFinder
    from django.core.files.storage import FileSystemStorage

    from powerstruggle_xblock.scenario_block import ScenarioBlock

    class PipelineFinder(BaseFinder):
        """The folder `files(package) / resources_dir`, whole."""

        root = Path(str(files(ScenarioBlock.__module__.rsplit(".", 1)[0]))) / ScenarioBlock.resources_dir

        def list(self, ignore_patterns):
            storage = FileSystemStorage(self.root)
            storage.prefix = PREFIX
            for path in sorted(self.root.rglob("*")):
                if path.is_file() and path.suffix not in NOT_COLLECTED:
                    yield str(path.relative_to(self.root)), storage

        def find(self, path, **options):
            return []

        def check(self, **options):
            return []

    return PipelineFinder


def main(folder: str) -> None:
    """Collect into the folder."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"], STATIC_URL="/static/", STATIC_ROOT=folder,
        STATICFILES_FINDERS=["__main__.Finder"],
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}},
    )
    import django

    django.setup()
    from django.contrib.staticfiles.storage import staticfiles_storage
    from django.core.management import call_command

    globals()["Finder"] = finder()
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = [name for name, _ in globals()["Finder"]().list([])]
    print(json.dumps({name: staticfiles_storage.url(f"{PREFIX}/{name}") for name in collected}))


if __name__ == "__main__":
    main(sys.argv[1])
