"""What stands on a page and is no part of its story, as tables of patterns.

Patterns on names (class, id, role) say what an element is for; patterns on text say what a line is. Both were tuned
on labelled pages with ``python -m benchmarks.extraction``.
"""

from __future__ import annotations

import re
from functools import lru_cache

_START = r"(?:^|[\s_:-]|(?<=[a-z])(?=[A-Z]))"

UNREAD_TAGS = frozenset(("nav", "footer", "form", "menu", "noscript", "aside"))

UNREAD_ROLES = frozenset(
    ("navigation", "search", "menu", "menubar", "banner", "contentinfo", "dialog", "alertdialog", "complementary")
)

FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:"
    r"nav(?:bar|igation|i)?|(?:main|sub|top|side|foot(?:er)?)[_-]?(?:nav|menu)|menu|menue|breadcrumbs?|bread-crumbs?|"
    r"footer|foot|site-?(?:header|footer|info|nav)|page-?(?:footer|header-?nav)|masthead|skip(?:-?link|-?to)?|"
    r"side-?bar\d*|rail|right-?(?:col|column|rail)|left-?(?:rail|nav)|"
    r"comments?|comment-?(?:list|area|s|section|form|wrap(?:per)?)|commentlist|disqus\w*|respond|replies|"
    r"kommentar\w*|leser(?:kommentar|brief)\w*|livefyre|fb-comments|"
    r"shar(?:e|ing|er)(?:-?(?:bar|box|buttons?|links?|tools?|this|daddy|icons?))?|social\w*|addthis\w*|addtoany\w*|"
    r"sharedaddy|share-?\w+|sociable|jp-relatedposts|"
    r"related\w*|read-?(?:more|next|also)|more-?(?:stories|news|from|on|articles|links)|see-?also|"
    r"recommend(?:ed|ation|ations)?\w*|you-?may-?\w+|also-?like|trending|most-?(?:read|popular|viewed|"
    r"shared)|popular|"
    r"verwandte\w*|weitere-?\w+|mehr-?zum-?thema|teaser(?:s|list|box)?|promo\w*|outbrain|taboola\w*|"
    r"newsletter\w*|sign-?up\w*|subscri\w+|paywall\w*|"
    r"ad|ads|adv|advert\w*|ad-?(?:box|slot|wrap(?:per)?|container|unit|banner)|banner\w*|sponsor\w*|"
    r"anzeige\w*|werbung|"
    r"dfp\w*|google-?ads?|adsense|"
    r"cookie\w*|consent\w*|gdpr|popup|pop-?up|modal|overlay|lightbox|tooltip|"
    r"widgets?|tag-?(?:list|s|links|cloud)|tags|post-?tags|article-?tags|keywords|categories|cat-?links|"
    r"author-?(?:bio|box|info|card|profile|desc\w*)|about-?(?:the-?)?author|bio|"
    r"pagination|pager|paginat\w+|page-?nav\w*|post-?nav\w*|prev-?next|wp-pagenavi|"
    r"toolbar|tools?|article-?(?:tools?|actions?|footer|share)|print-?(?:link|button|only)|utility|"
    r"copyright|disclaimer|legal|imprint|impressum|meta-?nav|login|search(?:-?(?:form|box|bar))?|"
    r"byline-?wrap|post-?meta|entry-?meta|article-?meta|entry-?utility|entry-?footer|post-?footer|"
    r"postmetadata|post-?info|"
    r"hidden|invisible|screen-?reader-?text|sr-only|visually-?hidden|noprint|no-?print|d-none|"
    r"caption|wp-caption(?:-text)?|image-?(?:caption|credit)|photo-?(?:caption|credit)|credit|gallery|"
    r"slideshow|carousel|"
    r"fact-?box|info-?box|toc|table-of-contents|navbox|reflist|editsection|mw-editsection|catlinks|"
    r"shopping\w*|cart|product-?(?:card|box)|affiliate\w*|hover-?card|poll|quiz"
    r")(?=$|[\s_-]|\d)"
)

