"""The WSGI application that gunicorn serves: the store of pages in front, Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()


def _assembled():
    """The parts put together; with DEBUG every page is made anew from what is in the files now."""
    from django.conf import settings

    from config import addresses
    from config.keeping import filler, store
    from delivery.front import Front
    from delivery.logs import Logged

    if settings.DEBUG:
        return django_application
    pages = store()
    if settings.FILL_STORE:
        pages.watch.also = filler()
    front = Front(pages, django_application, addresses.may_be_public, addresses.instead)
    return Logged(front) if settings.REQUEST_LOG else front


application = _assembled()
