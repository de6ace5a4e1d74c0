import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import profiles.shared.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_members_find_what_strangers_find'),
        ('people', '0007_languages_of_texts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rebuild',
            fields=[
                ('id', models.UUIDField(default=profiles.shared.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('last_profile', models.UUIDField(help_text='all up to this one are done', null=True)),
                ('profiles', models.PositiveIntegerField(default=0, help_text='that are done')),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('text', models.TextField(db_collation='C', primary_key=True, serialize=False)),
                ('is_public', models.BooleanField(default=False)),
                ('pieces', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
        ),
        migrations.AddField(
            model_name='entry',
            name='facets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='entry',
            name='member_facets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None),
        ),
        # The same indexes, but written at once: a search never reads a list of what is pending.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER INDEX {name} SET (fastupdate = off)", f"ALTER INDEX {name} RESET (fastupdate)"
                )
                for name in ("entry_words", "entry_member_words")
            ],
            state_operations=[
                operation
                for name in ("words", "member_words")
                for operation in (
                    migrations.RemoveIndex(model_name="entry", name=f"entry_{name}"),
                    migrations.AddIndex(
                        model_name="entry",
                        index=django.contrib.postgres.indexes.GinIndex(
                            fastupdate=False, fields=[name], name=f"entry_{name}"
                        ),
                    ),
                )
            ],
        ),
        migrations.AddIndex(
            model_name='word',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['pieces'], name='word_pieces'),
        ),
        # Of a few thousand words the planner must know how many have them: one that it takes for frequent, and is not,
        # makes it read the whole table.
        migrations.RunSQL(
            "ALTER TABLE directory_entry ALTER words SET STATISTICS 500, ALTER member_words SET STATISTICS 500",
            "ALTER TABLE directory_entry ALTER words SET STATISTICS -1, ALTER member_words SET STATISTICS -1",
        ),
    ]
