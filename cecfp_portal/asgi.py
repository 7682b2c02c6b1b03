"""ASGI entry point, for hosts that ask for one; the portal's views are synchronous and run best under WSGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cecfp_portal.settings")

application = get_asgi_application()
