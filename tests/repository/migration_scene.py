"""What a rule about migrations is asked about: one operation, the models before and after it, what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.migrations.state import ProjectState
from django.db.models import Model


@dataclass(frozen=True)
class Trouble:
    """What the previous release meets, and the name by which a mark excuses it."""

    subject: str
    reason: str


@dataclass(frozen=True)
class Known:
    """What the previous release knows: its tables with their columns, and its models' constraints by their names."""

    columns: Mapping[str, set[str]]
    constraints: Mapping[str, object]

    @classmethod
    def of(cls, state: ProjectState) -> "Known":
        models = state.apps.get_models(include_auto_created=True)
        return cls(
            {model._meta.db_table: {field.column for field in model._meta.local_concrete_fields} for model in models},
            {str(rule.name): rule for model in models for rule in model._meta.constraints},
        )

    def table(self, model: type[Model]) -> bool:
        return model._meta.db_table in self.columns

    def column(self, model: type[Model], name: str) -> bool:
        column = model._meta.get_field(name).column
        return column in self.columns.get(model._meta.db_table, ())


@dataclass(frozen=True)
class Scene:
    """One operation's stage: the models before and after it, and what the previous release knows of them."""

    app: str
    before: ProjectState
    after: ProjectState
    known: Known

    def old(self, model: str) -> type[Model]:
        return self.before.apps.get_model(self.app, model)

    def new(self, model: str) -> type[Model]:
        return self.after.apps.get_model(self.app, model)

    def trouble(self, *names: str, reason: str) -> Trouble:
        return Trouble(".".join((self.app, *names)).lower(), reason)
