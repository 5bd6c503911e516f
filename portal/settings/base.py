"""Settings that are safe in production; `dev`, `demo` and `test` soften them line by line."""

from pathlib import Path

import environ
from django.utils.csp import CSP

from home.languages import LANGUAGES_BY_CODE
from portal import embedded_postgres
from portal.request_log import LOGGING  # noqa: F401

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()

#: What the site writes: static files, uploads.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# --- what the site is ---------------------------------------------------------------------------

DEBUG = False
#: Whether portal/checks.py stops a start with settings that are not fit for a public site.
REFUSE_UNSAFE_SETTINGS = True
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
WAGTAIL_SITE_NAME = "Yhteisölähtöinen kotoutuminen"
WAGTAILADMIN_BASE_URL = SITE_URL
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "home.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

#: Where a sign-up without a coordinator, and every national one, is told.
TEAM_EMAIL = env("TEAM_EMAIL", default="")
#: Whom to call when a form does not fit; shown where words are not offered in a language.
CONTACT_PHONE = env("CONTACT_PHONE", default="")
#: Languages whose words about safety, worries, consent and privacy count as read until the team ticks them itself.
REVIEWED_LANGUAGES = env.list("REVIEWED_LANGUAGES", default=["fi", "sv", "en"])
#: Named on the page about the partners; domain.md §1.
PROJECT_MANAGER = env("PROJECT_MANAGER", default="")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="")
#: Part of every calendar UID: never change it.
EVENT_UID_DOMAIN = env("EVENT_UID_DOMAIN", default="yhteisolahtoinen.example.org")
#: The pilot's end date (domain.md §1), shown in banners.
PILOT_ENDED_ON = env("PILOT_ENDED_ON", default="2025-12-31")
#: The line beside the emblem of the European Union, `funded` or `co-funded`, and the fund named below it.
EU_FUNDING_STATEMENT = env("EU_FUNDING_STATEMENT", default="funded")
EU_FUND_NAME = env("EU_FUND_NAME", default="AMIF (EUSA)")
#: Shown on every page, in print and in mail; empty outside the demo.
DEMO_SITE = False

# --- personal data: how long it is kept (volunteering/keeping.py has the defaults) -----------------

#: Single periods that differ: {"closed": {"months": 12}}.
RETENTION_PERIODS: dict[str, dict[str, int]] = {}
#: Above so many people in one night nothing is erased and the team is told: a clock may be wrong.
RETENTION_MOST_PEOPLE = env.int("RETENTION_MOST_PEOPLE", default=200)
#: A file of hashes outside of the database, which `reapply_erasures` reads after a restore.
ERASURE_LIST = env("ERASURE_LIST", default=str(VAR_DIR / "erasures.txt"))

# --- languages ----------------------------------------------------------------------------------

#: Languages with a complete interface; the order is that of the switcher.
OFFERED_LANGUAGES = ["fi", "sv", "en", "fi-simple", "ar"]
LANGUAGE_CODE = "fi"
LANGUAGES = [(code, LANGUAGES_BY_CODE[code].endonym) for code in OFFERED_LANGUAGES]
LANGUAGES_BIDI = [code for code, language in LANGUAGES_BY_CODE.items() if language.dir == "rtl"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Wagtail's own tree synchronisation copies aliases everywhere; wagtail-localize's defects: architecture D9.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
_BY_MACHINE = ("fi", "sv", "en", "ar", "uk", "ru", "fr", "es")
#: Machine translation, if somebody has a key; from which language into which: a bad text that nobody here can check
#: does more harm than none (no Dari, Somali, Swahili, Tigrinya, Kurdish or easy Finnish).
MACHINE_TRANSLATION_PAIRS = env.list(
    "MACHINE_TRANSLATION_PAIRS",
    default=[f"{source}:{target}" for source in _BY_MACHINE[:3] for target in _BY_MACHINE if source != target],
)
WAGTAILLOCALIZE_MACHINE_TRANSLATOR: dict[str, object] | None = None
if env("DEEPL_AUTH_KEY", default=""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "home.machine_translation.DeepLTranslator",
        "OPTIONS": {"AUTH_KEY": env("DEEPL_AUTH_KEY")},
    }
elif env("LIBRETRANSLATE_URL", default=""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "home.machine_translation.LibreTranslator",
        "OPTIONS": {"URL": env("LIBRETRANSLATE_URL"), "API_KEY": env("LIBRETRANSLATE_API_KEY", default="")},
    }
#: A page whose slug starts with this is left out of the public URLs of what lies below it.
TRANSPARENT_SLUG_PREFIX = "district-"

# --- applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "search",
    "events",
    "volunteering",
    "municipalities",
    "home",
    "wagtail_localize",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "municipalities.apps.AdminConfig",  # wagtail.admin without its own workflow mails
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.request_log.RequestLogMiddleware",
    "portal.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.locale.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.sign_in.SessionLimitsMiddleware",
    "portal.sign_in.TwoFactorMiddleware",
    "municipalities.middleware.DistrictBorderMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "volunteering.middleware.KeepAnswersMiddleware",
    "volunteering.protected.ProtectedDeletionMiddleware",
    "home.middleware.MachineTranslationMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.shell",
            ],
        },
    },
]

