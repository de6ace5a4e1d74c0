"""Backups: everything that people wrote, in a folder of its own per moment, and the way back from one."""
