"""Settings common to every way of running the portal; each value a city may change comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
# ENV_FILE lets a service keep its settings elsewhere, and lets tests and the demo ignore a city's own .env.
env_file = Path(os.environ.get("ENV_FILE", BASE_DIR / ".env"))
if env_file.is_file():
    env.read_env(env_file)

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()

DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # Ours come before Wagtail: they override its templates and its publish_scheduled command.
    "install",
    "home",
    "rules",
    "reviews",
    "form_pages",
    "seminars",
    "meetings",
    "letters",
    "transfer",
    "opendata",
    "editions",
    "imports",
    "spreadsheets",
    "schools",
    "events",
    "centers",
    "actions",
    "resources",
    "sheets",
    "search",
    "directory",
    "catalog",
    "jobs",
    "portal",
    "wagtail_modeladmin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.viewsets.AccountsConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "csp",
    "django_tasks_db",
    # wagtail-modeladmin's filters come from it; its own site is mounted nowhere.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # Wagtail says « il y a 3 minutes » with it, in English unless its catalogue is here
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First: it keeps whole answers, with the headers that all the others give them.
    "portal.cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.security.PermissionsPolicyMiddleware",
    "opendata.api.middleware.ApiMiddleware",
    "portal.security.ContentSecurityPolicyMiddleware",
    "portal.outages.answers.OutageMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.cache.compression.CompressTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.accounts.limits.LimitMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.accounts.session_over.SessionOverMiddleware",
    "portal.admin.doors.AdminDoorsMiddleware",
    "portal.admin.refusals.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.admin.astray.AstrayMiddleware",
]

ROOT_URLCONF = "portal.urls"
PUBLIC_API = "portal.api.api"  # of which the room of open data shows the document
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["portal.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context.portal",
            ],
        },
    },
]

WRITE_PATIENCE = 10  # seconds that a write waits for another one; then the editor is told, and nothing is lost
# A path is no address: without DATABASE_URL the default is written as a path, so that any folder name works.
DATABASES: dict[str, dict] = {
    "default": dict(env.db_url("DATABASE_URL"))
    if env("DATABASE_URL", default="")
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "portal.sqlite3"}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE: a transaction that reads, then writes, would otherwise fail at once when another one writes.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": WRITE_PATIENCE,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", f"-c lock_timeout={WRITE_PATIENCE}s")
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Each process would keep its own, and show a picture that another has replaced.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# Anonymous pages kept by each process, compressed; 0 keeps none.
PAGE_CACHE_MEGABYTES = env.int("PAGE_CACHE_MEGABYTES", default=64)
# Addresses that are no page, or must be asked for each time.
PAGE_CACHE_EXCLUDED = ("/admin/", "/documents/", "/media/", "/static/", "/sante/")

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "/"  # where the login of private pages leads when nobody said which page
CSRF_FAILURE_VIEW = "portal.accounts.session_over.csrf_failure"

# How many proxies of ours add to X-Forwarded-For: their word is taken for the visitor's address, nobody else's is.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Answers of the API that one address may have made in a minute; 0 for as many as it likes.
API_ANSWERS_A_MINUTE = env.int("API_ANSWERS_A_MINUTE", default=100)

AXES_FAILURE_LIMIT = 10
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # successful logins stand in Wagtail's own records; addresses are not hoarded here
AXES_CLIENT_IP_CALLABLE = "portal.security.client_address"
AXES_LOCKOUT_TEMPLATE = "portal/locked_out.html"

# Wagtail previews pages in a frame of its own: SAMEORIGIN here and frame-ancestors below, which W019 does not know.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
}
# Wagtail's admin writes inline scripts and styles, previews pages in a frame and shows images before they are sent.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'self'"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'self'"],
}

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français")]
FORMAT_MODULE_PATH = ["portal.formats"]
# Ours, whose source strings are French, then what we say otherwise than the French catalogues of Wagtail and others.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_wagtail"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [("guide", BASE_DIR / "docs" / "images")]  # pictures of the editors' guide, which the admin shows
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static"))).absolute()
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media"))).absolute()
STORAGES = {
    "default": {"BACKEND": "portal.outages.files.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10
# Sites that rules may tell of what happens; each call is signed with the secret (« X-Passerelles-Signature »).
WEBHOOK_HOSTS = env.list("WEBHOOK_HOSTS", default=[])
WEBHOOK_SECRET = env("WEBHOOK_SECRET", default="")
# Sites whose links are checked once a week, « all » for any; none is asked without.
LINK_CHECK_HOSTS = env.list("LINK_CHECK_HOSTS", default=[])
MAILS_AN_HOUR = env.int("MAILS_AN_HOUR", default=300)  # those of rules, forms and campaigns; more wait
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="ne-pas-repondre@localhost")

WAGTAIL_SITE_NAME = env("SITE_NAME", default="Passerelles")
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.admin.search"}}
# A city has one; a list of 500 would name zones that the browser refuses.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "portal.inputs.rich_text.RichTextArea"}}
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "portal.accounts.password_reset.PasswordResetForm"
# Wagtail's own tasks are done at once, as ever; ours wait in the database for the process of « manage.py run_worker ».
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
WORK_BEHIND = True  # what outlasts a request goes on in a thread of its process, otherwise at once
MAIL_AFTER_THE_ANSWER = True  # how long an answer takes must not tell who has an account
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "portal/password_required.html"
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "portal/document_password_required.html"
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "portal/login.html"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAILIMAGES_IMAGE_MODEL = "portal.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "portal.Document"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# The embedded engine is always fed: it answers when it is the chosen one, and whenever the other one does not.
SEARCH_ENGINES = {
    "tantivy": {
        "ENGINE": "search.engines.tantivy.engine.EmbeddedEngine",
        "PATH": str(VAR_DIR / "index"),
        "LEXICON": "search.indexing.lexicon_source.city_lexicon",
        "PATIENCE": 1.5,  # seconds; an editor waits for it
        "PATIENT": {"PATIENCE": 30},
    },
}
SEARCH_URL = env("SEARCH_URL", default="")
if SEARCH_URL:
    SEARCH_ENGINES["elasticsearch"] = {
        "ENGINE": "search.engines.elasticsearch.engine.ElasticsearchEngine",
        "URL": SEARCH_URL,
        "LEXICON": "search.indexing.lexicon_source.city_lexicon",
        "SHARDS": env.int("SEARCH_SHARDS", default=1),
        "REPLICAS": env.int("SEARCH_REPLICAS", default=1),
        "SEARCH_BUDGET": 1.0,
        "WRITE_BUDGET": 1.0,
        "PATIENT": {"SEARCH_BUDGET": 30, "WRITE_BUDGET": 60},
    }
# Who brings words that mean the same: functions that return a lexicon, loaded by name.
SEARCH_WORDS = [
    "search.indexing.lexicon_source.glossary_words",
    "search.indexing.lexicon_source.term_words",
    "search.indexing.lexicon_source.words_of_people",
]
# Who answers above the results: functions of the words typed, loaded by name.
SEARCH_ANSWERS = ["schools.direct_answers.places_in"]
# To feed a new engine before it answers, name the old one here for a while.
SEARCH_ENGINE = env("SEARCH_ENGINE", default="elasticsearch" if SEARCH_URL else "tantivy")
# With several hosts, a name for this one: each has its own copy of the embedded index.
SEARCH_COPY = env("SEARCH_COPY", default="")

# /sante/ answers only to machines that send this word; without one it does not exist.
HEALTH_TOKEN = env("HEALTH_TOKEN", default="")
HEALTH_CHECKS = [
    "health_check.checks.Database",
    "health_check.checks.Cache",
    "portal.health.Writing",
    "portal.health.Disk",
    "search.indexing.health.Engines",
    "search.indexing.health.Backlog",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"links": {"()": "portal.requests.secret_addresses.WithoutPersonalLinks"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers would write each line twice, or mail it.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Robots ask for other names all day long: refused with a 400, not worth a traceback each.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "axes": {"level": "WARNING"},
        "elastic_transport": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
