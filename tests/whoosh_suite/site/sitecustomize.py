"""Python imports this module at its start: every process that has this folder on its path writes with our codec."""

import whoosh.codec

from search.arrays.codec import ArrayCodec

whoosh.codec.default_codec = ArrayCodec
