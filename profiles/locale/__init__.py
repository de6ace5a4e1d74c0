"""Translations, and formats of dates where Django's are not ours."""
