"""The only reader of the environment: every variable, where its value comes from, and typed ways to read it."""

from config.env.sources import environment, is_given, text, use_defaults, use_local_defaults
from config.env.values import (
    choice,
    collector,
    exact_address,
    flag,
    hosts,
    malformed,
    networks,
    number,
    optional_web_address,
    origins,
    redis_address,
    web_address,
)
from config.env.variables import VARIABLES, Variable

__all__ = [
    "VARIABLES",
    "Variable",
    "choice",
    "collector",
    "environment",
    "exact_address",
    "flag",
    "hosts",
    "is_given",
    "malformed",
    "networks",
    "number",
    "optional_web_address",
    "origins",
    "redis_address",
    "text",
    "use_defaults",
    "use_local_defaults",
    "web_address",
]
