"""Version 1: one function per address, over the same queries and actions as the pages."""
