"""The whole public site as static files: what a mirror serves when the site is gone, and what is carried on a stick.

layout, manifest and nginx are pure; folder is the disk, processes the processors; writing puts them together.
"""
