"""Addresses for every audience that may read the case: its files, and what differs from the certified one."""

from django.urls import path
from django.urls.resolvers import URLPattern

from applications.views import downloads, predecessor

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:public_id>/changes/", predecessor.predecessor_changes, name="predecessor"),
    path("documents/<uuid:public_id>/", downloads.document, name="document"),
]
