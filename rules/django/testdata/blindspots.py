DEBUG = False
SECRET_KEY = "your-super-secret-key-here-make-it-long-and-random"  # secret-key-placeholder secret-key-literal
ALLOWED_HOSTS = ["*"]  # wildcard-hosts
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "debug_toolbar",  # developer-tool
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "shop.urls"
AUTH_PASSWORD_VALIDATORS = []  # password-validators-empty
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # password-hasher-weak
CSRF_TRUSTED_ORIGINS = ["http://*"]  # trusted-origin-insecure
CORS_ALLOW_ALL_ORIGINS = True  # cors-allow-all
CORS_ALLOW_CREDENTIALS = True
CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://shop.example"]  # cors-regex-loose
FILE_UPLOAD_PERMISSIONS = 0o777  # upload-permissions-open
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o777  # upload-permissions-open
DATA_UPLOAD_MAX_MEMORY_SIZE = None  # upload-limit-off
SECURE_HSTS_SECONDS = 1  # hsts-short
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True  # hsts-preload-unmet
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("X-Forwarded-Proto", "https")  # proxy-header-malformed
SECURE_REDIRECT_EXEMPT = [".*"]  # redirect-exempt-all
SECURE_BROWSER_XSS_FILTER = True  # xss-filter-obsolete
SECURE_CROSS_ORIGIN_OPENER_POLICY = "unsafe-none"  # opener-policy-weak
SECURE_REFERRER_POLICY = "unsafe-url"  # referrer-policy-weak
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 3650  # session-lifetime-long
SESSION_COOKIE_SAMESITE = None  # samesite-off
SESSION_COOKIE_DOMAIN = ".shop.example"  # cookie-domain-wide
CSRF_COOKIE_SECURE = True
USE_X_FORWARDED_HOST = True  # forwarded-host-trusted
CONN_MAX_AGE = 300  # misplaced-setting
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "USER": "postgres",  # database-superuser
        "PASSWORD": "postgres",  # database-password-default database-password-literal
        "HOST": "db.shop.example",  # database-unencrypted
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": "/tmp/cache",  # cache-directory-exposed
    }
}
CELERY_ACCEPT_CONTENT = ["pickle"]  # celery-pickle
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"  # mail-not-sent
EMAIL_HOST_PASSWORD = "tr0ub4dor-and-3"  # secret-literal
DEFAULT_FILE_STORAGE = "storages.backends.s3.S3Storage"  # removed-setting
AWS_DEFAULT_ACL = "public-read"  # bucket-public
CSRF_COOKIE_HTTPONL = True  # misspelt-setting
LOGIN_RATE_LIMIT = "5/m"  # unread-setting
SILENCED_SYSTEM_CHECKS = ["security.W007"]  # silenced-check
