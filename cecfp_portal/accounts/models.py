"""People, the organisations they act for, the factories of those, and the registrations of verifiers."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.roles import OrganisationKind, Right
from cecfp_portal.accounts.validators import validate_factory_licence, validate_juristic_id


class UserManager(BaseUserManager["User"]):
    """Creates people; the e-mail address is the user name and is compared without case."""

    use_in_migrations = True

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True, max_length=254)
    name_th = models.CharField(_("name in Thai"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    is_staff = models.BooleanField(_("may use the reference-data admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name_th or self.name_en or self.email

    def get_full_name(self) -> str:
        return str(self)

    def name_in(self, language: str) -> str:
        """Return the name in `th` or `en`; where that is missing, the other, else the e-mail address."""
        return (self.name_en if language == "en" else self.name_th) or str(self)


class Organisation(models.Model):
    """A manufacturer, a verification body or the authority."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    juristic_id = models.CharField(
        _("13-digit juristic person number"), max_length=13, blank=True, validators=[validate_juristic_id]
    )
    branch_number = models.CharField(_("branch number (5 digits, 00000 = head office)"), max_length=5, default="00000")
    address_th = models.TextField(_("address in Thai"), max_length=1000, blank=True)
    address_en = models.TextField(_("address in English"), max_length=1000, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    registration_number = models.CharField(_("registration number with TGO"), max_length=50, blank=True)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "juristic_id", "branch_number"],
                condition=~Q(juristic_id=""),
                name="organisation_once_per_juristic_id",
            ),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name_th


class Factory(models.Model):
    """A factory with its licence (รง.4), or a works that needs none."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="factories")
    name_th = models.CharField(_("factory name in Thai"), max_length=300)
    name_en = models.CharField(_("factory name in English"), max_length=300, blank=True)
    licence = models.CharField(
        _("factory licence number"), max_length=40, blank=True, validators=[validate_factory_licence]
    )
    address_th = models.TextField(_("address in Thai"), max_length=1000, blank=True)
    address_en = models.TextField(_("address in English"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("factory")
        verbose_name_plural = _("factories")

    def __str__(self) -> str:
        return self.name_th


class Membership(models.Model):
    """A person's right in an organisation; one row per person and organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    right = models.CharField(_("right"), max_length=20, choices=Right)
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(ended_at=None), name="membership_once_while_open"
            ),
            models.CheckConstraint(condition=Q(right__in=Right.values), name="membership_right_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class VerifierRegistration(models.Model):
    """TGO's registration of a verifier, personal number and validity period."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="verifier_registrations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="verifier_registrations")
    number = models.CharField(_("verifier's personal number"), max_length=50, unique=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("verifier registration")
        verbose_name_plural = _("verifier registrations")
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="verifier_registration_period")
        ]

    def __str__(self) -> str:
        return self.number
