"""The languages in which the site speaks; a new one is one module with one :class:`Tongue` and a row here.

English sentences are their own keys, so templates read as what they show. A sentence without a translation appears in
English, and a test counts that none is missing.
"""

from collections.abc import Mapping

from webui.tongues import de, en
from webui.tongues.tongue import Tongue

TONGUES: Mapping[str, Tongue] = {tongue.code: tongue for tongue in (en.TONGUE, de.TONGUE)}
"""Code -> language; the first one is spoken where nothing else is asked for."""
