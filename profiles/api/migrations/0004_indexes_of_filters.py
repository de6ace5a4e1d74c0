"""What programs filter and order people by is found by an index, however many people there are.

The tables are those of `people`; the indexes serve the API alone, so they come and go with it.
"""

from django.db import migrations

FORWARD = """
CREATE INDEX api_newest_change ON people_profile (public_changed_at, id) WHERE status = 'published';
CREATE INDEX api_language ON people_profile ((lower(split_part(language, '-', 1))), sort_key, id)
    WHERE status = 'published';
CREATE INDEX api_orcid ON people_item (title) WHERE kind = 'identifiers' AND type = 'orcid';
CREATE INDEX api_interest ON people_item (key, title) WHERE kind = 'interests';
"""
BACKWARD = """
DROP INDEX api_newest_change;
DROP INDEX api_language;
DROP INDEX api_orcid;
DROP INDEX api_interest;
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0003_pages_of_before_are_in_the_feed"), ("people", "0007_languages_of_texts")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
