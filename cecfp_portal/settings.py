"""Settings: one file for every place the portal runs in, read from the environment by strict helpers."""

from datetime import timedelta
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cecfp_portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY", advice="Use at least 50 random characters; `make run` makes its own.")
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS", "127.0.0.1,localhost")
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DATA_DIR = Path(environment.text("DATA_DIR", str(BASE_DIR / ".local" / "data")))
DEMO = environment.flag("DEMO")
# Shown on the sign-in page of a demo, beside the example people; never used outside one.
DEMO_PASSWORD = environment.text("DEMO_PASSWORD", "circular-economy-2569")
IS_HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "cecfp_portal",
    "cecfp_portal.accounts",
    "cecfp_portal.audit",
    "calculations",
    "applications",
    "certificates",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "drf_spectacular",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside of all that may answer by itself: static files, redirects, refused host names.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cecfp_portal.accounts.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cecfp_portal.accounts.middleware.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cecfp_portal.accounts.middleware.PrivateResponsesMiddleware",
]

ROOT_URLCONF = "cecfp_portal.urls"
WSGI_APPLICATION = "cecfp_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cecfp_portal.accounts.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": environment.database()
    | {
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # The cost of a page told as it is in memory and on solid disks: by the default, which is of turning disks,
            # an index that leads to the first of many at once is passed over for gathering and sorting all of them.
            "options": "-c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s "
            "-c random_page_cost=1.1",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database: limits on sign-ins hold for all web processes, and outlive an emptied Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # It holds the counts of refused sign-ins. Django keeps 300 entries and drops a third of the living beyond: a
        # spray over other accounts would have wiped out an attacker's own count.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_ADAPTER = "cecfp_portal.accounts.adapter.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "100/h/ip,10/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("BEHIND_PROXY") else 0
ACCOUNT_SESSION_REMEMBER = False
SIGN_UP_OPEN = environment.flag("SIGN_UP_OPEN")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if environment.flag("HASHED_STATIC", not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = not environment.flag("HASHED_STATIC", not DEBUG)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_EVIDENCE_BYTES = 20 * 1024 * 1024
# A command that gets the path of a file and ends with 0 (clean) or 1 (infected), e.g. "clamdscan --no-summary".
FILE_SCANNER = environment.text("FILE_SCANNER", "")
# Where the proxy serves DATA_DIR/files under an internal address, e.g. "/protected"; empty: Django sends the file.
ACCEL_REDIRECT_PREFIX = environment.text("ACCEL_REDIRECT_PREFIX", "").rstrip("/")

# The certificates' signature. Key and passphrase (or PIN) are given to the signing worker alone; the roots, which are
# public, to every process that checks a file.
SIGNING_PKCS12 = environment.text("SIGNING_PKCS12", "")
SIGNING_PASSPHRASE = environment.text("SIGNING_PASSPHRASE", "")
SIGNING_PKCS11_LIBRARY = environment.text("SIGNING_PKCS11_LIBRARY", "")
SIGNING_PKCS11_TOKEN = environment.text("SIGNING_PKCS11_TOKEN", "")
SIGNING_PKCS11_PIN = environment.text("SIGNING_PKCS11_PIN", "")
SIGNING_PKCS11_KEY = environment.text("SIGNING_PKCS11_KEY", "")
SIGNING_TIMESTAMP_URL = environment.text("SIGNING_TIMESTAMP_URL", "")
SIGNATURE_TRUST_ROOTS = environment.text("SIGNATURE_TRUST_ROOTS", "")

REDIS_URL = environment.text("REDIS_URL", advice="Set it to redis://host:6379/0, or start the portal with `make run`.")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Never: by default a worker ends itself after a hundred tries.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# What signs runs in the one worker that holds the key (`--queues=signing`), everything else in the others.
CELERY_TASK_ROUTES = {
    "certificates.tasks.issue_certificate": {"queue": "signing"},
    "certificates.tasks.make_dossier": {"queue": "signing"},
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Bangkok"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
OUTBOX_LEASE = timedelta(seconds=environment.number("OUTBOX_LEASE_SECONDS", 60))
OUTBOX_SWEEP_EVERY = timedelta(seconds=environment.number("OUTBOX_SWEEP_SECONDS", 5))
OUTBOX_MAX_ATTEMPTS = 5
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {
        "task": "cecfp_portal.tasks.sweep_outbox",
        "schedule": OUTBOX_SWEEP_EVERY,
        "options": {"expires": OUTBOX_SWEEP_EVERY.total_seconds()},
    },
    "give-renewal-notices": {
        "task": "certificates.tasks.give_renewal_notices",
        "schedule": crontab(hour=8, minute=0),
    },
    "ask-for-confirmations": {
        "task": "certificates.tasks.ask_for_confirmations",
        "schedule": crontab(hour=8, minute=10),
    },
    "check-certificates": {
        "task": "certificates.tasks.start_register_check",
        "schedule": crontab(hour=2, minute=30),
    },
}

EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "CE-CFP <no-reply@localhost>")

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "cecfp_session"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "cecfp_csrf"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "cecfp_portal.views.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # Without it, whoever names another sender in X-Forwarded-For is counted anew.
    "NUM_PROXIES": 1 if environment.flag("BEHIND_PROXY") else 0,
    "COERCE_DECIMAL_TO_STRING": True,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "CE-CFP register",
    "VERSION": "1",
    "DESCRIPTION": (
        "The public register of certificates for the mark Carbon Footprint of Circular Economy Product (CE-CFP). "
        "Read-only, without registration. Refusals are problems (RFC 9457) with a code and a sentence in Thai and "
        "English. Whatever tells a standing must not be kept: ask again."
    ),
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
DJANGO_TABLES2_TEMPLATE = "components/table.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "cecfp_portal.logs.RequestIdFilter"},
        "one_line": {"()": "cecfp_portal.logs.OneLineFilter"},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s%(request)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "loggers": {
        "celery.beat": {"filters": ["one_line"]},
        "celery.worker.consumer.consumer": {"filters": ["one_line"]},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        # What is wrong with a stranger's signature is an answer to him, not a warning to us.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
        "weasyprint": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
}
