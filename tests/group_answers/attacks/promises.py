"""The sentences of docs/privacy.md about the line, each with the attacks that would make it false.

An attack is a row of the table (by its words) that has to be 0, or a test (by its file and name).
"""

RELEASE = "tests/group_answers/test_release.py::"
CONTINUUM = "tests/continuum/test_disclosure_attacks.py::"
LIVE = "tests/continuum/test_live_session.py::"
TABLES = "tests/group_answers/on_a_database/"

PROMISES: dict[str, tuple[str, ...]] = {
    "**k** is the smallest number of people of whom anything is shown: 8 unless the author says otherwise, "
    "never under 5.": (
        RELEASE + "test_a_result_is_shown_from_k_on_and_changes_by_k_never_below_the_smallest",
        CONTINUUM + "test_while_no_batch_is_full_one_answer_changes_nothing_for_anybody",
    ),
    "The line changes only when at least k more people have answered; in between, no answer changes anything that "
    "anybody can read.": (
        CONTINUUM + "test_between_batches_the_display_stands_still",
        TABLES + "test_what_is_shown.py::test_whatever_comes_in_a_result_changes_for_whole_batches_only",
    ),
    "Whatever two lines somebody holds, they differ by the answers of at least k people.": (
        "subtracts results of 16 statements",
        RELEASE + "test_whatever_is_answered_a_result_grows_by_the_promised_number_and_loses_nobody",
    ),
    "The largest k that was promised to anybody in a round holds for all of it, whatever an author sets later and "
    "whichever component of a pool looks.": (
        "sets k from 8 to 5",
        "joins a pool of k=8 with k=5",
        CONTINUUM + "test_an_author_who_sets_a_smaller_number_and_looks_sees_nothing_that_was_promised_otherwise",
        CONTINUUM + "test_another_component_of_a_pool_does_not_see_earlier_than_was_promised",
        CONTINUUM + "test_a_page_that_promised_otherwise_sends_nothing",
    ),
    "Where all but two of those who are added together stand at one point (from 30 people on, all but a tenth), all of "
    "them are counted there, so that neither a look at the line nor one's own place gives the others away.": (
        "0 in a batch of k=",
        "1 in a batch of k=",
        CONTINUUM + "test_whoever_is_among_the_few_who_differ_in_a_batch_can_not_be_seen",
    ),
    "Nobody who looks, however often, learns for certain where one colleague stood: not an outsider, not an author, "
    "not a facilitator, and not somebody who took part.": (
        "reads after every answer",
        "knows the own answer",
        "has one account of their own",
        "reads before and after the own answer",
    ),
    "This holds for what people do next, for averages, for a second round beside the first, for a pool beside its "
    "components, and for copies and re-runs.": (
        "reads what people do next",
        "second round of the same people, beside the first",
        "re-run of the course",
        "copied component",
        "tests/continuum/test_participation.py::test_a_mean_depends_only_on_the_rounded_percentages",
        RELEASE + "test_of_what_people_do_next_the_few_are_not_shown_either",
    ),
    "Nobody can tell in which order the answers of a batch came, and the true counts of a batch are deleted when it is "
    "shown.": (
        RELEASE + "test_who_came_when_within_a_batch_changes_nothing_and_is_stored_nowhere",
        RELEASE + "test_the_true_counts_of_a_published_batch_are_kept_nowhere",
        CONTINUUM + "test_a_batch_is_shown_at_once_and_the_same_whoever_came_last",
    ),
    "A facilitator in a live session decides when the line is shown, but not of fewer than k people, and sees what the "
    "group sees.": (
        "presses after 4, 7 and 9 answers",
        CONTINUUM + "test_a_press_before_k_answers_shows_and_changes_nothing",
        CONTINUUM + "test_a_second_press_shows_nothing_new_before_k_more_have_answered",
        CONTINUUM + "test_in_a_live_session_nothing_is_shown_before_the_facilitator_shows_it_and_then_all_who_answered",
    ),
    "A light in a live session says that k people have answered, without a number; it depends on who answered, and on "
    "nothing that they answered.": (
        LIVE + "test_the_light_depends_on_who_answered_and_on_the_presses_and_not_on_the_places",
        LIVE + "test_the_light_tells_what_a_press_would_tell",
        LIVE + "test_the_light_comes_without_a_number",
        LIVE + "test_staff_see_the_same_light_as_who_took_part",
    ),
    "Only enrolled learners are counted: staff without enrolment, previews, and staff who view the course as a learner "
    "are not.": (
        CONTINUUM + "test_staff_without_enrolment_do_not_fill_a_batch",
        CONTINUUM + "test_where_nobody_can_say_who_is_enrolled_staff_are_not_counted_and_learners_are",
        "tests/continuum/test_participation.py::test_a_preview_counts_and_records_nothing",
    ),
    "There are no tables of one question by another, by team, by role or by site, and no list of answers to export.": (
        CONTINUUM + "test_while_no_batch_is_full_one_answer_changes_nothing_for_anybody",
        "tests/continuum/test_participation.py::test_the_learner_state_holds_only_that_they_took_part",
    ),
    "No row of the database belongs to one answer, and neither numbers, nor order, nor times in its tables say who "
    "stood where.": (
        TABLES + "test_the_tables_tell_nothing.py::"
        "test_two_copies_before_and_after_an_answer_are_alike_for_every_position_it_can_have",
        TABLES + "test_the_tables_tell_nothing.py::test_no_table_knows_a_time_or_numbers_its_rows",
    ),
    "An answer counts once in a round and is never changed or taken back, also after staff have deleted a "
    "learner's state.": (
        TABLES + "test_counting.py::test_each_of_100_learners_who_answer_twice_at_once_counts_once",
        TABLES + "test_shared_and_forgotten.py::test_deleting_a_state_again_and_again_stuffs_no_box",
        TABLES + "test_counting.py::test_a_new_pool_gives_nobody_a_second_answer",
    ),
}
