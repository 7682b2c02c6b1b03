"""The short address in the QR code: permanent, without a language."""

from django.urls import URLPattern, path

from certificates.views import badge, public

app_name = "verify"

urlpatterns: list[URLPattern] = [
    path("<str:code>", public.standing, name="standing"),
    path("<str:code>/certificate.pdf", public.file, name="file"),
    path("<str:code>/badge.svg", badge.badge, name="badge"),
    path("<str:code>/share.png", badge.picture, name="picture"),
]
