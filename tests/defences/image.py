"""The defences of the image: what enters it, who runs it, and whom it believes."""

from tests.defences import Defence

HERE = "tests/repository/test_image.py"

DEFENCES = [
    Defence(
        "what is not named stays out of an image",
        ".dockerignore",
        "*\n!compose",
        "!compose",
        f"{HERE}::test_what_is_private_or_serves_nobody_is_left_out",
    ),
    Defence(
        "packages in an image are those that were locked",
        "compose/django/Dockerfile",
        " --require-hashes --wheel-dir /wheels",
        " --wheel-dir /wheels",
        f"{HERE}::test_packages_are_checked_by_their_hashes_and_never_compiled",
    ),
    Defence(
        "an image does not run as root",
        "compose/django/Dockerfile",
        "USER 10001:10001",
        "USER root",
        f"{HERE}::test_the_image_runs_as_a_number_that_is_nobody",
    ),
    Defence(
        "gunicorn believes the proxies alone",
        "config/gunicorn.py",
        "in settings.TRUSTED_PROXIES)",
        'in ["0.0.0.0/0"])',
        "tests/config/test_gunicorn.py::test_only_the_proxies_are_believed_how_a_request_arrived",
    ),
]
