"""What needs the database is refused at once while that is away: nobody waits for a server that hangs, and no thread is lost."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

AWAY = "database.away"  # what the front writes into a request when the database does not answer


class AwayMiddleware:
    """Raises what the database would, before anything asks it."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get(AWAY):
            raise OperationalError("the database does not answer")
        return self.get_response(request)
