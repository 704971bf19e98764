"""A component of a library in a course: what an author changes in our editor is kept at the library's next update."""

import pytest
from xblock.core import XBlock, XBlockMixin
from xblock.fields import Scope

from tests.block.texts import TALK

from .studio import Studio, with_attributes

pytestmark = pytest.mark.skipif(
    not hasattr(XBlock, "get_explicitly_set_fields_by_scope"), reason="XModuleMixin has it on older platforms"
)


class UpstreamSyncMixin(XBlockMixin):
    """What Studio mixes in for components of a library (cms/lib/xblock/upstream_sync.py, UpstreamSyncMixin).

    Only what is asked for is here, and fields are attributes.
    """

    upstream = "lb:Harbor:Talks:powerstruggle_scenario:talk"

    @classmethod
    def get_customizable_fields(cls):
        """Return {field: where the library's value is kept, or None for one that is never taken over}."""
        never = (
            "attempts_before_showanswer_button",
            "due",
            "force_save_button",
            "graceperiod",
            "grading_method",
            "max_attempts",
            "show_correctness",
            "show_reset_button",
            "showanswer",
            "submission_wait_seconds",
            "weight",
        )
        return {"display_name": "upstream_display_name", **dict.fromkeys(never)}

    def editor_saved(self, _user, old_metadata, old_content):
        """Note what an author has made differ from the library."""
        if not self.upstream:
            return
        new = {
            **self.get_explicitly_set_fields_by_scope(Scope.settings),
            **self.get_explicitly_set_fields_by_scope(Scope.content),
        }
        old = {**old_metadata, **old_content, "upstream_display_name": self.upstream_display_name}
        for name, restore in self.get_customizable_fields().items():
            if name not in self.downstream_customized and restore is not None and new.get(name) != old.get(restore):
                self.downstream_customized.append(name)


@pytest.fixture
def linked() -> tuple[Studio, type]:
    """Return a scenario from a library, with the library's title, and the class that notes changes."""
    facts = {"upstream_display_name": "Of the library", "downstream_customized": []}
    mixin = type("Linked", (UpstreamSyncMixin,), facts)
    return Studio(TALK, settings={"display_name": "Of the library"}, mixins=(mixin,)), mixin


def saved(studio: Studio, **attrs):
    tree = studio.tree
    tree["attrs"].update(attrs)
    return studio.save(tree)


def test_a_title_of_the_course_s_own_is_noted(linked):
    studio, mixin = linked
    assert saved(studio, display_name="Of the course").status == 200
    assert mixin.downstream_customized == ["display_name"]


def test_a_title_left_alone_is_not_noted(linked):
    studio, mixin = linked
    assert saved(studio, weight="4").status == 200 and mixin.downstream_customized == []


def test_a_refused_save_notes_nothing(linked):
    studio, mixin = linked
    assert studio.save({**studio.tree, "attrs": {"display_name": "Mine"}}, "an old base").status != 200
    assert mixin.downstream_customized == []


def test_studio_s_own_form_is_told_too(linked):
    studio, mixin = linked
    studio.post("submit_studio_edits", {"values": {"display_name": "Of the course"}, "defaults": []})
    assert mixin.downstream_customized == ["display_name"]


def test_a_draft_is_content_that_a_library_hands_on_and_no_setting_of_the_course(linked):
    studio, mixin = linked
    tree = with_attributes(studio.tree, "plain", to="")
    tree["attrs"]["display_name"] = "Of the course, when it is finished"
    assert studio.save(tree).json["draft"] is True
    assert mixin.downstream_customized == []
    handed_on = studio.block().get_explicitly_set_fields_by_scope(Scope.content)
    assert handed_on.keys() == {"content", "draft"} and studio.setting("display_name") == "Of the library"
    assert studio.save(with_attributes(studio.tree, "plain", to="signed")).json["draft"] is False
    assert mixin.downstream_customized == ["display_name"]
    assert studio.block().get_explicitly_set_fields_by_scope(Scope.content).keys() == {"content"}
