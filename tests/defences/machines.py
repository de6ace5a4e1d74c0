"""The defences of what programs are told about a page."""

from tests.defences import Defence

DEFENCES = [
    Defence(
        "nobody is found by a handle who does not want to be",
        "profiles/pages/views/webfinger.py",
        "if not username or not queries.has_webfinger(STRANGER, username):",
        "if not username:",
        "tests/pages/views/test_webfinger.py::test_hidden_and_not_wanted_look_unknown",
    ),
    Defence(
        "WebFinger tells everybody what a stranger sees",
        "profiles/pages/views/webfinger.py",
        "_described(queries.whole_profile(STRANGER, username)",
        "_described(queries.whole_profile(__import__('profiles.shared.visibility', fromlist=['x']).MEMBER, username)",
        "tests/pages/views/test_webfinger.py::test_nobody_is_told_more_than_a_stranger",
    ),
    Defence(
        "the sitemap lists no page that may not be listed",
        "profiles/pages/sitemaps.py",
        "return access.visible_to(STRANGER).filter(is_indexable=True)",
        "return access.visible_to(STRANGER)",
        "tests/pages/views/test_crawlers.py::test_the_sitemap_lists_public_pages_that_may_be_listed",
    ),
    Defence(
        "no text ends its line of a vCard",
        "profiles/pages/vcards.py",
        '.replace("\\n", "\\\\n"))',
        ")",
        "tests/pages/test_vcards.py::test_no_text_ends_its_line",
    ),
    Defence(
        "members' forms of a page are kept by nobody",
        "profiles/pages/views/representations.py",
        "    if not viewer.is_member:\n        response.headers",
        "    if True:\n        response.headers",
        "tests/pages/views/test_representations.py::test_members_see_more_and_nobody_keeps_it",
    ),
    Defence(
        "a hidden link is asked nowhere",
        "profiles/people/tasks.py",
        "item = _shown().filter(pk=UUID(item_id))",
        "item = Item.objects.filter(pk=UUID(item_id))",
        "tests/people/test_tasks.py::test_what_is_hidden_is_asked_nowhere",
    ),
    Defence(
        "a changed link is verified no more",
        "profiles/people/actions/items.py",
        "item.verified_at = item.checked_at = None",
        "pass",
        "tests/people/test_tasks.py::test_a_changed_link_is_verified_no_more",
    ),
    Defence(
        "what nobody sees on a page leads nowhere",
        "profiles/people/clients.py",
        "_TAG.finditer(_seen(text))",
        "_TAG.finditer(text)",
        "tests/people/test_clients.py::test_a_page_does_not_lead_back",
    ),
    Defence(
        "an answer about an address of before is not noted",
        "profiles/people/tasks.py",
        "still = _shown().filter(pk=item.pk, url=item.url)",
        "still = _shown().filter(pk=item.pk)",
        "tests/people/test_tasks.py::test_an_answer_about_an_address_of_before_is_not_noted",
    ),
    Defence(
        "an answer about a link that was hidden meanwhile is no news",
        "profiles/people/tasks.py",
        "still = _shown().filter(pk=item.pk, url=item.url)",
        "still = Item.objects.filter(pk=item.pk, url=item.url)",
        "tests/people/test_tasks.py::test_an_answer_about_a_link_that_was_hidden_meanwhile_is_no_news",
    ),
    Defence(
        "a member with many links keeps nobody waiting",
        "profiles/people/tasks.py",
        "if times[part_id] <= OF_ONE_PAGE:",
        "if True:",
        "tests/people/test_tasks.py::test_a_member_with_many_links_keeps_nobody_waiting",
    ),
    Defence(
        "what a killed worker had begun is begun once more",
        "profiles/operations/management/commands/work.py",
        "_give_back()\n                tasks",
        "tasks",
        "tests/operations/test_work.py::test_what_a_killed_worker_had_begun_is_done_by_the_next",
    ),
]
