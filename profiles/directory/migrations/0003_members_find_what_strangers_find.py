from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    """No other name could be written before these words existed, so members find what strangers do."""
    apps.get_model("directory", "Entry").objects.update(member_words=F("words"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_words_for_members")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
