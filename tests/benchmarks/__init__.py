"""Measurements that print; nothing here passes or fails."""
