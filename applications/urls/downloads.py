"""Addresses of files, for every audience that may read the case."""

from django.urls import path
from django.urls.resolvers import URLPattern

from applications.views import downloads

urlpatterns: list[URLPattern] = [
    path("documents/<uuid:public_id>/", downloads.document, name="document"),
]
