"""Whoosh's own tests, run with our codec as its default codec."""
