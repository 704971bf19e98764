"""Reports of imports and returned sheets are translated; a message whose translation is broken stays English."""

import ast
import string
from pathlib import Path

import pytest

from powerstruggle_xblock import exchange
from powerstruggle_xblock.exchange import scenario_texts
from powerstruggle_xblock.exchange.exporters import spreadsheet
from powerstruggle_xblock.exchange.report import CannotImport, Report
from tests.other_language import Zhish, is_zhish

from .import_helpers import CORPORA, import_checked, import_corpus
from .test_export_spreadsheet import SCENARIO, SETTING, returned

MODULES = sorted(Path(exchange.__file__).parent.rglob("*.py"))


def templates() -> list[str]:
    """Return every sentence that the importers write down for a report or a refusal."""
    calls = [
        node
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    names = (
        "add_changed", "add_skipped", "add_attention", "CannotImport", "MissingExtra", "InvalidText", "UnknownFormat",
    )
    outer = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in names]
    return sorted({call.args[0].value for node in outer for call in ast.walk(node) if isinstance(call, ast.Call)
                   and getattr(call.func, "id", "") in ("noop", "msg") and isinstance(call.args[0], ast.Constant)})


@pytest.mark.parametrize("name", sorted(path.name for path in CORPORA.iterdir()))
def test_each_line_of_an_imports_report_is_in_the_readers_language(name):
    zhish = Zhish()
    found = import_corpus(name, "1")
    lines = found.report.as_json(zhish.gettext, zhish.ngettext)["entries"]
    assert lines and all(is_zhish(line["message"]) for line in lines), lines
    printed = found.report.as_text(zhish.gettext, zhish.ngettext)
    assert all(line["message"] in printed for line in lines)


def test_every_message_of_the_importers_can_be_translated():
    assert len(templates()) > 80
    for template in templates():
        zhish, report = Zhish(), Report()
        values = {name: "{x}" for _, name, _, _ in string.Formatter().parse(template) if name}
        report.add_changed(template, **values)
        [line] = report.as_json(zhish.gettext, zhish.ngettext)["entries"]
        assert is_zhish(line["message"]) and line["message"].count("{x}") == template.count("{"), template
        assert CannotImport(template, **values).translate(zhish.gettext, zhish.ngettext) == line["message"]


def test_errors_of_the_checker_are_translated_inside_a_report_numbers_too():
    zhish = Zhish()
    choices = "".join(f"[[Say {word}->Out]]\n" for word in "abcdefghij")
    report = import_checked(f":: StoryTitle\nX\n\n:: Start\nWell?\n{choices}\n:: Out\nGone.\n").report
    assert any("10 choices" in entry.message for entry in report.entries)
    said = [line["message"] for line in report.as_json(zhish.gettext, zhish.ngettext)["entries"]]
    assert "scene \"{id}\" has {number} choices; it takes 1 to {most}" in zhish.asked
    assert all(is_zhish(sentence) and "choices" not in sentence for sentence in said)


def test_a_report_and_a_refusal_with_a_broken_translation_are_english():
    report = Report()
    report.add_changed("The title was changed in Twine: {title}", title="{x}")
    for broken in ("Titel", "Titel: {titel}", "Titel: {title", "{title:>9}"):
        assert (
            report.as_json({"The title was changed in Twine: {title}": broken}.get)["entries"][0]["message"]
            == report.entries[0].message
        )
        assert CannotImport("At most {most}.", most=3).translate({"At most {most}.": broken}.get) == "At most 3."


@pytest.mark.parametrize(
    "changes",
    [
        {(SETTING, "new text"): "=1+1"},
        {(SETTING, "new text"): True},
        {(SETTING, "new text"): "<em>open"},
        {(SETTING, "new text"): "<script>x</script><b onclick=\"x\">y</b>"},
        {(SETTING, "text"): "Other", (SETTING, "new text"): "New {now}"},
        {(SETTING, "text"): "Other"},
        {(SETTING, "id"): "about/nowhere"},
        {(SETTING, "id"): "title"},
        {(SETTING, "new text"): "Lost", (SETTING, "id"): None},
        {("language", "new text"): "French"},
        {("title", "remark"): "Is {that} a pun?"},
    ],
)
def test_each_line_on_a_returned_sheet_is_in_the_readers_language_reasons_and_all(changes):
    zhish = Zhish()
    english, other = ([line["message"] for line in returned(changes).report.as_json(*how)["entries"]] for how in (
        (), (zhish.gettext, zhish.ngettext)))
    assert len(english) == len(other) > 0 and all(is_zhish(line) for line in other)
    for one, two in zip(english, other, strict=True):
        assert two.count("⟦") > 1 or "remark" in one or "stay as they are" in one, (one, two)


def test_the_sheets_own_words_survive_a_broken_translation():
    broken = {spreadsheet.HOW_TO[0]: "{titel}", scenario_texts.TEXT_KINDS["title"]: "Titel"}
    assert spreadsheet.write_spreadsheet(SCENARIO, lambda text: broken.get(text, text))
