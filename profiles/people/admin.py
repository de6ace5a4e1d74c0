"""What staff do not see: the queue of tasks shows nothing that they could do anything about."""

from django.contrib import admin
from django_tasks_db import admin as of_tasks
from django_tasks_db.models import DBTaskResult

assert of_tasks  # it must have registered its own before that is taken back
admin.site.unregister(DBTaskResult)
