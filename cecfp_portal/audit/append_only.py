"""Migration operations that make a table append-only by trigger."""

from django.db.migrations import RunSQL

CREATE_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""
DROP_FUNCTION = "DROP FUNCTION refuse_change()"


def append_only(table: str) -> RunSQL:
    """Return the operation that lets rows of `table` be added and read, and nothing else.

    The migration that uses it depends on ("audit", "0002_append_only"), which creates the trigger's function.
    """
    return RunSQL(
        [
            f'CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f'CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ],
        [f'DROP TRIGGER {table}_no_truncate ON "{table}"', f'DROP TRIGGER {table}_no_change ON "{table}"'],
    )
