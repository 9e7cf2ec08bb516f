"""One module for each page: it asks the catalogue and fills a typed page that a template shows."""
