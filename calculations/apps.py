"""Django app of the ruler: reference data and charts over the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalculationsConfig(AppConfig):
    name = "calculations"
    verbose_name = _("Calculations")
