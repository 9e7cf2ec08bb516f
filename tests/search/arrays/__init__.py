"""Behaviour of the array codec, its searcher and its bulk writer, against Whoosh's own."""
