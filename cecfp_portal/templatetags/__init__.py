"""Template tags and filters of the portal; templates load them with `{% load portal %}`."""
