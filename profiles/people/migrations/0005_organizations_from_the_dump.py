import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_pictures_belong_to_profiles'),
    ]

    operations = [
        migrations.CreateModel(
            name='RorLoad',
            fields=[
                ('digest', models.CharField(help_text='SHA-256 of the file', max_length=64, primary_key=True, serialize=False)),
                ('records', models.PositiveIntegerField(default=0, help_text='of the file that are done, broken ones included')),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='organization',
            name='organization_words',
        ),
        migrations.AddField(
            model_name='organization',
            name='key',
            field=models.CharField(blank=True, db_collation='C', help_text='that name folded', max_length=400),
        ),
        migrations.AddField(
            model_name='organization',
            name='successor_ror',
            field=models.CharField(blank=True, help_text='of a successor, which may be loaded later', max_length=9),
        ),
        migrations.AlterField(
            model_name='organization',
            name='names',
            field=models.JSONField(default=list, help_text='the others: name, language, type'),
        ),
        migrations.AlterField(
            model_name='organization',
            name='status',
            field=models.CharField(choices=[('active', 'Active'), ('inactive', 'Inactive'), ('withdrawn', 'Withdrawn')], default='active', max_length=10),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='organization_words'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=models.Index(fields=['key'], name='organization_in_order'),
        ),
    ]
