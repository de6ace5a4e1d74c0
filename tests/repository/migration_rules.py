"""What each kind of operation does to the release before: a table of rules, one function per kind."""

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from django.contrib.postgres import operations as postgres
from django.db import connection, migrations
from django.db.migrations.operations.base import Operation
from django.db.models import F, Field, Model, Q, UniqueConstraint, Value
from django.db.models.fields import NOT_PROVIDED
from django.db.models.functions import Now

from tests.repository.migration_scene import Scene, Trouble

_TEXT = re.compile(r"varchar\((\d+)\)|varchar|text")
HARMLESS = (
    migrations.CreateModel,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.AlterModelTableComment,
    migrations.AlterConstraint,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    postgres.AddIndexConcurrently,
    postgres.ValidateConstraint,
    postgres.CreateExtension,
    postgres.CreateCollation,
)


@singledispatch
def troubles(operation: Operation, scene: Scene) -> Iterator[Trouble]:
    """What nobody has thought of here is not known to be harmless."""
    yield Trouble(type(operation).__name__, "Nobody has said what this does to the previous release.")


def _none(operation: Operation, scene: Scene) -> Iterator[Trouble]:
    yield from ()


for kind in HARMLESS:
    troubles.register(kind, _none)


@troubles.register
def _delete_model(operation: migrations.DeleteModel, scene: Scene) -> Iterator[Trouble]:
    if scene.known.table(scene.old(operation.name)):
        yield scene.trouble(operation.name, reason="The table goes, and the previous release asks for it.")


@troubles.register
def _rename_model(operation: migrations.RenameModel, scene: Scene) -> Iterator[Trouble]:
    old, new = scene.old(operation.old_name), scene.new(operation.new_name)
    moves = old._meta.db_table != new._meta.db_table or old._meta.local_many_to_many
    if moves and scene.known.table(old):
        yield scene.trouble(
            operation.old_name, reason="The table gets another name than the previous release asks for."
        )


@troubles.register
def _rename_table(operation: migrations.AlterModelTable, scene: Scene) -> Iterator[Trouble]:
    old, new = scene.old(operation.name), scene.new(operation.name)
    if old._meta.db_table != new._meta.db_table and scene.known.table(old):
        yield scene.trouble(operation.name, reason="The table gets another name than the previous release asks for.")


@troubles.register
def _remove_field(operation: migrations.RemoveField, scene: Scene) -> Iterator[Trouble]:
    model = scene.old(operation.model_name)
    field: Any = model._meta.get_field(operation.name)
    through = field.remote_field.through if field.many_to_many else None
    if scene.known.table(through) if through else scene.known.column(model, operation.name):
        names = (operation.model_name, operation.name)
        yield scene.trouble(*names, reason="The column goes, and the previous release asks for it.")


@troubles.register
def _rename_field(operation: migrations.RenameField, scene: Scene) -> Iterator[Trouble]:
    old, new = scene.old(operation.model_name), scene.new(operation.model_name)
    is_same = old._meta.get_field(operation.old_name).column == new._meta.get_field(operation.new_name).column
    if not is_same and scene.known.column(old, operation.old_name):
        names = (operation.model_name, operation.old_name)
        yield scene.trouble(*names, reason="The column gets another name than the previous release asks for.")


@troubles.register
def _add_field(operation: migrations.AddField, scene: Scene) -> Iterator[Trouble]:
    model = scene.new(operation.model_name)
    field: Any = model._meta.get_field(operation.name)
    if not scene.known.table(model) or field.many_to_many or not field.concrete:
        return
    if _is_required(field):
        yield _of(scene, operation, "The previous release writes rows without it: give it a db_default or null=True.")
    if field.generated or not _is_constant(field.db_default):
        yield _of(
            scene, operation, "The whole table is written anew meanwhile: give it a constant db_default, or none."
        )
    if field.unique and not field.null:
        yield _of(scene, operation, "Every row that is there gets the same value: null=True, and fill it first.")


@troubles.register
def _alter_field(operation: migrations.AlterField, scene: Scene) -> Iterator[Trouble]:
    old: Any = scene.old(operation.model_name)._meta.get_field(operation.name)
    new: Any = scene.new(operation.model_name)._meta.get_field(operation.name)
    if old.many_to_many or not scene.known.table(new.model):
        return
    if not scene.known.column(old.model, operation.name):
        if _is_required(new):
            yield _of(scene, operation, "The previous release writes rows without it: it keeps its db_default or null.")
        return
    yield from (_of(scene, operation, reason) for reason in _what_changes(old, new))


def _what_changes(old: Any, new: Any) -> Iterator[str]:
    if old.column != new.column:
        yield "The column gets another name than the previous release asks for."
    if not _is_wider(old, new):
        yield "Its type changes: add another column, fill it, and let this one go a release later."
    if old.null and not new.null:
        yield "The previous release may write nothing into it."
    if not _is_required(old) and not old.null and _is_required(new):
        yield "The previous release writes rows without it: it keeps its db_default."
    if new.unique and not old.unique:
        yield "The previous release may write a value twice."
    if new.db_index and not (old.db_index or old.unique or new.unique):
        yield "Nobody can write while the index is made: AddIndexConcurrently."
    if _reference(new) not in (None, _reference(old)):
        yield "The previous release may write what refers to nothing."


@troubles.register
def _add_index(operation: migrations.AddIndex, scene: Scene) -> Iterator[Trouble]:
    """Over a column that is new, and so the same in all rows, it is made in a moment."""
    index, model = operation.index, scene.new(operation.model_name)
    names = {name for name, _ in index.fields_orders} | _named_in(index.expressions)
    if scene.known.table(model) and all(scene.known.column(model, name) for name in names):
        subject = (operation.model_name, str(index.name))
        yield scene.trouble(*subject, reason="Nobody can write while the index is made: AddIndexConcurrently.")


