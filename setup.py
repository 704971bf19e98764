"""Packaging of powerstruggle-xblock.

`static/` and `scenarios/` lie beside the package and are installed inside it; `powerstruggle_xblock/resources.py` finds
them in both places.
"""

import re
from pathlib import Path

from setuptools import find_packages, setup

PACKAGE = "powerstruggle_xblock"
HERE = Path(__file__).parent
VERSION = re.search(r'__version__ = "([^"]+)"', (HERE / PACKAGE / "__init__.py").read_text(encoding="utf-8"))[1]

# Later releases of textstat look for a word list that nothing installs; this one looks for pkg_resources.
REVIEW = ["textstat<0.7.5", "setuptools<82", "scikit-learn>=1.3"]
SPREADSHEET = ["openpyxl>=3.1"]
WORD = ["python-docx>=1.1"]
LIVE = ["segno>=1.6.1"]
ANALYTICS_TESTS = ["edx-event-routing-backends", "edx-completion", "jsonschema", "ralph-malph"]
GROUP_ANSWERS = f"powerstruggle_group_answers = {PACKAGE}.group_answers.apps:GroupAnswersConfig"
WORKBENCH = ["xblock-sdk>=0.13", "XBlock[django]>=5.2"]

setup(
    name="powerstruggle-xblock",
    version=VERSION,
    description="De-escalation scenarios for social-services staff, as graded Open edX course components",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0 AND CC-BY-4.0",
    python_requires=">=3.11",
    packages=[*find_packages(include=[PACKAGE, f"{PACKAGE}.*"]), f"{PACKAGE}.static", f"{PACKAGE}.scenarios"],
    package_dir={f"{PACKAGE}.static": "static", f"{PACKAGE}.scenarios": "scenarios"},
    package_data={
        PACKAGE: [
            "*.toml",
            "words/*.json",
            "exchange/print/*.toml",
            "exchange/print/*.html",
            "course/templates/**/*.html",
            "scenario/*.toml",
            "scenario/*.rng",
            "continuum/sets/*.xml",
            "reflection/sets/*.xml",
            "authoring/templates/*.xml",
            "contracts/*.json",
            "presenter/templates/*.html",
            "panel/templates/*.html",
            "authoring/author_card.html",
            "cli/templates/**/*.html",
            "conf/locale/config.yaml",
            "conf/locale/**/*.po",
            "conf/locale/**/*.mo",
        ],
        f"{PACKAGE}.static": ["public/**/*"],
        f"{PACKAGE}.scenarios": [
            "*.xml",
            "ORDER",
            "LICENSE",
            "course/*.toml",
            "course/**/*.xml",
            "course/static/*.png",
        ],
    },
    # Floors are the releases that `make test-oldest` runs on (requirements/oldest.in); nothing is capped here.
    install_requires=[
        "XBlock>=5.2",
        "lxml>=5.3",
        "web-fragments>=3.0",
        "nh3>=0.2.21",
        "cryptography>=44.0",
        "Jinja2>=3.1",
        "MarkupSafe>=2.1",
    ],
    extras_require={
        "workbench": [*WORKBENCH, *SPREADSHEET, *WORD, *LIVE],
        "review": REVIEW,
        "spreadsheet": SPREADSHEET,
        "word": WORD,
        "live": LIVE,
        "test": [
            *WORKBENCH,
            *REVIEW,
            *SPREADSHEET,
            *WORD,
            *LIVE,
            *ANALYTICS_TESTS,
            "pytest",
            "pytest-xdist",
            "hypothesis",
            "playwright",
            "build",
            "setuptools",
            "wheel",
            "Babel",
            "PyMySQL",
            "olxcleaner",
            "openedx-core",
        ],
    },
    entry_points={
        "xblock.v1": [
            "powerstruggle_scenario = powerstruggle_xblock.scenario_block:ScenarioBlock",
            "powerstruggle_reflection = powerstruggle_xblock.reflection_block:ReflectionBlock",
            "powerstruggle_continuum = powerstruggle_xblock.continuum_block:ContinuumBlock",
        ],
        "lms.djangoapp": [GROUP_ANSWERS, f"powerstruggle_analytics = {PACKAGE}.analytics.apps:AnalyticsConfig"],
        "cms.djangoapp": [GROUP_ANSWERS],
        "console_scripts": ["powerstruggle = powerstruggle_xblock.cli:main"],
    },
    classifiers=[
        "Development Status :: 4 - Beta",
        "Framework :: Django",
        "Intended Audience :: Education",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Topic :: Education",
    ],
)
