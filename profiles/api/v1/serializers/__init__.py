"""What the API shows, in field order."""
