"""The importable course: structure, names, policy.

Every component loads and plays; what is missing is told and nothing is written.
"""

import json
import tarfile

import olxcleaner
import pytest
from lxml import etree
from olxcleaner.objects.common import EdxObject
from opaque_keys import InvalidKeyError
from opaque_keys.edx.locator import CourseLocator
from xblock.core import XBlock

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.course import agency_config, archive, content_audit, outline
from powerstruggle_xblock.presenter.agency_texts import choose_texts
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.drill import replay_recorded
from powerstruggle_xblock.scenario.review import review

AGENCY = """
name = "Harbor House & Co"
crisis = ["988, call or text, day and night"]
employee_assistance = ["Employee assistance: 555-0100, weekdays"]
incidents = "Incident form within 24 hours"
privacy = "Privacy officer: 555-0101"
after_hours = "Supervisor on call: 555-0199, from 5 pm to 8 am"
reporting = ["Adults: county protective services, 555-0110", "Children: state hotline, 555-0111"]
lone_visits = "Nobody goes alone after a threat; the desk knows where you are."
emergency_calls = "Anyone calls 911 when a life is in danger this minute. Otherwise the clinician on call decides."
policies = ["Nobody enters a home alone after nine."]
org = "HARBOR"
"""
OURS = ("powerstruggle_scenario", "powerstruggle_reflection", "powerstruggle_continuum")
KNOWN_TO_CLEANER = {"InvalidSetting": "does not have the required setting 'end'"}
"""A course that never ends has no end; the platform asks for none."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return built(tmp_path_factory.mktemp("whole"))


def built(folder, *arguments):
    target = folder / "course.tar.gz"
    assert (
        main(["course", str(target), *(arguments if "--agency" in arguments else ("--without-agency", *arguments))])
        == 0
    )
    with tarfile.open(target) as packed:
        packed.extractall(folder, filter="data")
    return folder / "course"


def parsed(file):
    return etree.parse(str(file)).getroot()


def components(course):
    return [child for file in sorted((course / "vertical").glob("*.xml")) for child in parsed(file)]


def test_it_keeps_the_platforms_public_rules(whole):
    allowed = {*OURS, *(cls.type for cls in EdxObject.get_subclasses())}
    _, store, names = olxcleaner.validate(str(whole), steps=8, allowed_xblocks=allowed)
    told = [(type(error).__name__, error.description) for error in store.errors]
    assert [(kind, text) for kind, text in told if KNOWN_TO_CLEANER.get(kind, "\0") not in text] == []
    assert len(names) > 80


def test_names_are_unique_and_every_pointer_leads_somewhere(whole):
    names = [
        element.get("url_name")
        for file in whole.rglob("*.xml")
        for element in parsed(file).iter()
        if element.get("url_name")
    ]
    assert len(names) == len(set(names)) > 80
    for tag in ("chapter", "sequential", "vertical"):
        pointed = {element.get("url_name") for file in whole.rglob("*.xml") for element in parsed(file).iter(tag)} - {
            None
        }
        assert pointed == {file.stem for file in (whole / tag).glob("*.xml")}


def test_the_gradebook_counts_sixty_twenty_ten_ten_and_seventy_passes(whole):
    policy = json.loads((whole / "policies" / "starter" / "grading_policy.json").read_text())
    assert {row["type"]: row["weight"] for row in policy["GRADER"]} == {
        "Scenarios": 0.6,
        "Reflections": 0.2,
        "Where would you stand?": 0.1,
        "Self-check": 0.1,
    }
    assert policy["GRADE_CUTOFFS"] == {"Pass": 0.7}
    graded = [parsed(file).get("format") for file in (whole / "sequential").glob("*.xml") if parsed(file).get("graded")]
    assert {row["type"]: row["min_count"] for row in policy["GRADER"]} == {
        kind: graded.count(kind) for kind in set(graded)
    }


def test_the_blocks_are_switched_on(whole):
    assert json.loads((whole / "policies/starter/policy.json").read_text())["course/starter"][
        "advanced_modules"
    ] == list(OURS)


def test_every_scenario_in_it_checks_and_plays_to_an_ending(whole):
    found = [component for component in components(whole) if component.tag == "powerstruggle_scenario"]
    assert len(found) >= 12
    for component in found:
        reading = scenario_xml.parse(etree.tostring(component, encoding="unicode"))
        problems, figures = review(reading)
        assert [str(problem) for problem in problems] == [], component.get("url_name")
        assert replay_recorded(reading.scenario, figures.best_path).ending


@pytest.mark.parametrize("tag", OURS)
def test_every_component_loads_as_the_platform_loads_it(tag, whole, workbench_runtime):
    found = [component for component in components(whole) if component.tag == tag]
    assert found
    for component in found:
        usage = workbench_runtime.parse_xml_string(etree.tostring(component, encoding="unicode"))
        block = workbench_runtime.get_block(usage)
        assert isinstance(block, XBlock.load_class(tag))
        assert block.display_name == component.get("display_name")
        assert [message.text for message in block.validate().messages if message.type == "error"] == []


def test_a_second_look_at_the_line_names_the_component_of_the_first(whole):
    names = {component.get("url_name") for component in components(whole)}
    later = {component.get("earlier") for component in components(whole)} - {None}
    assert later
    assert later <= names


def test_staff_alone_see_the_facilitators_page(whole):
    hidden = [
        file.stem for file in (whole / "chapter").glob("*.xml") if parsed(file).get("visible_to_staff_only") == "true"
    ]
    assert hidden == ["facilitators"]
    units = [file for file in (whole / "vertical").glob("*.xml") if parsed(file).get("visible_to_staff_only") == "true"]
    assert [file.stem for file in units] == ["unit-page-facilitator"], "and stay hidden where they are moved or copied"
    assert "course staff only" in parsed(whole / "chapter" / "facilitators.xml").get("display_name")
    assert "Role-play cards" in (whole / "html" / "page-facilitator.html").read_text()


def test_the_same_course_is_the_same_bytes(tmp_path):
    for name in "ab":
        archive.CourseBuilder(outline.read_outline()).write(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_minimum_course_is_units_one_to_four_and_eight(tmp_path):
    course = built(tmp_path, "--minimum")
    assert [child.get("url_name") for child in parsed(course / "course" / "starter.xml")] == [
        "welcome",
        "buttons",
        "rope",
        "hearing",
        "fear",
        "repair",
        "facilitators",
    ]
    policy = json.loads((course / "policies/starter/grading_policy.json").read_text())
    assert sum(row["weight"] for row in policy["GRADER"]) == pytest.approx(1)


def test_single_scenarios_make_a_course_of_their_own(tmp_path):
    course = built(tmp_path, "--only", "quiet-hours")
    assert [component.get("url_name") for component in components(course)] == ["scenario-quiet-hours"]
    assert json.loads((course / "policies/starter/grading_policy.json").read_text())["GRADER"][0]["weight"] == 1


def test_an_agencys_facts_stand_where_learners_look(tmp_path):
    file = tmp_path / "agency.toml"
    file.write_text(AGENCY, encoding="utf-8")
    course = built(tmp_path, "--agency", str(file))
    page = (course / "html" / "page-agency.html").read_text()
    for said in (
        "988, call or text",
        "Incident form within 24 hours",
        "Nobody enters a home alone",
        "Supervisor on call: 555-0199",
        "county protective services, 555-0110",
        "state hotline, 555-0111",
        "Nobody goes alone after a threat",
        "Anyone calls 911",
    ):
        assert said in page
    reading = (course / "html" / "reading-who-has-to-know.html").read_text()
    for said in (
        "555-0199",
        "555-0110; Children: state hotline, 555-0111",
        "Nobody goes alone after a threat",
        "Anyone calls 911",
    ):
        assert said in reading
    assert "Not filled in" not in page + reading
    assert "Harbor House &amp; Co" in (course / "about" / "overview.html").read_text()
    assert parsed(course / "course.xml").get("org") == "HARBOR"
    for component in components(course):
        if component.tag == "powerstruggle_scenario":
            reading = scenario_xml.parse(etree.tostring(component, encoding="unicode"))
            assert reading.errors == ()
            assert reading.scenario.about.support is None, "the course's settings have it, where staff can change it"
    policy = json.loads((course / "policies/starter/policy.json").read_text())["course/starter"]
    texts = choose_texts(policy["other_course_settings"]["powerstruggle"], {})
    assert texts.issues == ()
    assert "988" in texts.get("support") and "555-0111" in texts.get("reporting") and texts.get("hours")


def test_what_an_agency_file_lacks_is_told_all_at_once_and_nothing_is_written(tmp_path, capsys):
    file, target = tmp_path / "agency.toml", tmp_path / "course.tar.gz"
    file.write_text('name = "Harbor"\ncrises = ["988"]\nprivacy = 7\n')
    assert main(["course", str(target), "--agency", str(file)]) == 1
    said = capsys.readouterr().err
    for part in (
        "crisis is missing",
        "employee_assistance is missing",
        "incidents is missing",
        "privacy has to be a text",
        "after_hours is missing",
        "reporting is missing",
        "lone_visits is missing",
        "emergency_calls is missing",
        'crises is not known here; did you mean "crisis"?',
        "--without-agency",
    ):
        assert part in said
    assert not target.exists()


@pytest.mark.parametrize("fact", ["after_hours", "reporting", "lone_visits", "emergency_calls"])
def test_each_fact_about_danger_is_asked_for(fact):
    text = "\n".join(line for line in AGENCY.splitlines() if not line.startswith(fact))
    with pytest.raises(agency_config.AgencyConfigError) as error:
        agency_config.parse(text)
    assert str(error.value) == f"{fact} is missing: {agency_config.REQUIRED[fact]}"


@pytest.mark.parametrize("more", [(), ("--library",), ("--only", "quiet-hours"), ("--minimum",)])
def test_nothing_is_built_without_an_agency_unless_that_is_asked_for(more, tmp_path, capsys):
    target = tmp_path / "c.tar.gz"
    assert main(["course", str(target), *more]) == 1
    said = capsys.readouterr().err
    assert "needs your agency's own facts, and has none" in said
    for key, what in agency_config.REQUIRED.items():
        assert f"  {key}: {what}" in said
    assert "--agency agency.toml" in said
    assert "--without-agency" in said
    assert not target.exists()
    assert main(["course", str(target), *more, "--without-agency"]) == 0
    assert "marked sentences stand in their place" in capsys.readouterr().err


def test_without_an_agency_marked_sentences_say_what_is_not_filled_in(whole):
    page = (whole / "html" / "page-agency.html").read_text()
    assert page.count("Not filled in: your agency") == len(agency_config.REQUIRED) - 1, "all but the name"
    reading = (whole / "html" / "reading-who-has-to-know.html").read_text()
    assert reading.count("Not filled in: your agency") == 4
    assert reading.count("border:1px dashed") == 4


def test_who_has_to_know_is_read_before_the_first_scenario_or_drill_that_approaches_danger():
    items = [(item.kind, item.name) for item in outline.read_outline().items]
    names = {row["scenario"] for row in content_audit.read_safety_scenes(outline.course_folder())}
    dangerous = {item for item in items if item[0] in ("scenario", "drill") and item[1].split("/")[0] in names}
    assert {name.split("/")[0] for _, name in dangerous} == names
    assert items.index(("reading", "who-has-to-know")) < min(items.index(item) for item in dangerous)


def test_a_start_date_opens_the_booster_weeks_later_and_the_course_is_not_self_paced(tmp_path, capsys):
    course = built(tmp_path, "--start", "2027-01-11")
    policy = json.loads((course / "policies/starter/policy.json").read_text())["course/starter"]
    assert (policy["start"], policy["self_paced"]) == ("2027-01-11T00:00:00Z", False)
    starts = {file.stem: parsed(file).get("start") for file in (course / "chapter").glob("*.xml")}
    assert {name: start for name, start in starts.items() if start} == {"booster": "2027-04-05T00:00:00Z"}
    assert (
        "This part opened on April 5, 2027, 12 weeks after"
        in (course / "html" / "page-when-to-return.html").read_text()
    )
    assert "opens on April 5, 2027" in (course / "about" / "overview.html").read_text()
    said = capsys.readouterr().out
    assert "begins on January 11, 2027" in said
    assert "opens on April 5, 2027" in said


def test_a_self_paced_course_has_no_dates_and_says_so(whole, tmp_path, capsys):
    policy = json.loads((whole / "policies/starter/policy.json").read_text())["course/starter"]
    assert policy["self_paced"] is True
    assert [file.stem for file in (whole / "chapter").glob("*.xml") if parsed(file).get("start")] == []
    page = (whole / "html" / "page-when-to-return.html").read_text()
    assert "This course is self-paced. Nothing in it opens on a date" in page
    assert "12 weeks after you began" in page
    built(tmp_path)
    assert "self-paced: every section is open from the start" in capsys.readouterr().out


def test_a_day_that_is_none_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["course", str(tmp_path / "c.tar.gz"), "--without-agency", "--start", "2027-02-30"])
    assert ended.value.code == 2
    assert "is no day; write it as 2027-01-31" in capsys.readouterr().err


def test_a_day_that_leaves_none_for_the_booster_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["course", str(tmp_path / "c.tar.gz"), "--without-agency", "--start", "9999-12-31"])
    assert ended.value.code == 2
    assert "there is no day left for the booster" in capsys.readouterr().err


def test_one_of_a_kind_is_counted_as_one(tmp_path, capsys):
    assert main(["course", str(tmp_path / "c.tar.gz"), "--without-agency", "--only", "quiet-hours"]) == 0
    assert ": 1 section, 1 component, among them 1 scenario\n" in capsys.readouterr().out


def test_a_library_has_no_dates(tmp_path, capsys):
    assert main(["course", str(tmp_path / "l.zip"), "--library", "--without-agency", "--start", "2027-01-11"]) == 1
    assert "a library has no dates" in capsys.readouterr().err


@pytest.mark.parametrize("broken", [b"name =", b"\xff\xfe\x00", b"name = ['a', 3]"])
def test_a_file_that_is_no_agency_file_is_refused_kindly(broken, tmp_path, capsys):
    file = tmp_path / "agency.toml"
    file.write_bytes(broken)
    assert main(["course", str(tmp_path / "c.tar.gz"), "--agency", str(file)]) == 1
    assert "can't be used yet" in capsys.readouterr().err


def test_an_agency_file_of_a_windows_editor_is_read(tmp_path):
    file = tmp_path / "agency.toml"
    file.write_bytes(b"\xef\xbb\xbf" + AGENCY.replace("\n", "\r\n").encode())
    assert main(["course", str(tmp_path / "c.tar.gz"), "--only", "quiet-hours", "--agency", str(file)]) == 0


def test_an_agencys_numbers_that_are_too_long_to_be_shown_are_told_before_a_course_has_them(tmp_path, capsys):
    file, target = tmp_path / "agency.toml", tmp_path / "c.tar.gz"
    lines = ", ".join(f'"County {number}: {"call or text " * 30}"' for number in range(6))
    facts = [f"reporting = [{lines}]" if line.startswith("reporting") else line for line in AGENCY.splitlines()]
    file.write_text("\n".join(facts), encoding="utf-8")
    assert main(["course", str(target), "--only", "quiet-hours", "--agency", str(file)]) == 1
    said = capsys.readouterr().err
    assert "incidents and reporting make a text of" in said and "learners can be shown 2000" in said
    assert not target.exists()


@pytest.mark.parametrize("org", ["Harbor House", "HARBOR/WEST", "A&B"])
def test_an_organization_that_no_course_key_can_hold_is_told(org):
    with pytest.raises(InvalidKeyError):
        CourseLocator(org, "ROPE101", "starter")
    with pytest.raises(agency_config.AgencyConfigError, match="org has to be letters"):
        agency_config.parse(AGENCY.replace('"HARBOR"', f'"{org}"'))


@pytest.mark.parametrize("name", ["course.zip", "course", "-"])
def test_a_course_is_written_only_under_a_name_that_studio_imports(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["course", "--without-agency", "--only", "quiet-hours", "--", name]) == 1
    assert f'Studio imports a .tar.gz; "{name}" is none' in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_for_what_is_printed_is_told(tmp_path, capsys):
    (tmp_path / "guides").write_text("mine")
    arguments = ["--without-agency", "--only", "quiet-hours", "--guides", str(tmp_path / "guides")]
    assert main(["course", str(tmp_path / "c.tar.gz"), *arguments]) == 2
    assert "guides: File exists" in capsys.readouterr().err


def test_an_archive_that_is_there_is_not_written_over_unasked(tmp_path, capsys):
    target = tmp_path / "c.tar.gz"
    target.write_text("mine")
    assert main(["course", str(target), "--without-agency"]) == 2
    assert target.read_text() == "mine"
    assert main(["course", str(target), "--without-agency", "--force"]) == 0


def test_an_unknown_scenario_gets_the_nearest_name(tmp_path, capsys):
    assert main(["course", str(tmp_path / "c.tar.gz"), "--without-agency", "--only", "quiet-hour"]) == 1
    assert 'did you mean "quiet-hours"?' in capsys.readouterr().err


def test_slips_in_an_outline_are_told_all_at_once(tmp_path):
    text = (outline.course_folder() / "outline.toml").read_text().replace("weight = 0.6", "weight = 0.7")
    text = text.replace('graded = "line"', 'graded = "lines"', 1).replace(
        'items = ["reading/rope"]', 'items = ["reading/buttons"]'
    )
    (tmp_path / "outline.toml").write_text(text)
    with pytest.raises(outline.OutlineError) as error:
        outline.read_outline(tmp_path)
    for said in ("add up to 1", 'graded as "lines"', '"reading-buttons" stands twice'):
        assert said in str(error.value)


def test_agency_facts_are_folded_to_plain_lines():
    assert agency_config.parse(AGENCY.replace("988, call", "988,\\n  call")).crisis == (
        "988, call or text, day and night",
    )
