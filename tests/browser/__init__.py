"""The guide as readers get it: served by gunicorn, read in a real browser."""
