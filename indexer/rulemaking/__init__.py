"""A newspaper's first rule, made from one of its pages: ``news-index site new``.

``fetch`` gets the page, ``places`` finds where the article's values stand on it, ``selectors`` turns elements into
selectors that will find their like on other pages, ``rule`` tries those until one gives what general extraction got,
and ``layout`` says which files are written and what is in them.
"""
