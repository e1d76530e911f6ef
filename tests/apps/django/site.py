"""A small Django site around what the preset says to paste: settings, routes and manage.py in one file."""

import sys
from pathlib import Path

from django.conf import settings

INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
pasted = {"INSTALLED_APPS": INSTALLED_APPS}
exec(Path("pasted.py").read_text(), pasted)
settings.configure(
    DEBUG=True,
    ALLOWED_HOSTS=["localhost"],
    SECRET_KEY="only for this test",
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite3"}},
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[],
    **{name: value for name, value in pasted.items() if name.isupper()},
)

from django.http import HttpResponse  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.urls import include, path  # noqa: E402


def home(request):
    user, words = request.user, "nobody"
    if user.is_authenticated:
        groups = ", ".join(group.name for group in user.groups.all())
        words = f"{user.get_full_name()} {user.email} {groups}"
    form = f'<form method="post" action="/oidc/logout/"><input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
    return HttpResponse(f'<!doctype html><title>App</title><p id="who">{words}</p>{form}<button id="out">Sign out</button></form>')


urlpatterns = [path("", home), path("oidc/", include("mozilla_django_oidc.urls"))]

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
