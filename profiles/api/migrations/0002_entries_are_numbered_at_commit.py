"""The database numbers the entries of the feed as their transactions commit, one after the other.

A deferred trigger runs when a transaction commits, and takes the one row of the feed until it has. So a higher number
is never seen before a lower one, and who goes on from the last number read has missed nothing.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION number_the_feed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    taken bigint;
BEGIN
    INSERT INTO api_feed AS feed (id, era, position) VALUES (1, gen_random_uuid(), 1)
        ON CONFLICT (id) DO UPDATE SET position = feed.position + 1
        RETURNING feed.position INTO taken;
    UPDATE api_feedentry SET position = taken WHERE id = NEW.id;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER feed_is_numbered AFTER INSERT ON api_feedentry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.position IS NULL) EXECUTE FUNCTION number_the_feed();
"""
BACKWARD = """
DROP TRIGGER feed_is_numbered ON api_feedentry;
DROP FUNCTION number_the_feed();
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
