"""Run Django's own checks on many settings modules in one process.

usage: python check.py DIRECTORY

Prints one line a module: its number, and the ids of the checks that
`check --deploy` reports, or "!" and the error that kept Django from checking.
"""

import pathlib
import sys
import types
import warnings

warnings.simplefilter("ignore")

import django
from django.conf import Settings, settings

base = types.ModuleType("base_settings")
base.INSTALLED_APPS = [
    "django.contrib." + name
    for name in ("contenttypes", "auth", "admin", "sessions", "messages", "staticfiles", "sites")
]
base.SECRET_KEY = "x" * 60
base.ROOT_URLCONF = "urls"
base.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
sys.modules["base_settings"] = base
urls = types.ModuleType("urls")
urls.urlpatterns = []
sys.modules["urls"] = urls

settings._wrapped = Settings("base_settings")
from django.core.checks.registry import registry

import django.core.checks

core_checks = set(registry.registered_checks)
core_deploy = set(registry.deployment_checks)
django.setup()

import django.test.signals  # resets what Django remembers of settings
from django.apps import apps
from django.core.signals import setting_changed
from django.conf import global_settings
from django.urls import clear_url_caches
from django.utils import translation
from django.utils.translation import trans_real

NAMES = [name for name in dir(global_settings) if name.isupper()] + ["MAILERS", "SITE_ID"]


def reset():
    registry.registered_checks = set(core_checks)
    registry.deployment_checks = set(core_deploy)
    for name in NAMES:
        try:
            setting_changed.send(sender=None, setting=name, value=None, enter=True)
        except Exception:
            pass
    for function in vars(trans_real).values():
        getattr(function, "cache_clear", int)()
    translation._trans = type(translation._trans)()
    clear_url_caches()


def check(text):
    module = types.ModuleType("generated")
    sys.modules["generated"] = module
    exec(compile(text, "generated.py", "exec"), module.__dict__)
    settings._wrapped = Settings("generated")
    reset()
    apps.set_installed_apps(settings.INSTALLED_APPS)
    try:
        found = registry.run_checks(include_deployment_checks=True, databases=[])
        return sorted({m.id for m in found if m.id and not m.is_silenced()})
    finally:
        apps.unset_installed_apps()


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    try:
        print(path.stem, *check(path.read_text()))
    except Exception as error:
        print(path.stem, "!", type(error).__name__, str(error).replace("\n", " ")[:200])