# --- data ---------------------------------------------------------------------------------------

#: Without DATABASE_URL the project brings its own server (docs/decisions/0002).
USES_EMBEDDED_DATABASE = not env("DATABASE_URL", default="")
DATABASES = {
    "default": embedded_postgres.connection_parameters() if USES_EMBEDDED_DATABASE else env.db_url("DATABASE_URL")
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a connection that died with a database restart is replaced
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=5,
    # A request waits five seconds for a connection, then fails in words instead of piling up.
    pool={"min_size": 0, "max_size": 4, "timeout": 5, "max_idle": 300},
)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Rate limits hold across workers without anything to install; a Redis can be named instead.
    "shared": env.cache_url("SHARED_CACHE_URL", default="dbcache://shared_cache"),
}
#: Final sends of forms from one address within an hour: above the first they are looked at, above the second refused.
SIGNUPS_QUARANTINED_ABOVE = env.int("SIGNUPS_QUARANTINED_ABOVE", default=5)
SIGNUPS_REFUSED_ABOVE = env.int("SIGNUPS_REFUSED_ABOVE", default=60)
#: The same for anonymous forms that a whole room fills in on one network: wishes, the pulse.
ROOM_QUARANTINED_ABOVE = env.int("ROOM_QUARANTINED_ABOVE", default=200)
ROOM_REFUSED_ABOVE = env.int("ROOM_REFUSED_ABOVE", default=1000)

# --- transport: TLS everywhere, ended by the web server in front ----------------------------------

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # set, never passed on, by deploy/nginx.conf
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the same web server writes X-Forwarded-For: limits of signing in count per visitor
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by machines behind the web server
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
#: Public pages; portal/headers.py loosens it for the admin. `data:` is the picture of a second factor's secret.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

# --- sign-in ------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
#: Two factors for everyone in the admin; softened only where nobody's data is at stake. portal/checks.py refuses False.
MFA_ENFORCED = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators make the accounts and know the addresses
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
ACCOUNT_ADAPTER = "portal.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # sign-up is closed
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or factor is told by mail
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,60/15m/ip", "reset_password": "3/1h/key,20/1h/ip"}
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/admin/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- mail: everything goes through the queue, never by SMTP in a request ------------------------

MAILERS = {
    "default": {"BACKEND": "home.mail.backend.QueueingBackend"},
    "transport": {
        "BACKEND": env("MAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend"),
        "OPTIONS": {
            "host": env("MAIL_HOST", default="localhost"),
            "port": env.int("MAIL_PORT", default=25),
            "username": env("MAIL_USERNAME", default=""),
            "password": env("MAIL_PASSWORD", default=""),
            "use_tls": env.bool("MAIL_USE_TLS", default=False),
            "timeout": 20,
        },
    },
}

# --- files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.staticfiles.OneSheetStorage"},
}

# --- Wagtail ------------------------------------------------------------------------------------

WAGTAILIMAGES_IMAGE_MODEL = "home.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.image_forms.PortalImageForm"  # an alternative text per language
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]  # no SVG: it can carry script
TASKS = {"default": {"BACKEND": "home.bulk.TaskBackend"}}  # at once, except while the demo is loaded
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"},
}
# Its autosave and a submit within the same second both create the page, and the second fails on the slug.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request leaves for a third party
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# The date picker writes and reads days as people do here: with another format it turns 26.1.2027 into today.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
FORMAT_MODULE_PATH = ["portal.formats"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fi", "suomi"), ("sv", "svenska")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a document is saved, never opened on our origin
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # video is a plain link until somebody clicks
TAGGIT_CASE_INSENSITIVE = True
