"""One's own parts: one small form each, a whole page without JavaScript, a swapped row with HTMX."""
