from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0007_languages_of_texts')]
    operations = [
        migrations.AddField(
            model_name='profile',
            name='has_webfinger',
            field=models.BooleanField(db_default=False, default=False, help_text='other servers may find the page by a handle'),
        ),
    ]
