"""The application that gunicorn serves."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
if os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.build":
    raise ImproperlyConfigured("config.settings.build holds placeholders and serves nobody. Choose other settings.")

application = get_wsgi_application()
