"""Whole pages, one file per kind of reader."""
