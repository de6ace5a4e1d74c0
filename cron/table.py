"""What one round found, as a table for a person."""

from collections.abc import Iterable

from cron.judgement import Verdict


def of(verdicts: Iterable[Verdict]) -> str:
    rows = [(verdict.subject, "well" if verdict.is_well else "WRONG", verdict.sentence) for verdict in verdicts]
    width = max((len(subject) for subject, _, _ in rows), default=0)
    return "\n".join(f"{subject:{width}}  {state:5}  {sentence}" for subject, state, sentence in rows)
