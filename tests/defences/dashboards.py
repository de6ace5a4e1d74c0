"""The defences of what is measured: nothing that is named is missing, and silence is heard."""

from tests.defences import Defence

TEMPLATE = "deploy/aws/dashboards.yaml"
TESTS = "tests/deploy/test_dashboards.py"

DEFENCES = [
    Defence(
        "a silent monitor is an alarm",
        TEMPLATE,
        "TreatMissingData: breaching",
        "TreatMissingData: missing",
        f"{TESTS}::test_the_absence_of_the_heartbeat_is_an_alarm",
    ),
    Defence(
        "what a dashboard shows is emitted",
        "profiles/shared/metrics.py",
        'Metric("CacheFailures"',
        'Metric("CacheFaults"',
        f"{TESTS}::test_every_metric_that_is_shown_is_emitted",
    ),
    Defence(
        "what is emitted is shown",
        TEMPLATE,
        '["Colophon/${Environment}", "DroppedPoints", "Service", "monitor", {"stat": "Sum"}]',
        '["Colophon/${Environment}", "Heartbeat", "Service", "monitor", {"stat": "Sum"}]',
        f"{TESTS}::test_every_metric_that_is_emitted_is_shown",
    ),
    Defence(
        "an alarm is about what is emitted",
        "cron/metrics.py",
        'Metric("DiskUsed"',
        'Metric("DiskFilled"',
        f"{TESTS}::test_an_alarm_is_about_metrics_that_are_emitted[DiskFull]",
    ),
]
