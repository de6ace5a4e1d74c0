"""The pages that strangers see by now have come at some time; so the feed begins with all of them."""

from django.db import migrations

FORWARD = """
INSERT INTO api_feedentry (id, position, at, news, profile_id, username, former_username, version)
    SELECT gen_random_uuid(), row_number() OVER (ORDER BY p.published_at, p.id), now(), 'created', p.id, u.username, '',
        p.public_version
    FROM people_profile p JOIN accounts_user u ON u.id = p.user_id
    WHERE p.status = 'published' AND u.is_active;
INSERT INTO api_feed (id, era, position) SELECT 1, gen_random_uuid(), count(*) FROM api_feedentry;
"""
BACKWARD = "DELETE FROM api_feedentry; DELETE FROM api_feed;"


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0002_entries_are_numbered_at_commit"),
        ("accounts", "0003_language"),
        ("people", "0007_languages_of_texts"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
