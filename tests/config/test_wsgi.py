"""The application that gunicorn serves, and under which settings it does not."""

from tests.config.test_settings import PRODUCTION, python


def test_nobody_is_served_under_build_settings():
    refusal = python("-c", "import config.wsgi", DJANGO_SETTINGS_MODULE="config.settings.build")
    assert refusal.returncode != 0
    assert "holds placeholders and serves nobody" in refusal.stderr


def test_the_same_door_opens_under_other_settings():
    served = python("-c", "import config.wsgi; print(config.wsgi.application)", **PRODUCTION)
    assert served.returncode == 0, served.stderr
