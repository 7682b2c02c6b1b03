"""What pytest loads first."""

pytest_plugins = ["tests.fixtures", "tests.factories.cases", "tests.chromium"]
