"""Signing in: e-mail without case, limits, closed sign-up, the audit trail, and the admin's one door."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache.backends.db import DatabaseCache
from django.test import Client

from cecfp_portal import settings as production
from cecfp_portal.accounts.models import Membership, User
from cecfp_portal.audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, make_user

LOGIN = "/th/accounts/login/"


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def verbs() -> list[str]:
    return list(AuditEvent.objects.values_list("verb", flat=True))


def test_address_is_compared_without_case(client, db):
    person = make_user("somying@example.th")
    assert sign_in(client, "SomYing@Example.TH")["Location"] == "/th/people/desk/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_addresses_are_stored_in_lower_case(db):
    assert User.objects.create_user("SomChai@Example.TH", PASSWORD).email == "somchai@example.th"


def test_sign_in_and_out_are_told_to_the_audit_trail(client, db):
    person = make_user("somying@example.th")
    sign_in(client, person.email)
    client.post("/th/accounts/logout/")
    events = AuditEvent.objects.all()
    assert [(event.verb, event.by, event.actor) for event in events] == [
        ("accounts.signed_in", person, "person"),
        ("accounts.signed_out", person, "person"),
    ]
    assert all(event.subject_id == str(person.public_id) and event.request_id for event in events)


@pytest.mark.parametrize("email", ["somying@example.th", "nobody@example.th", "x\x00@example.th", "รหัสผ่าน"])
def test_refused_sign_in_keeps_nothing_that_was_typed(client, db, email):
    make_user("somying@example.th")
    response = sign_in(client, email, "a wrong password 123")
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    for event in AuditEvent.objects.all():
        assert (event.verb, event.actor, event.data) == ("accounts.sign_in_refused", "visitor", {})
        assert "wrong password" not in str(event.__dict__) and "nobody" not in str(event.__dict__)


def test_known_and_unknown_addresses_get_the_same_answer(client, db):
    make_user("somying@example.th")
    answers = [
        sign_in(Client(), email, "a wrong password 123") for email in ("somying@example.th", "nobody@example.th")
    ]
    errors = [answer.context["form"].errors.as_json() for answer in answers]
    assert errors[0] == errors[1] != "{}"


def test_eleventh_try_on_an_account_is_refused_even_with_the_right_password(client, db):
    make_user("somying@example.th")
    for _ in range(10):
        sign_in(client, "somying@example.th", "a wrong password 123")
    response = sign_in(client, "somying@example.th")
    assert response.status_code in {200, 429}
    assert "_auth_user_id" not in client.session
    assert sign_in(client, make_user("other@example.th").email).status_code == 302


def test_limit_is_counted_in_a_table_that_all_processes_share(db):
    assert production.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    for_one_process, for_another = (DatabaseCache(production.CACHES["default"]["LOCATION"], {}) for _ in range(2))
    for_one_process.set("tries", [1.0, 2.0], 60)
    assert for_another.get("tries") == [1.0, 2.0]


def test_a_spray_over_other_accounts_wipes_no_count_out(db):
    table = DatabaseCache(production.CACHES["default"]["LOCATION"], production.CACHES["default"])
    accounts = [f"account-{number}" for number in range(400)]
    for account in accounts:
        table.set(account, [1.0], 900)
    assert len(table.get_many(accounts)) == len(accounts)


def test_inactive_person_cannot_sign_in_and_a_session_ends_at_once(client, db):
    person = make_user("somying@example.th")
    sign_in(client, person.email)
    User.objects.update(is_active=False)
    assert client.get("/th/people/desk/")["Location"].startswith(LOGIN)
    sign_in(client, person.email)
    assert client.get("/th/people/desk/")["Location"].startswith(LOGIN)


def test_session_id_changes_with_the_sign_in_and_ends_with_the_sign_out(client, db):
    person = make_user("somying@example.th")
    sign_in(client, person.email)
    cookie = client.cookies["cecfp_session"].value
    client.post("/th/accounts/logout/")
    client.cookies["cecfp_session"] = cookie
    assert client.get("/th/people/desk/")["Location"].startswith(LOGIN)


def test_sign_up_is_closed_unless_opened(client, db, settings):
    typed = {"email": "new@example.th", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/th/accounts/signup/", typed).status_code == 200
    assert not User.objects.exists()
    settings.SIGN_UP_OPEN = True
    assert client.post("/th/accounts/signup/", typed).status_code == 302
    assert User.objects.get().email == "new@example.th"


def test_link_to_a_new_password_comes_by_mail_in_the_language_of_the_page(client, db):
    make_user("somying@example.th")
    client.post("/en/accounts/password/reset/", {"email": "somying@example.th"})
    [message] = mail.outbox
    assert message.to == ["somying@example.th"]
    assert "/en/accounts/password/reset/key/" in message.body


def test_person_whom_the_administrator_added_sets_the_first_password_by_mail(client, db):
    person = User.objects.create_user("new@example.th")
    assert not person.has_usable_password()
    client.post("/th/accounts/password/reset/", {"email": person.email})
    link = re.search(r"http\S+/password/reset/key/\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(Client(), person.email)["Location"] == "/th/people/desk/"


def test_nobody_changes_the_address_that_says_who_they_are(signed_in, db):
    client = signed_in(make_user("somying@example.th"))
    assert client.post("/th/accounts/email/", {"email": "other@example.th", "action_add": ""}).status_code == 405
    assert client.get("/th/accounts/email/")["Location"] == "/th/people/desk/"
    assert not EmailAddress.objects.filter(email="other@example.th").exists()


def test_admin_has_no_sign_in_of_its_own(client, db):
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/")["Location"].startswith(LOGIN)
    assert client.post("/admin/login/", {"username": "x", "password": "y"})["Location"].startswith(LOGIN)


def test_what_the_administrator_changes_is_told_to_the_audit_trail(signed_in, personas):
    admin = make_user(is_staff=True, is_superuser=True)
    membership = Membership.objects.get(user=personas.officer)
    typed = {"user": membership.user_id, "organisation": membership.organisation_id, "right": "approver"}
    typed |= {"ended_at_0": "", "ended_at_1": ""}
    client = signed_in(admin)
    assert client.post(f"/admin/accounts/membership/{membership.pk}/change/", typed).status_code == 302
    event = AuditEvent.objects.get(verb="accounts.membership.changed")
    assert (event.by, event.data) == (admin, {"fields": ["right"]})
    assert client.post(f"/admin/accounts/membership/{membership.pk}/delete/", {"post": "yes"}).status_code == 403


def test_person_added_by_the_administrator_has_no_password_and_a_lower_case_address(signed_in, db):
    client = signed_in(make_user(is_staff=True, is_superuser=True))
    typed = {"email": "New@Example.TH", "name_th": "", "name_en": "", "is_active": "on"}
    assert client.post("/admin/accounts/user/add/", typed).status_code == 302
    person = User.objects.get(email="new@example.th")
    assert not person.has_usable_password() and not person.is_staff
    assert AuditEvent.objects.get(verb="accounts.user.added").subject_id == str(person.public_id)


@pytest.mark.parametrize(("fields", "status"), [({}, 302), ({"is_staff": True, "is_superuser": True}, 200)])
def test_admin_opens_for_staff_only(signed_in, db, fields, status):
    client = signed_in(make_user(**fields))
    assert client.get("/admin/").status_code == status
    assert client.get("/admin/login/").status_code == (403 if status == 302 else 302)
