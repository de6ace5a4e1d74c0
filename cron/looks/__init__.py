"""The looks of a round, one file each: every one bounded in time and size, and a fault is a finding, not an error."""
