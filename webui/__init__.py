"""The small Flask site over ``search``.

This room never imports ``indexer``, never writes to an archive, and never renders a page's content as HTML.
"""
