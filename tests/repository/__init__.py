"""The guard: what the house's rules say about the repository itself, one rule per file."""
