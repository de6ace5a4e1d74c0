#!/usr/bin/env python3
"""Django's door."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config import doctor

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    try:
        if sys.argv[1:2] == ["doctor"]:
            doctor.refuse_unreadable_settings(sys.argv[2:])
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:  # before a command knows better what to say
        sys.exit("Interrupted.")
