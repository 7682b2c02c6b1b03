"""Addresses of the downloads pages."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
