"""What is shared on purpose, and that nothing of a person is left once they withdraw, are deleted, or retire."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.dispatch import Signal
from django.utils import timezone

from powerstruggle_xblock.group_answers import api, receivers, storage

from .support import PLACE, ROUND, SCALE, answer, at_once, positions

OTHER = f"{PLACE}-other"


def texts(place=PLACE):
    return [(each.prompt_id, each.text) for each in api.shared(place)]


def grow_old(days, **which):
    rows = storage.load_models().SharedReflection.objects.filter(**which)
    rows.update(day=timezone.now().date() - timedelta(days=days))


def test_what_is_shared_can_be_read_by_staff_without_a_name_and_by_its_writer():
    api.share(PLACE, "first-sign", 7, "My jaw. 🙂\n<b>")
    api.share(PLACE, "protecting", 7, "Being right.")
    api.share(PLACE, "first-sign", 8, "Talking faster.")
    api.share(OTHER, "first-sign", 7, "Elsewhere.")
    assert api.shared_by(PLACE, 7) == {"first-sign": "My jaw. 🙂\n<b>", "protecting": "Being right."}
    assert sorted(texts()) == [
        ("first-sign", "My jaw. 🙂\n<b>"),
        ("first-sign", "Talking faster."),
        ("protecting", "Being right."),
    ]
    assert set(vars(api.shared(PLACE)[0])) == {"prompt_id", "text"}


def test_the_oldest_day_comes_first():
    for number, text in enumerate(["today", "last week", "yesterday"]):
        api.share(PLACE, "p", number, text)
    grow_old(7, text="last week")
    grow_old(1, text="yesterday")
    assert [text for _, text in texts()] == ["last week", "yesterday", "today"]


def test_sharing_again_replaces_even_when_it_happens_twenty_times_at_once():
    first = api.share(PLACE, "p", 7, "first")
    ids = at_once(lambda number=number: api.share(PLACE, "p", 7, f"version {number}") for number in range(20))
    assert set(ids) == {first}
    assert len(texts()) == 1


def test_prompts_that_differ_in_capitals_only_are_two():
    api.share(PLACE, "p", 7, "small")
    api.share(PLACE, "P", 7, "large")
    assert api.shared_by(PLACE, 7) == {"p": "small", "P": "large"}


def test_components_whose_keys_differ_in_capitals_only_are_two():
    small, large = f"{PLACE}-a", f"{PLACE}-A"
    api.share(small, "p", 7, "small")
    api.share(large, "p", 7, "large")
    assert (texts(small), api.shared_by(large, 7)) == ([("p", "small")], {"p": "large"})
    api.forget_state(small, 7)
    assert (texts(small), texts(large)) == ([], [("p", "large")])


def test_a_shared_id_tells_nothing_about_its_writer():
    ids = {api.share(PLACE, "p", 7, "text")}
    api.withdraw(PLACE, "p", 7)
    assert api.share(PLACE, "p", 7, "text") not in ids


def test_withdrawing_deletes_the_row_and_nobody_elses():
    api.share(PLACE, "p", 7, "mine")
    api.share(PLACE, "p", 8, "theirs")
    assert not api.withdraw(PLACE, "p", 9)
    assert api.withdraw(PLACE, "p", 7)
    assert not api.withdraw(PLACE, "p", 7)
    assert [row.text for row in storage.load_models().SharedReflection.objects.all()] == ["theirs"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"usage_key": ""},
        {"prompt_id": "x" * 81},
        {"user_id": None},
        {"text": ""},
        {"text": "x" * 20_001},
        {"text": None},
        {"text": "\ud800"},
    ],
    ids=str,
)
def test_what_has_the_wrong_shape_is_not_kept(wrong):
    with pytest.raises(ValueError):
        api.share(**{"usage_key": PLACE, "prompt_id": "p", "user_id": 7, "text": "text", **wrong})
    assert not storage.load_models().SharedReflection.objects.exists()


def test_a_deleted_learner_state_takes_the_shared_texts_of_that_component_along():
    api.share(PLACE, "p", 7, "gone")
    api.share(PLACE, "q", 7, "gone too")
    api.share(PLACE, "p", 8, "somebody else's")
    api.share(OTHER, "p", 7, "another component's")
    api.forget_state(PLACE, 7)
    assert texts() == [("p", "somebody else's")]
    assert texts(OTHER) == [("p", "another component's")]


def test_deleting_a_state_again_and_again_stuffs_no_box():
    for position in SCALE:
        answer(7, position)
        api.forget_state(PLACE, 7)
    assert positions() == {"calm": 1}


def test_retiring_leaves_nothing_that_can_be_tied_to_the_person_and_the_counts_as_they_were():
    for person in range(9):
        answer(person, SCALE[person % 5], place=OTHER)
        answer(person, SCALE[person % 5], pool="all")
    api.share(PLACE, "p", 7, "gone")
    api.share(OTHER, "p", 7, "gone too")
    api.share(OTHER, "p", 8, "stays")
    before, line = positions(OTHER), api.distribution(OTHER, ROUND, "names", SCALE)
    api.erase_user(7)
    assert not api.took_part(OTHER, ROUND, 7)
    assert not api.took_part(PLACE, ROUND, 7, pool="all")
    assert [row.user_id for row in storage.load_models().SharedReflection.objects.all()] == ["8"]
    assert storage.load_models().Participation.objects.count() == 3 * 8
    assert (positions(OTHER), api.distribution(OTHER, ROUND, "names", SCALE)) == (before, line)


def test_retiring_finds_marks_that_an_older_key_made(keys):
    answer(7, "calm")
    keys("new", "the key of this site")
    api.erase_user(7)
    assert not storage.load_models().Participation.objects.exists()


def test_the_platforms_signal_erases():
    class User:
        id = 7

    retire = Signal()
    retire.connect(receivers.erase_user)
    api.share(PLACE, "p", 7, "gone")
    retire.send(sender=None, user=User())
    assert texts() == []


def test_the_command_deletes_what_is_older_and_keeps_the_rest():
    for number, days in enumerate((0, 30, 31, 400)):
        api.share(PLACE, "p", number, f"{days} days old")
        grow_old(days, text=f"{days} days old")

    def run(*options):
        out = StringIO()
        call_command("powerstruggle_forget_shared", *options, stdout=out)
        return out.getvalue()

    assert run("--older-than-days", "30", "--dry-run") == "2 shared reflections would be deleted.\n"
    assert len(texts()) == 4
    assert run("--older-than-days", "30") == "2 shared reflections were deleted.\n"
    assert [text for _, text in texts()] == ["30 days old", "0 days old"]
    with pytest.raises(CommandError):
        run("--older-than-days", "-1")
    with pytest.raises(CommandError):
        run()
