"""Addresses of people's own pages."""

from django.urls import path

from cecfp_portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("members/<uuid:organisation>/", views.members, name="members"),
    path("members/<uuid:organisation>/<int:membership>/end/", views.end, name="end"),
]
