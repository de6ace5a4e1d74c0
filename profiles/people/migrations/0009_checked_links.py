from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0008_reach')]
    operations = [
        migrations.AddField(
            model_name='item',
            name='verified_at',
            field=models.DateTimeField(help_text='when the page that a link leads to was seen to lead back', null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='checked_at',
            field=models.DateTimeField(help_text='when somebody was last sent to look', null=True),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('kind', 'links')), fields=['checked_at'], name='link_by_check'),
        ),
    ]
