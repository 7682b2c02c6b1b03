"""Addresses of the officer pages."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
