"""Pages in: read saved files, extract articles, keep them in the archive and index them.

This room never imports ``webui``, and never answers a reader's question: that is ``search``'s work.
"""
