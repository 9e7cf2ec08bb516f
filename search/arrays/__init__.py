"""Whoosh segments as flat arrays: a codec, an evaluator of query trees and a bulk writer.

This package knows Whoosh and numpy and nothing of news: any Whoosh index can use it.

>>> from whoosh.index import create_in                                # doctest: +SKIP
>>> from search.arrays.codec import ArrayCodec                        # doctest: +SKIP
>>> writer = create_in("indexdir", schema).writer(codec=ArrayCodec()) # doctest: +SKIP
"""
