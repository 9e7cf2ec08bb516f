"""Ranking beyond the sum of the words' scores: by where the words stand in a story, and by its distance from a day.

Pure functions over arrays; ``plain`` says the same without arrays and is what they are tested against.
"""
