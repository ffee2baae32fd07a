"""While the database is away: editors are told so at once, in their language, and nothing is asked of it."""

import pytest
from asking import ask
from django.db import OperationalError

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(front):
    """The front that has shown one page, and whose database went away then."""

    def ask_in_vain() -> str:
        raise OperationalError("the server is gone")

    assert ask(front, "/en/flow/").status == 200
    front.store.watch.ask = ask_in_vain
    front.store.watch.learn()
    return front


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_editor_is_told_at_once_that_nothing_can_be_saved_now(away, method, django_assert_num_queries):
    with django_assert_num_queries(0):
        told = ask(away, "/admin/guide/page/", method, accept_language="en")
    assert (told.status, told.headers["Retry-After"], told.headers["Cache-Control"]) == (503, "10", "no-store")
    text = told.body.decode()
    assert ("Nothing of what you sent is saved." in text) is (method == "POST")
    assert "Readers go on seeing the pages as they were." in text
    assert "OperationalError" not in text


def test_an_editor_is_told_in_japanese(away):
    assert "いまは保存できません" in ask(away, "/admin/", "POST", accept_language="ja").body.decode()


def test_pages_and_what_is_printed_go_on(away, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask(away, "/en/flow/").status == 200
        assert ask(away, "/", accept_language="vi").headers["Location"] == "/vi/"


def test_a_page_that_was_never_made_is_a_503_and_a_view_of_one_leads_to_it(away, django_assert_num_queries):
    with django_assert_num_queries(0):
        told, view = ask(away, "/vi/rights/"), ask(away, "/en/flow/with/vi/")
    assert (told.status, told.headers["Retry-After"]) == (503, "10")
    assert (view.status, view.headers["Location"]) == (302, "/en/flow/")


def test_all_is_well_again_without_a_restart(away):
    away.store.watch.ask = lambda: away.store.watch.version
    away.store.watch.learn()
    assert ask(away, "/vi/rights/").status == 200
    assert ask(away, "/admin/").status == 302


def test_a_mistake_of_ours_is_no_database_that_is_away(front, monkeypatch):
    monkeypatch.setattr("guide.views.wanted_language", lambda request: 1 / 0)
    told = ask(front, "/")
    assert (told.status, "Retry-After" in told.headers) == (500, False)
