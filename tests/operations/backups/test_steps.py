"""What a restored database needs before people see it."""

from profiles.operations.backups import steps
from profiles.people.models import Profile


def test_every_page_counts_as_changed(ada, ben):
    before = dict(Profile.objects.values_list("pk", "public_version"))
    for step in steps.AFTER_RESTORE:
        step.run()
    after = dict(Profile.objects.values_list("pk", "public_version"))
    assert {pk: version - before[pk] for pk, version in after.items()} == dict.fromkeys(before, steps.NEWER)
