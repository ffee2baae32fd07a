"""Tests that share what is dear to make run in one worker (`xdist_group`)."""

import pytest


@pytest.mark.xdist_group("together")
def test_the_group_of_a_test_is_known_to_the_one_who_shares_them_out(request):
    """It goes by the name of the test, with the group behind it. Without several workers there is nothing to share out."""
    shared = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@together") is shared
