"""The defences of lists that are written whole."""

from tests.defences import Defence

ACTIONS = "profiles/people/actions"
IN_LISTS = "tests/people/actions/test_lists.py"

DEFENCES = [
    Defence(
        "the words of several parts are locked in one order",
        f"{ACTIONS}/turns.py",
        "outer = _WAITING.set(waiting)",
        "outer = _WAITING.set(None)",
        "tests/directory/test_dictionary_at_once.py"
        "::test_two_who_change_several_parts_at_once_take_the_words_of_all_in_one_order",
    ),
    Defence(
        "a list is put back only as it was left",
        f"{ACTIONS}/lists.py",
        'if stand(stored) != before["left"]:',
        "if False:",
        f"{IN_LISTS}::test_undo_never_takes_away_what_was_changed_since",
    ),
    Defence(
        "a list takes no id of another's",
        f"{ACTIONS}/lists.py",
        "or Item.objects.filter(pk__in=new).exists()",
        "",
        f"{IN_LISTS}::test_ids_of_others_and_ids_that_come_twice_are_refused",
    ),
    Defence(
        "the history keeps no name that a list leaves out",
        f"{ACTIONS}/lists.py",
        "Note(Verb.REMOVED, part) if names else Note(",
        "Note(",
        f"{IN_LISTS}::test_names_that_are_left_out_are_forgotten_for_good",
    ),
    Defence(
        "what a list called a name before is forgotten with it",
        f"{ACTIONS}/forgetting.py",
        'return {content["title"] for content in (*of_item, *of_list)}',
        'return {content["title"] for content in of_item}',
        f"{IN_LISTS}::test_a_name_that_a_list_rewrote_is_forgotten_with_what_it_was_before",
    ),
]
