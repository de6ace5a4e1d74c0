"""The release before that the examples of migrations follow: a shop of shelves and items, and words to change it."""

from django.db import migrations as m
from django.db import models

BEFORE = [
    m.CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))]),
    m.CreateModel(
        "Item",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("shelf", models.ForeignKey("shop.shelf", models.CASCADE)),
            ("title", models.CharField(max_length=20)),
            ("kind", models.CharField(max_length=9)),
            ("note", models.CharField(max_length=20, null=True)),
            ("size", models.SmallIntegerField(db_default=0)),
            ("friends", models.ManyToManyField("shop.item")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(kind__in=("a", "b")), name="known_kind"),
                models.UniqueConstraint(fields=("shelf", "title"), name="one_title"),
            ]
        },
    ),
]


def text(**how):
    return models.CharField(max_length=20, **how)


def check(**values):
    return models.CheckConstraint(condition=models.Q(**values), name="rule")


def apart(*in_the_database):
    return m.SeparateDatabaseAndState(database_operations=in_the_database)


def fill(apps, schema_editor):
    """As a migration of data has it."""
