"""Every numeric column refuses what is no finite number, by the database itself."""

import pytest
from django.db import DataError, IntegrityError, connection, transaction

pytestmark = pytest.mark.django_db


def numeric_columns() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type IN ('numeric', 'double precision', 'real') ORDER BY 1, 2"
        )
        return [(table, column) for table, column in cursor.fetchall()]


def loosened_copy(table: str) -> str:
    """Return a temporary table with the checks of `table`, into which a single column can be written."""
    copy = f"copy_of_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMP TABLE IF NOT EXISTS "{copy}" (LIKE "{table}" INCLUDING CONSTRAINTS)')
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull", [copy]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{copy}" ALTER COLUMN "{name}" DROP NOT NULL')
    return copy


def is_refused(copy: str, column: str, value: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{copy}" ("{column}") VALUES (%s::numeric)', [value])
    except (DataError, IntegrityError):
        return True
    return False


def test_there_are_numeric_columns_and_no_floating_point() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('double precision', 'real')"
        )
        assert cursor.fetchone() == (0,)
    assert len(numeric_columns()) > 15


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_no_numeric_column_takes_what_is_not_finite(value: str) -> None:
    taking = [
        f"{table}.{column}"
        for table, column in numeric_columns()
        if not is_refused(loosened_copy(table), column, value)
    ]
    assert taking == []


def test_the_copy_takes_a_number() -> None:
    """The control: it is the value that is refused, not the row."""
    assert not is_refused(loosened_copy("applications_bomnode"), "mass_value", "12.5")
