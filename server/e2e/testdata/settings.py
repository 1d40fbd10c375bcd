"""Settings of a small shop."""

import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = True
ALLOWED_HOSTS = ["shop.example"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
