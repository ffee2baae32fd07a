"""The settings: one file, safe by default. What differs between machines comes from the environment.

Without any configuration the site runs as a try-out on SQLite and says so on every page. With GUIDE_MODE=production it
refuses to start until it knows what a public site must know, and says what to set. README.md lists the variables.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from config.languages import LANGUAGES as REGISTRY
from config.languages import SOURCE
from delivery import logs

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(os.environ.get("GUIDE_STATE_DIR") or BASE_DIR / "var")  # the try-out's database and secret, collected files
MODE = os.environ.get("GUIDE_MODE", "").strip()
PRODUCTION = MODE == "production"
if MODE not in ("", "production"):
    raise ImproperlyConfigured(f"GUIDE_MODE is production, or empty for a try-out; not {MODE!r}")

NEEDED = {
    "SECRET_KEY": "a long random text, for example from: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas, such as guide.example.org",
    "SITE_ADDRESS": "the address of the site as readers type it, such as https://guide.example.org",
    "OPERATOR_NAME": "the organization that runs the site and answers for it; every page names it",
    "OPERATOR_CONTACT": "the address of its contact page (https://…) or an e-mail address",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
}


def required(name: str, otherwise: str = "") -> str:
    """The variable's value; without one the try-out's value, or in production a refusal that says what to set."""
    value = os.environ.get(name, "").strip()
    if value or not PRODUCTION:
        return value or otherwise
    missing = [f"  {key}: {advice}" for key, advice in NEEDED.items() if not os.environ.get(key, "").strip()]
    raise ImproperlyConfigured("GUIDE_MODE is production, but these variables are empty:\n" + "\n".join(missing))


def tryout_secret() -> str:
    """A secret key for the try-out, made once and kept beside its database, so that all workers share it."""
    kept = STATE_DIR / "secret-key"
    if not kept.exists():
        STATE_DIR.mkdir(parents=True, exist_ok=True)
        fresh = STATE_DIR / f"secret-key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another worker was first: its secret is the one
            kept.hardlink_to(fresh)
        fresh.unlink()
    return kept.read_text().strip()


def tryout_database() -> str:
    """The address of the try-out's SQLite file, in a folder that is there."""
    STATE_DIR.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{quote(str(STATE_DIR / 'guide.sqlite3'))}"


def database(url: str) -> dict:
    """Django's settings for a database address: sqlite:///path or postgres://user:password@host:port/name."""
    refusal = f"DATABASE_URL must be {NEEDED['DATABASE_URL']} or sqlite:///file"
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:  # whose message would show a part of the address, and so perhaps of the password
        raise ImproperlyConfigured(
            f"{refusal}; this is no address. In a password, encode what is not a letter or digit."
        ) from None
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"},
        }
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        query = {name: unquote(value) for name, _, value in (pair.partition("=") for pair in parts.query.split("&")) if value}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": port,
            # A server that has gone without a word is noticed after seconds, not after the quarter of an hour that TCP takes.
            # Connections are not kept: the check of a kept one waits for as long as the server hangs.
            "OPTIONS": {
                "connect_timeout": 3,
                "keepalives_idle": 10,
                "keepalives_interval": 3,
                "keepalives_count": 3,
                "tcp_user_timeout": 10_000,
                **query,
            },
        }
    raise ImproperlyConfigured(f"{refusal}, not {parts.scheme or 'empty'}:…")


SECRET_KEY = required("SECRET_KEY") or tryout_secret()
DEBUG = os.environ.get("DEBUG", "") == "1" and not PRODUCTION
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host.strip()]
SITE_ADDRESS = required("SITE_ADDRESS", f"http://localhost:{os.environ.get('PORT') or 8000}").rstrip("/")
OPERATOR_NAME = required("OPERATOR_NAME")
OPERATOR_CONTACT = required("OPERATOR_CONTACT")
REPORT_ADDRESS = os.environ.get("REPORT_ADDRESS", "").strip() or OPERATOR_CONTACT  # where readers say that something is wrong
# New figures become public only if somebody else than who brought them in says so.
FIGURES_NEED_A_SECOND_PERSON = os.environ.get("FIGURES_NEED_A_SECOND_PERSON", "") == "1"
# Where fonts are found for charts as PNG; without a font for a language there is none in it. Folders, separated as in PATH.
CHART_FONT_FOLDERS = tuple(
    Path(folder)
    for folder in (os.environ.get("GUIDE_FONT_FOLDERS") or "/usr/share/fonts:/usr/local/share/fonts").split(os.pathsep)
    if folder.strip()
)
# Where the pages that were made are kept as they are sent; shared by the processes of this host.
STORE_FOLDER = Path(os.environ.get("GUIDE_STORE_DIR") or STATE_DIR / "pages")
FILL_STORE = os.environ.get("GUIDE_FILL", "1") == "1"  # make all pages ahead, in a process beside the workers
RELEASE = os.environ.get("RELEASE", "").strip() or "development"
DATABASES = {"default": database(required("DATABASE_URL") or tryout_database())}

if PRODUCTION and urlsplit(SITE_ADDRESS).scheme != "https":
    raise ImproperlyConfigured(f"SITE_ADDRESS must begin with https:// in production, not {SITE_ADDRESS}")

INSTALLED_APPS = [
    "modeltranslation",
    "config.apps.EditorsAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "config.apps.ConfigApp",
    "delivery",
    "translations",
    "sources",
    "stats",
    "guide",
]

MIDDLEWARE = [
    "delivery.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.making.FrameMiddleware",
    "config.admin.EditorLanguageMiddleware",
    "delivery.away.AwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {  # the admin; first, since the admin's own checks look at the first engine
        "NAME": "admin",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {  # public pages: they see what the view gives them and nothing of the request
        "NAME": "pages",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"builtins": ["django.templatetags.i18n", "django.templatetags.static"], "context_processors": []},
    },
]

LANGUAGE_CODE = SOURCE.code
LANGUAGES = [(language.code, language.endonym) for language in REGISTRY]
for _row in REGISTRY:  # Django does not know Filipino, Lao, Sinhala; the admin asks for their direction
    LANG_INFO.setdefault(
        _row.code,
        {"bidi": _row.direction == "rtl", "code": _row.code, "name": _row.english, "name_local": _row.endonym},
    )
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
MODELTRANSLATION_DEFAULT_LANGUAGE = SOURCE.code
MODELTRANSLATION_LANGUAGES = tuple(language.code for language in REGISTRY)
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": (SOURCE.code,),
    **{language.code: (language.fallback,) for language in REGISTRY if language.fallback != SOURCE.code},
}

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

FIXTURE_ROOT = BASE_DIR / "fixtures"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a form with inlines has one field per item and language
APPEND_SLASH = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

REQUEST_LOG = PRODUCTION or os.environ.get("ACCESS_LOG", "") != ""  # a line for each request, without the reader's address
LOGGING = logs.configuration(json_lines=PRODUCTION)
