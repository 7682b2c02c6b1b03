"""The building: settings, doors, keys and wiring of the CE-CFP portal."""

from cecfp_portal.celery import app as celery_app

__all__ = ["celery_app"]
