"""For each rule about migrations: what breaks it, what is refused by which name, and its twin that passes."""

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations as m
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower, Random

from tests.repository.migration_shop import apart, check, fill, text

NEW = m.AddField("item", "colour", text(null=True))
NEWER = [
    m.CreateModel("Box", [("id", models.BigAutoField(primary_key=True)), ("title", text())]),
    m.AddField("box", "size", models.IntegerField()),
    m.AddIndex("box", models.Index(fields=["title"], name="box_titles")),
    m.AddConstraint("box", models.UniqueConstraint(fields=("title",), name="one_box")),
    m.AlterField("box", "title", models.IntegerField()),
    m.RenameField("box", "size", "width"),
    m.RemoveField("box", "width"),
    m.RenameModel("Box", "Crate"),
    m.AlterModelTable("Crate", "crates"),
    m.DeleteModel("Crate"),
]
RULES = {
    "a table goes": ([m.DeleteModel("Shelf")], "shop.shelf: The table goes", NEWER),
    "a table is renamed": (
        [m.RenameModel("Shelf", "Board")],
        "shop.shelf: The table gets another name",
        [m.AlterModelTable("Shelf", "shop_shelf"), m.RenameModel("Shelf", "Board")],
    ),
    "a table's name changes": (
        [m.AlterModelTable("Shelf", "boards")],
        "shop.shelf: The table gets another name",
        [m.AlterModelTable("Shelf", "shop_shelf")],
    ),
    "a column goes": (
        [m.RemoveField("item", "note")],
        "shop.item.note: The column goes",
        [NEW, m.RemoveField("item", "colour")],
    ),
    "a column goes in the database alone": (
        [apart(m.RemoveField("item", "note"))],
        "shop.item.note: The column goes",
        [m.SeparateDatabaseAndState(state_operations=[m.RemoveField("item", "note")])],
    ),
    "a table between two goes": (
        [m.RemoveField("item", "friends")],
        "shop.item.friends: The column goes",
        [m.AddField("item", "foes", models.ManyToManyField("shop.shelf")), m.RemoveField("item", "foes")],
    ),
    "a column is renamed": (
        [m.RenameField("item", "note", "remark")],
        "shop.item.note: The column gets another name",
        [
            m.AlterField("item", "note", text(null=True, db_column="note")),
            m.RenameField("item", "note", "remark"),
        ],
    ),
    "a column's name changes": (
        [m.AlterField("item", "note", text(null=True, db_column="remark"))],
        "shop.item.note: The column gets another name",
        [m.AlterField("item", "note", text(null=True, blank=True, help_text="as written"))],
    ),
    "a new column is required": (
        [m.AddField("item", "colour", text(default=""))],
        "shop.item.colour: The previous release writes rows without it",
        [m.AddField("item", "colour", text(default="", db_default="")), m.AddField("item", "hue", text(null=True))],
    ),
    "a new column is required later": (
        [NEW, m.AlterField("item", "colour", text())],
        "shop.item.colour: The previous release writes rows without it",
        [NEW, m.AlterField("item", "colour", text(db_default=""))],
    ),
    "a new column has a value of its own in each row": (
        [m.AddField("item", "lot", models.FloatField(db_default=Random()))],
        "shop.item.lot: The whole table is written anew",
        [m.AddField("item", "lot", models.FloatField(db_default=models.Value(0.5)))],
    ),
    "a new column is made of others": (
        [
            m.AddField(
                "item",
                "double",
                models.GeneratedField(
                    expression=models.F("size") * 2, output_field=models.IntegerField(), db_persist=True
                ),
            )
        ],
        "shop.item.double: The whole table is written anew",
        [m.AddField("item", "double", models.IntegerField(null=True))],
    ),
    "a new column is unique": (
        [m.AddField("item", "key", text(db_default="", unique=True))],
        "shop.item.key: Every row that is there gets the same value",
        [m.AddField("item", "key", text(null=True, unique=True))],
    ),
    "a type changes": (
        [m.AlterField("item", "size", models.BigIntegerField(db_default=0))],
        "shop.item.size: Its type changes",
        [m.AddField("item", "size_in_full", models.BigIntegerField(db_default=0))],
    ),
    "a text becomes shorter": (
        [m.AlterField("item", "title", models.CharField(max_length=19))],
        "shop.item.title: Its type changes",
        [
            m.AlterField("item", "title", models.CharField(max_length=21)),
            m.AlterField("item", "title", models.TextField()),
        ],
    ),
    "a text is ordered otherwise": (
        [m.AlterField("item", "title", text(db_collation="C"))],
        "shop.item.title: Its type changes",
        [m.AlterField("item", "title", text(verbose_name="name"))],
    ),
    "a number may no longer be below zero": (
        [m.AlterField("item", "size", models.PositiveSmallIntegerField(db_default=0))],
        "shop.item.size: Its type changes",
        [m.AddField("item", "height", models.PositiveSmallIntegerField(db_default=0))],
    ),
    "nothing is no longer a value": (
        [m.AlterField("item", "note", text())],
        "shop.item.note: The previous release may write nothing",
        [m.AlterField("item", "title", text(null=True))],
    ),
    "a default goes": (
        [m.AlterField("item", "size", models.SmallIntegerField())],
        "shop.item.size: The previous release writes rows without it",
        [m.AlterField("item", "size", models.SmallIntegerField(db_default=1))],
    ),
    "a column becomes unique": (
        [m.AlterField("item", "title", text(unique=True))],
        "shop.item.title: The previous release may write a value twice",
        [m.AddField("item", "key", text(null=True, unique=True)), m.AlterField("item", "key", text(null=True))],
    ),
    "a column gets an index": (
        [m.AlterField("item", "title", text(db_index=True))],
        "shop.item.title: Nobody can write while the index is made",
        [AddIndexConcurrently("item", models.Index(fields=["title"], name="titles"))],
    ),
    "a number has to name a row": (
        [
            m.AddField("item", "box", models.ForeignKey("shop.shelf", models.CASCADE, null=True, related_name="boxes")),
            m.AlterField("item", "shelf", models.ForeignKey("shop.item", models.CASCADE)),
        ],
        "shop.item.shelf: The previous release may write what refers to nothing",
        [
            m.AddField("item", "box", models.ForeignKey("shop.shelf", models.CASCADE, null=True, related_name="boxes")),
            m.AlterField("item", "shelf", models.ForeignKey("shop.shelf", models.CASCADE, db_constraint=False)),
        ],
    ),
    "an index is made": (
        [m.AddIndex("item", models.Index(fields=["title", "kind"], name="titles"))],
        "shop.item.titles: Nobody can write while the index is made",
        [NEW, m.AddIndex("item", models.Index(fields=["title", "colour"], name="titles"))],
    ),
    "an index over what is made of columns": (
        [m.AddIndex("item", models.Index(Lower("title"), name="titles"))],
        "shop.item.titles: Nobody can write while the index is made",
        [
            AddIndexConcurrently("item", models.Index(Lower("title"), name="titles")),
            m.RenameIndex("item", new_name="t", old_name="titles"),
            m.RemoveIndex("item", "t"),
        ],
    ),
    "what is there becomes unique": (
        [m.AddConstraint("item", models.UniqueConstraint(fields=("kind", "title"), name="rule"))],
        "shop.item.rule: The previous release may write what this forbids",
        [NEW, m.AddConstraint("item", models.UniqueConstraint(fields=("kind", "colour"), name="rule"))],
    ),
    "empty counts as the same": (
        [
            NEW,
            m.AddConstraint(
                "item", models.UniqueConstraint(fields=("kind", "colour"), name="rule", nulls_distinct=False)
            ),
        ],
        "shop.item.rule: The previous release may write what this forbids",
        [NEW, m.AddConstraint("item", models.UniqueConstraint(fields=("kind", "colour"), name="rule"))],
    ),
    "there is a new rule": (
        [m.AddConstraint("item", check(size__gt=0))],
        "shop.item.rule: The previous release may write what this forbids",
        [NEW, m.AddConstraint("item", check(colour__gt=""))],
    ),
    "there is a new rule for new rows": (
        [AddConstraintNotValid("item", check(size__gt=0))],
        "shop.item.rule: The previous release may write what this forbids",
        [NEW, AddConstraintNotValid("item", check(colour__gt="")), ValidateConstraint("item", "rule")],
    ),
    "a new rule compares with what is there": (
        [NEW, m.AddConstraint("item", check(colour=Lower("title")))],
        "shop.item.rule: The previous release may write what this forbids",
        [NEW, m.AddConstraint("item", check(colour=Lower("colour")))],
    ),
    "a new rule names no column": (
        [m.AddConstraint("item", models.CheckConstraint(condition=models.Q(RawSQL("size > 0", ())), name="rule"))],
        "shop.item.rule: The previous release may write what this forbids",
        [NEW, m.AddConstraint("item", check(colour__gt=""))],
    ),
    "a list of what is allowed gets shorter": (
        [
            m.RemoveConstraint("item", "known_kind"),
            m.AddConstraint("item", models.CheckConstraint(condition=models.Q(kind__in=("a", "c")), name="known_kind")),
        ],
        "shop.item.known_kind: The previous release may write what this forbids",
        [
            m.RemoveConstraint("item", "known_kind"),
            m.AddConstraint(
                "item", models.CheckConstraint(condition=models.Q(kind__in=["a", "b", "c"]), name="known_kind")
            ),
        ],
    ),
    "what was unique is no longer": (
        [m.RemoveConstraint("item", "one_title")],
        "shop.item.one_title: The previous release finds one row",
        [m.RemoveConstraint("item", "known_kind")],
    ),
    "two together become unique": (
        [m.AlterUniqueTogether("item", {("kind", "title")})],
        "shop.item: The previous release may write what is unique twice",
        [m.AlterUniqueTogether("item", set())],
    ),
    "rows get an order": (
        [m.AlterOrderWithRespectTo("item", "shelf")],
        "shop.item: The previous release writes rows without their order",
        [m.AlterModelOptions("item", {"ordering": ["title"]})],
    ),
    "rows are changed": ([m.RunPython(fill)], "fill: It changes rows", [m.RunPython(m.RunPython.noop)]),
    "statements are run": ([m.RunSQL("SELECT 1")], "RunSQL: It changes the database", [m.RunSQL(m.RunSQL.noop)]),
    "rows are changed by statements": (
        [m.RunSQL("INSERT INTO shop_new VALUES (1); UPDATE shop_item SET title = ''")],
        "RunSQL: It changes the database",
        [
            m.RunSQL(
                "-- new\nINSERT INTO shop_new SELECT id FROM shop_item; UPDATE shop_new SET a = 1; DELETE FROM shop_new"
            )
        ],
    ),
    "an index is made by a statement": (
        [m.RunSQL([("CREATE INDEX titles ON shop_item (title)", None)])],
        "RunSQL: It changes the database",
        [m.RunSQL(["CREATE INDEX CONCURRENTLY titles ON shop_item (title)", "CREATE INDEX news ON shop_new (a)"])],
    ),
    "a trigger changes what is written": (
        [m.RunSQL("CREATE TRIGGER t BEFORE INSERT ON shop_item FOR EACH ROW EXECUTE FUNCTION f()")],
        "RunSQL: It changes the database",
        [
            m.RunSQL(
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE shop_new SET a = 1; END $$;"
                "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON shop_new FOR EACH ROW EXECUTE FUNCTION f()"
            )
        ],
    ),
    "more is altered than statistics": (
        [m.RunSQL("ALTER TABLE shop_item ALTER title SET STATISTICS 500, DROP note")],
        "RunSQL: It changes the database",
        [
            m.RunSQL("ALTER TABLE shop_item ALTER title SET STATISTICS 500"),
            m.RunSQL("ALTER INDEX i SET (fastupdate = off)"),
        ],
    ),
    "nobody knows what it does": (
        [type("Unheard", (m.operations.base.Operation,), {"state_forwards": lambda *_: None})()],
        "Unheard: Nobody has said what this does",
        [m.AlterModelManagers("item", []), m.AlterModelTableComment("item", "things")],
    ),
}
