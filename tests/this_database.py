"""The database of the test that runs, as programs that it starts are told of it."""


def variables(name: str = "") -> dict[str, str]:
    """What leads them there, or to another database beside it."""
    from django.db import connection

    chosen = connection.settings_dict
    given = {f"POSTGRES_{part}": str(chosen[part] or "") for part in ("HOST", "PORT", "USER", "PASSWORD")}
    return given | {"POSTGRES_DB": name or str(chosen["NAME"]), "DATABASE_URL": ""}
