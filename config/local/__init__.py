"""What `make run` and `make test` start on one machine in place of real services."""
