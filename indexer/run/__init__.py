"""From pages to a filled archive: workers extract, one writer files, and nothing that was filed is lost.

``work`` is what is done to one page, ``limit`` bounds its time, ``pool`` does it in several processes, ``add`` files
what comes of it, ``tally`` counts, ``interrupt`` lets Ctrl-C wait for the end of a page.
"""
