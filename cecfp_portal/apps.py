"""Django app of the building itself: templates' tags and system checks."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cecfp_portal"
    label = "cecfp_portal"
    verbose_name = "CE-CFP portal"

    def ready(self) -> None:
        from cecfp_portal import checks  # noqa: F401  (registers the checks)
