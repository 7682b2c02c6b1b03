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
    no_change, no_truncate = f"{table}_no_change", f"{table}_no_truncate"
    return RunSQL(
        f"""
        CREATE TRIGGER {no_change} BEFORE UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {no_truncate} BEFORE TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f'DROP TRIGGER {no_truncate} ON "{table}"; DROP TRIGGER {no_change} ON "{table}"',
    )
