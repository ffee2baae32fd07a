"""The field in which a row names the facts that it rests on."""

from django.apps import apps
from django.utils.translation import gettext as _

from translations.fields import KeyListField


class FactsField(KeyListField):
    """The P-ids of facts. A fact that is unknown or whose status is `open` is refused: what is not known is never stated."""

    description = "facts that the text rests on"

    def known(self, keys: list[str]) -> set[str]:
        fact = apps.get_model("sources", "Fact")
        return set(fact.objects.filter(key__in=keys).exclude(status=fact.Status.OPEN).values_list("key", flat=True))

    def refusal(self, keys: list[str]) -> str:
        return _("Not in the fact book, or open and therefore not to be stated: %(keys)s") % {"keys": ", ".join(keys)}


class ServicesField(KeyListField):
    """The keys of services that help."""

    description = "services that help"

    def known(self, keys: list[str]) -> set[str]:
        return set(apps.get_model("sources", "Service").objects.filter(key__in=keys).values_list("key", flat=True))

    def refusal(self, keys: list[str]) -> str:
        return _("There is no service with this key: %(keys)s") % {"keys": ", ".join(keys)}
