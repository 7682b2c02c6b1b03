"""What the database itself refuses: changing a frozen revision, and a decision whose people are not who it says."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION applications_revision_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a revision is frozen' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER applications_revision_frozen BEFORE UPDATE OR DELETE ON applications_revision
    FOR EACH ROW EXECUTE FUNCTION applications_revision_frozen();
CREATE TRIGGER applications_revision_kept BEFORE TRUNCATE ON applications_revision
    FOR EACH STATEMENT EXECUTE FUNCTION applications_revision_frozen();
"""
FROZEN_BACK = """
DROP TRIGGER applications_revision_kept ON applications_revision;
DROP TRIGGER applications_revision_frozen ON applications_revision;
DROP FUNCTION applications_revision_frozen();
"""
PEOPLE = """
CREATE FUNCTION applications_decision_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    recommender bigint;
    verifier bigint;
BEGIN
    IF NEW.recommendation_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT recommended_by_id INTO recommender FROM applications_recommendation
        WHERE id = NEW.recommendation_id AND application_id = NEW.application_id;
    SELECT signed_by_id INTO verifier FROM applications_statement
        WHERE application_id = NEW.application_id AND voided_at IS NULL;
    IF recommender IS DISTINCT FROM NEW.recommended_by_id OR verifier IS DISTINCT FROM NEW.verified_by_id THEN
        RAISE EXCEPTION 'a decision must name who recommended and who verified' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER applications_decision_people BEFORE INSERT OR UPDATE ON applications_decision
    FOR EACH ROW EXECUTE FUNCTION applications_decision_people();
"""
PEOPLE_BACK = """
DROP TRIGGER applications_decision_people ON applications_decision;
DROP FUNCTION applications_decision_people();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [migrations.RunSQL(FROZEN, FROZEN_BACK), migrations.RunSQL(PEOPLE, PEOPLE_BACK)]
