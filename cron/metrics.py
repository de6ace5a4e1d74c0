"""What the monitor measures, named once for its code, the dashboards and the alarms."""

from dataclasses import dataclass

COMPONENTS = ("database", "cache")  # what /healthz/ready tells of


@dataclass(frozen=True)
class Metric:
    """One name in CloudWatch. Each value of `services`, and each target, is a metric that is paid for by itself."""

    name: str
    unit: str
    meaning: str
    services: tuple[str, ...]
    has_target: bool = False


AVAILABILITY = Metric("Availability", "None", "1 when the target answered as it should, else 0", ("site",), True)
LATENCY = Metric("Latency", "Milliseconds", "Until the whole answer was there", ("site",), True)
CERTIFICATE_DAYS = Metric("CertificateDays", "None", "Days until the certificate expires", ("site",), True)
READY = Metric("Ready", "None", "1 when the component is ready, 0 when it failed", COMPONENTS)
BACKUP_AGE = Metric("BackupAge", "Seconds", "Since the newest good backup was finished, or none found", ("backups",))
DISK_USED = Metric("DiskUsed", "Percent", "Of the disk that holds the containers", ("host",))
MEMORY_USED = Metric("MemoryUsed", "Percent", "Of the machine's memory", ("host",))
HEARTBEAT = Metric("Heartbeat", "Count", "1 from every round; its absence is an alarm", ("monitor",))
DROPPED_POINTS = Metric("DroppedPoints", "Count", "Points that could not be kept until they were sent", ("monitor",))
# Beyond what is free; sent with MONITOR_METRICS=all.
LOAD_PER_CPU = Metric("LoadPerCpu", "None", "Processes that want a CPU, over five minutes, for each CPU", ("host",))

DEFAULT = (
    *(AVAILABILITY, LATENCY, CERTIFICATE_DAYS, READY, BACKUP_AGE),
    *(DISK_USED, MEMORY_USED, HEARTBEAT, DROPPED_POINTS),
)
ALL = (*DEFAULT, LOAD_PER_CPU)


@dataclass(frozen=True)
class Point:
    """One value of a metric, at a moment in seconds since 1970."""

    metric: Metric
    service: str
    value: float
    at: float
    target: str = ""

    @property
    def dimensions(self) -> dict[str, str]:
        return {"Service": self.service, "Target": self.target} if self.target else {"Service": self.service}


def namespace(environment: str) -> str:
    return f"Colophon/{environment}"
