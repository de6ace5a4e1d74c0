"""Reads for the API: the feed, people by what they show, organisations and interests."""
