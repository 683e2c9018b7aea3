"""The options that several commands share. Those of the commands that search are in `queries`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

__all__ = ["FACET_LIMIT", "add_options", "as_of_option", "json_option"]

FACET_LIMIT = 20
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def add_options(*options: Decorator) -> Decorator:
    """Return a decorator that adds options to a command, in this order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


as_of_option = click.option("--as-of", metavar="DATE", help="Use the versions of that day.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object.")
