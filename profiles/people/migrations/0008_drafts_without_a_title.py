from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0007_languages_of_texts')]
    operations = [
        migrations.AlterField(
            model_name='draft',
            name='title',
            field=models.CharField(blank=True, db_default='', default='', help_text='of a section that its owner made', max_length=80),
        ),
    ]
