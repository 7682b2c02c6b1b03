"""What pytest loads first."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.fixtures", "tests.factories.cases", "tests.chromium"]

# The same examples on every run: a search for new ones belongs to the drill, where a find stops nobody's work.
settings.register_profile("tests", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")
