"""The defences around organisations: what is loaded, who is suggested what, and what becomes stale."""

from tests.defences import Defence

STORING = "profiles/people/actions/organizations.py"
IDS = "profiles/people/organizations.py"
REGISTRY = "profiles/people/registry.py"
VIEW = "profiles/people/views/organizations.py"
COMMAND = "profiles/operations/management/commands/load_ror.py"
IN_STORING = "tests/people/test_actions_organizations.py"
IN_VIEW = "tests/people/test_views_organizations.py"
IN_REGISTRY = "tests/people/test_registry.py"
IN_COMMAND = "tests/operations/test_load_ror.py"

DEFENCES = [
    Defence(
        "a stranger is suggested no organisations",
        VIEW,
        "return HttpResponse(status=401)",
        "pass",
        f"{IN_VIEW}::test_a_stranger_is_suggested_nothing",
    ),
    Defence(
        "suggestions are limited",
        VIEW,
        'rate_limits.check("search", str(member(request).pk))',
        "pass",
        f"{IN_VIEW}::test_suggestions_are_limited_for_each_member",
    ),
    Defence(
        "a query that folds to many letters is cut",
        IDS,
        "folding.fold(query[:MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH]",
        "folding.fold(query[:MAX_QUERY_LENGTH])",
        f"{IN_VIEW}::test_no_query_is_too_odd",
    ),
    Defence(
        "an id with a wrong checksum is refused",
        IDS,
        "return int(ror[7:]) == 98 - number * 100 % 97",
        "return True",
        "tests/people/test_organizations.py::test_what_is_no_id_is_refused",
    ),
    Defence(
        "what a name only tricks with is left out",
        REGISTRY,
        'return clean_line(name.encode(errors="ignore").decode())',
        "return name",
        f"{IN_REGISTRY}::test_a_name_is_kept_once_and_clean",
    ),
    Defence(
        "a renamed organisation makes pages stale",
        STORING,
        'version=F("version") + 1,',
        'version=F("version"),',
        f"{IN_STORING}::test_what_pages_show_of_an_organisation_makes_them_stale",
    ),
    Defence(
        "the public version does not tell of a hidden item",
        STORING,
        "items.filter(visibility=Visibility.PUBLIC, part__visibility=Visibility.PUBLIC)",
        "items",
        f"{IN_STORING}::test_the_public_version_does_not_tell_of_a_hidden_item",
    ),
    Defence(
        "two loads do not run at once",
        COMMAND,
        "if not cursor.fetchone()[0]:",
        "if cursor.fetchone() is None:",
        f"{IN_COMMAND}::test_two_loads_do_not_run_at_once",
    ),
]
