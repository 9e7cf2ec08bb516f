"""How well and how fast pages are read, side by side with other libraries, on labelled pages."""
