"""Migration operations that freeze by trigger what a table holds: whole rows, or every value once it is written."""

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


CREATE_WRITE_ONCE_FUNCTION = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    field text;
    written jsonb;
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION '% keeps its rows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    FOR field, written IN SELECT key, value FROM jsonb_each(to_jsonb(OLD)) LOOP
        IF written NOT IN ('null'::jsonb, '""'::jsonb) AND to_jsonb(NEW) -> field IS DISTINCT FROM written THEN
            RAISE EXCEPTION '% of % is written already', field, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END $$
"""
DROP_WRITE_ONCE_FUNCTION = "DROP FUNCTION refuse_rewriting()"


def write_once(table: str) -> RunSQL:
    """Return the operation that lets empty columns of `table` be filled in, and refuses to change a filled one.

    The migration that uses it depends on ("audit", "0003_write_once"), which creates the trigger's function.
    """
    no_rewriting, no_truncate = f"{table}_no_rewriting", f"{table}_no_truncate"
    return RunSQL(
        f"""
        CREATE TRIGGER {no_rewriting} BEFORE UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
        CREATE TRIGGER {no_truncate} BEFORE TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
        """,
        f'DROP TRIGGER {no_truncate} ON "{table}"; DROP TRIGGER {no_rewriting} ON "{table}"',
    )