STORY = re.compile(
    r"(?:^|[\s_-])(?:article-?(?:body|content|text)?|story-?(?:body|content|text)?|entry-?(?:content|body|text)?|"
    r"post-?(?:content|body|text|entry)?|content-?(?:body|text|main)?|main-?(?:content|text)?|body-?(?:text|"
    r"copy|content)?|"
    r"text|artikel\w*|news-?(?:text|body|content))(?=$|[\s_-]|\d)"
)

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

COMMENTS_HEADING = re.compile(
    r"^(?:\d+\s+)?(?:comments?|responses?|replies|kommentare?|commentaires?|comentarios?|leave a (?:reply|comment)|"
    r"(?:schreibe? )?(?:einen )?kommentar (?:schreiben|hinterlassen|verfassen)?)(?:\s*\(?\d+\)?)?:?$|"
    r"^(?:\d+|one|two|three|ein|eine?) (?:comments?|responses?|thoughts?|replies|kommentare?|antworten?)\b.{0,80}$",
    re.I,
)

RELATED_HEADING = re.compile(
    r"^(?:(?:read |see |and )?(?:related|similar|recommended)(?: (?:news|stories|story|articles?|links?|"
    r"posts?|content|"
    r"coverage|topics?|reading|items?))?|more on this(?: story| topic)?|more (?:stories|news|coverage|"
    r"from (?:this )?\w+)|"
    r"see also|also (?:read|see|in the news)|read (?:more|next|also)|you (?:may|might) also (?:like|"
    r"be interested in)|"
    r"mehr zum thema|weitere (?:artikel|nachrichten|beitr\u00e4ge|themen)|verwandte (?:artikel|themen|beitr\u00e4ge)|"
    r"lesen sie auch|das k\u00f6nnte sie auch interessieren|\u00e4hnliche (?:artikel|beitr\u00e4ge)|"
    r"(?:lire|voir) aussi|sur le m\u00eame sujet|articles? (?:li\u00e9s?|connexes)|"
    r"noticias relacionadas|(?:art\u00edculos?|temas) relacionad[oa]s|leia (?:tamb\u00e9m|mais)|leggi anche|"
    r"lees ook|zobacz (?:tak\u017ce|te\u017c)|czytaj (?:tak\u017ce|te\u017c)|"
    r"\u76f8\u5173(?:\u65b0\u95fb|\u9605\u8bfb|\u62a5\u9053|\u94fe\u63a5)|\u95a2\u9023(?:\u8a18\u4e8b|"
    r"\u30cb\u30e5\u30fc\u30b9))"
    r"\s*:?$",
    re.I,
)

COPYRIGHT = re.compile(
    r"^(?:\u00a9|\(c\)\s|copyright\b)|\ball rights reserved\b|\balle rechte vorbehalten\b|"
    r"tous droits r\u00e9serv\u00e9s|"
    r"todos los derechos reservados|\u7248\u6743\u6240\u6709",
    re.I,
)

REGISTRATION = re.compile(
    r"ICP\s*(?:\u5907|\u8bc1|\u5099)|\u516c\u7f51\u5b89\u5907|\u4e92\u8054\u7f51\u65b0\u95fb\u4fe1\u606f"
)

