"""What a row cost, as it is compared: percentiles, means, ratios to the constant page, and the goals."""

import statistics
from dataclasses import dataclass, field

YARDSTICK = 0.32  # milliseconds, of the constant page where the goals were set


@dataclass
class Row:
    """All that was measured of one row at one site; milliseconds, those of the database one by one."""

    is_search: bool = False
    waits: list[float] = field(default_factory=list)
    stores: list[float] = field(default_factory=list)
    webs: list[float] = field(default_factory=list)  # the mean of each round
    per_second: list[float] = field(default_factory=list)  # of each round
    dearest: tuple[float, object] = (0.0, None)
    queries: int | None = None

    def note_store(self, spent: float, question: object) -> None:
        self.stores.append(spent)
        if self.dearest[1] is None or spent > self.dearest[0]:
            self.dearest = (spent, question)

    @property
    def web(self) -> float:
        return statistics.median(self.webs)

    @property
    def store(self) -> float:
        return statistics.fmean(self.stores)

    @property
    def cpu(self) -> float:
        """Of all server processes for one request."""
        return self.web + self.store


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so many of a hundred do not exceed."""
    ordered = sorted(values)
    place = -(-len(ordered) * share // 100)  # rounded up
    return ordered[max(int(place), 1) - 1]


@dataclass(frozen=True)
class Goal:
    """`figure` and `most` are in `unit`; a lower one is better."""

    what: str
    figure: float
    most: float
    unit: str
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.figure <= self.most

    @property
    def verdict(self) -> str:
        return "met" if self.is_met else f"**missed**, by a factor of {self.figure / self.most:.1f}"


Rows = dict[str, Row]
D = "constant page (d)"
LENGTHENED = "neighbours lengthen it"


def yardstick(sites: list[Rows]) -> float:
    """d: what the constant page cost where it was disturbed least, so that no neighbour makes a row look cheap."""
    return min(rows[D].cpu for rows in sites)


def goals(small: Rows, large: Rows, d: float, *, memory: float, first_answer: float) -> list[Goal]:
    """Those that this can measure. Times of a processor are compared as multiples of d, for machines differ."""
    page, directory = large["profile, uncached"], large["directory, first page, uncached"]
    return [
        Goal("profile from a copy", large["profile, copy"].cpu / d, 1.2, "d"),
        Goal("profile, 304", large["profile, 304"].cpu / d, 1.0, "d"),
        Goal("profile, uncached", page.cpu / d, 4 / YARDSTICK, "d", "4 ms where d is 0.32 ms"),
        Goal("profile, uncached: queries", float(page.queries or 0), 4, "queries"),
        Goal("directory, first page, uncached", directory.cpu / d, 5 / YARDSTICK, "d", "5 ms where d is 0.32 ms"),
        *_goals_of_searches(small, large),
        Goal("a worker's own memory", memory, 35, "MB"),
        Goal("first answer after the start", first_answer, 1.5, "s", f"{LENGTHENED}; of gunicorn, without a container"),
    ]


def _goals_of_searches(small: Rows, large: Rows) -> list[Goal]:
    """Each by the kind of search that is farthest from it."""
    searches = [name for name, row in large.items() if row.is_search]
    stores = {name: percentile(large[name].stores, 95) for name in searches}
    waits = {name: percentile(large[name].waits, 95) for name in searches}
    dearest, slowest = max(searches, key=stores.__getitem__), max(searches, key=waits.__getitem__)
    found = [
        Goal("search, p95 in the database", stores[dearest], 30, "ms", f"dearest: {dearest}"),
        Goal("search, p95 end to end", waits[slowest], 60, "ms", f"slowest: {slowest}; {LENGTHENED}"),
    ]
    if small is not large:
        grown = {name: growth(small[name], large[name]) for name in searches}
        most = max(searches, key=grown.__getitem__)
        found.append(Goal("search, growth with people", grown[most], 2, "x", f"most: {most}"))
    return found


def spent_between(before: dict[int, float], after: dict[int, float]) -> float:
    """By processes of which some may have ended, or begun, meanwhile."""
    return sum(spent - before[pid] for pid, spent in after.items() if pid in before)


def growth(small: Row, large: Row) -> float:
    """How many times as much processor time a request takes among more people."""
    return large.cpu / small.cpu