@troubles.register
def _add_constraint(operation: migrations.AddConstraint, scene: Scene) -> Iterator[Trouble]:
    """Not validated, too: the rows to come have to keep it."""
    model, rule = scene.new(operation.model_name), operation.constraint
    is_kept = _keeps_unique if isinstance(rule, UniqueConstraint) else _keeps_check
    if scene.known.table(model) and not is_kept(rule, model, scene):
        names = (operation.model_name, rule.name)
        yield scene.trouble(*names, reason="The previous release may write what this forbids.")


@troubles.register
def _remove_constraint(operation: migrations.RemoveConstraint, scene: Scene) -> Iterator[Trouble]:
    rule = scene.known.constraints.get(operation.name)
    if isinstance(rule, UniqueConstraint):
        names = (operation.model_name, operation.name)
        yield scene.trouble(*names, reason="The previous release finds one row where there may be two then.")


@troubles.register
def _unique_together(operation: migrations.AlterUniqueTogether, scene: Scene) -> Iterator[Trouble]:
    old = scene.old(operation.name)
    if scene.known.table(old) and set(operation.option_value or ()) - set(old._meta.unique_together):
        yield scene.trouble(operation.name, reason="The previous release may write what is unique twice.")


@troubles.register
def _order_with_respect_to(operation: migrations.AlterOrderWithRespectTo, scene: Scene) -> Iterator[Trouble]:
    if operation.order_with_respect_to and scene.known.table(scene.old(operation.name)):
        yield scene.trouble(operation.name, reason="The previous release writes rows without their order.")


@troubles.register
def _run_python(operation: migrations.RunPython, scene: Scene) -> Iterator[Trouble]:
    if operation.code is not migrations.RunPython.noop:
        name = getattr(operation.code, "__name__", "RunPython")
        yield Trouble(name, "It changes rows as no linter can see.")


@troubles.register
def _run_sql(operation: migrations.RunSQL, scene: Scene) -> Iterator[Trouble]:
    if operation.sql != migrations.RunSQL.noop:
        yield Trouble("RunSQL", "It changes the database as no linter can see.")


@troubles.register
def _separate(operation: migrations.SeparateDatabaseAndState, scene: Scene) -> Iterator[Trouble]:
    """What happens in the database counts."""
    state = scene.before.clone()
    for inner in operation.database_operations:
        before = state.clone()
        inner.state_forwards(scene.app, state)
        yield from troubles(inner, Scene(scene.app, before, state, scene.known))


def _of(scene: Scene, operation: Any, reason: str) -> Trouble:
    return scene.trouble(operation.model_name, operation.name, reason=reason)


def _is_required(field: Any) -> bool:
    """Whether a row that does not name it is refused."""
    return not field.null and field.db_default is NOT_PROVIDED and not field.generated


def _is_constant(db_default: Any) -> bool:
    return db_default is NOT_PROVIDED or isinstance(db_default, Value | Now) or not hasattr(db_default, "as_sql")


def _is_wider(old: "Field[Any, Any]", new: "Field[Any, Any]") -> bool:
    """Whether it is the same column, or one for longer texts, which costs nothing and takes all that came before."""
    was, becomes = old.db_parameters(connection), new.db_parameters(connection)
    if was.get("collation") != becomes.get("collation") or becomes["check"] not in (None, was["check"]):
        return False
    longest = [_longest(str(found["type"])) for found in (was, becomes)]
    return was["type"] == becomes["type"] or (longest[0] > 0 and longest[0] <= longest[1])


def _longest(kind: str) -> float:
    """How long a text may be; 0 for what is none."""
    found = _TEXT.fullmatch(kind)
    return (float(found[1]) if found[1] else float("inf")) if found else 0


def _reference(field: Any) -> str | None:
    """The table of which it has to name a row."""
    return str(field.related_model._meta.db_table) if field.is_relation and field.db_constraint else None


def _keeps_unique(rule: Any, model: type[Model], scene: Scene) -> bool:
    """With a column that the previous release leaves empty, no two of its rows are the same."""
    fields = [model._meta.get_field(name) for name in rule.fields]
    unknown: list[Any] = [field for field in fields if not scene.known.column(model, field.name)]
    is_distinct = rule.nulls_distinct is not False
    return is_distinct and any(field.null and field.db_default is NOT_PROVIDED for field in unknown)


def _keeps_check(rule: Any, model: type[Model], scene: Scene) -> bool:
    """All it speaks of is unknown to the previous release; or it lists what was allowed, and more."""
    condition = getattr(rule, "condition", None)
    if not isinstance(condition, Q):
        return False
    names = condition.referenced_base_fields
    if names and not any(scene.known.column(model, name) for name in names):
        return True
    was, becomes = (_listed(one) for one in (scene.known.constraints.get(rule.name), rule))
    return bool(was) and was[0] == becomes[0] and was[1] <= becomes[1]


def _listed(rule: Any) -> Any:
    """The field and the values of a rule that does nothing but list them; else nothing."""
    condition = getattr(rule, "condition", None)
    if not isinstance(condition, Q) or condition.negated or len(condition.children) != 1:
        return ()
    lookup, values = condition.children[0] if isinstance(condition.children[0], tuple) else ("", None)
    return (lookup, frozenset(values)) if lookup.endswith("__in") and isinstance(values, list | tuple) else ()


def _named_in(expressions: Iterable[Any]) -> set[str]:
    """The fields that they speak of."""
    leaves = [leaf for one in expressions for leaf in (one.flatten() if hasattr(one, "flatten") else [one])]
    return {leaf.name for leaf in leaves if isinstance(leaf, F)}