NOISE_LINES = re.compile(
    "|".join(
        (
            r"^(?:read|see|find out|learn|know|show|view|load|watch|listen)[ :]+(?:more|also|next|full|all|"
            r"now|related|the full)\b.{0,120}$",
            r"^(?:read|see) (?:the )?(?:full|original|whole|entire) .{0,60}$",
            r"^(?:more|mehr|weiter|weiterlesen|lire la suite|continue reading.{0,60}|continued? (?:on|"
            r"below).{0,40}|jump to .{0,40})[.:\u2026\u00bb> ]*$",
            r"^(?:continue reading|story continues|article continues|advertisement|anzeige|werbung|"
            r"publicidad|publicit\u00e9)\b.{0,60}$",
            r"^(?:subscribe|sign up|sign in|log in|register|join|follow us|follow @?\w+ on|like us|get our|"
            r"get the|download our)\b.{0,160}$",
            r"^(?:e-?mail|print|share|tweet|pin|like|save|comment|send|forward|bookmark)(?: (?:this|it|to|on|"
            r"with|page|article|story|friend|your|a|via|by|facebook|twitter|email|us|me)\b)*[\s!.:]*$",
            r"^(?:share|tweet|teilen|partager|compartir|drucken|imprimer|merken|twittern|facebook|twitter|"
            r"google\+|linkedin|whatsapp|pinterest|reddit|xing|pocket|flipboard|telegram|tumblr|mail|e-mail|"
            r"print|pdf|rss|feed|permalink|copy link)(?:[\s,|/\u00b7:]+(?:share|tweet|teilen|on|this|"
            r"facebook|twitter|google\+|linkedin|whatsapp|pinterest|reddit|xing|pocket|mail|e-?mail|print|"
            r"pdf|rss|\d+))*$",
            r"^(?:get|view|download) this (?:page|story|article) (?:in|as) pdf\b.{0,40}$",
            r"^(?:free (?:for|to) subscribers|subscribers only|view shopping cart|add to cart|shopping cart)\.?$",
            r"^(?:preferably|best) viewed (?:with|in|at)\b.{0,120}$",
            r"^(?:photo|image|picture|photograph|foto|bild|bildquelle|credit|source|quelle|getty images|"
            r"reuters|ap photo|file photo|photograph)s?\s*(?:by|:|credit|/|\u00a9|courtesy|von)\b.{0,120}$",
            r"^(?:back to top|top|nach oben|zur\u00fcck|skip to .{0,40}|go to .{0,30}|click here .{0,100}|"
            r"hier klicken.{0,100})$",
            r"^(?:tags?|filed under|categories|category|topics?|keywords|schlagw\u00f6rter|schlagworte|"
            r"kategorien?|themen|posted in|labels|mots-cl\u00e9s)\s*:.{0,300}$",
            r"^(?:posted|published|updated|last updated|last modified|ver\u00f6ffentlicht|aktualisiert|stand|"
            r"erstellt|publi\u00e9|mis \u00e0 jour|first published)\b[^.!?]{0,80}\d[^.!?]{0,40}$",
            r"^(?:\d+ )?(?:comments?|kommentare?|shares?|likes?|views?|responses?)(?: \(?\d+\)?)?$|^(?:no|"
            r"keine) (?:comments?|kommentare).{0,20}$",
            r"^(?:leave|write|post|add) a (?:reply|comment)\b.{0,60}$",
            r"^(?:correction|corrections) policy$|^(?:terms|privacy)\b.{0,60}$|^we use cookies\b.{0,300}$",
            r"^\(?(?:\d+|\w+) (?:min|minutes?|minuten)(?: read| lesezeit)?\)?\.?$|^(?:lesezeit|"
            r"reading time)\b.{0,30}$",
            r"^(?:by|von|par|por) [A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}$",
            r"^[\s\d|/.,:;\u00b7\u2022*+_=\u2026<>\u00ab\u00bb()\[\]#&-]+$",
            r"^(?:a version of this (?:article|story|review|obituary)) .{0,300}$",
        )
    ),
    re.I,
)

PROSE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f:;,]['\"\u2019\u201d\u00bb\u300d)\]]*$")
"""How a sentence ends, or is broken off in the middle."""


@lru_cache(maxsize=1 << 12)
def is_noise(text: str) -> bool:
    """Whether a line is page furniture whatever surrounds it."""
    if len(text) > 320:
        return False
    return bool(NOISE_LINES.match(text) or COPYRIGHT.search(text) or REGISTRATION.search(text))
