from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0006_draft_title')]
    operations = [
        migrations.AddField(
            model_name='part',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', help_text='of title and text, as BCP 47', max_length=35),
        ),
        migrations.AlterField(
            model_name='item',
            name='language',
            field=models.CharField(blank=True, help_text='of title, detail and text, as BCP 47', max_length=35),
        ),
    ]
