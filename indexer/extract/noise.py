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
    r"verwandte\w*|weitere-?\w+|mehr-?zum-?thema|teaser(?:s|list|box)?(?!-?text)|promo\w*|outbrain|taboola\w*|"
    r"newsletter\w*|sign-?up\w*|subscri\w+|paywall\w*|"
    r"ad|ads|adv|advert\w*|ad-?(?:box|slot|wrap(?:per)?|container|unit|banner)|banner\w*|sponsor\w*|"
    r"anzeige\w*|werbung|"
    r"dfp\w*|google-?ads?|adsense|"
    r"cookie\w*|consent\w*|gdpr|popup|pop-?up|modal|overlay|lightbox|tooltip|"
    r"widget\w*|tag-?(?:list|s|links|cloud)|tags|post-?tags|article-?tags|keywords|categories|cat-?links|"
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
    r"by-?line\w*|author\w*|autor(?:en|in|es)?|auteurs?|posted-?on|post-?date|entry-?date|publish-?date|read(?:ing)?-?time|"
    r"entry-?crumbs|crumb\w*|image-?(?:sub-?title|description|info)|fig-?caption\w*|icaption\w*|legende|bildunterschrift|"
    r"trust-?badge|disclosure\w*|donat\w*|spenden\w*|support-?us|membership\w*|regwall|meter\w*|whatsapp\w*|telegram\w*|petition\w*|"
    r"post-?list|list-?posts?|next-?(?:story|post|article)|prev-?(?:story|post|article)|latest-?(?:news|posts?)|"
    r"lee-?tambien\w*|tambien\w*|relacionad\w*|leer-?mas|lees-?ook|lire-?aussi|leggi-?anche|lesen-?sie\w*|mehr-?lesen|czytaj\w*|"
    r"siguenos|follow(?:-?us|-?box|-?links)?|notification\w*|rss\w*|feedback|rating\w*|votes?|likes?|"
    r"shopping\w*|cart|product-?(?:card|box)|affiliate\w*|hover-?card|poll|quiz"
    r")(?=$|[\s_-]|\d)"
)

STORY_NAME = re.compile(
    r"(?:hentry|h-entry|type-post|articlebody|storybody)$|"
    r"(?:c-|js-|o-)?(?:article|story|entry|post|news|main|page|content|text|body)[-_]{0,2}"
    r"(?:body|content|text|copy|main|inner|story|article)$"
)
"""Names that only a story's container has; they outweigh every name of furniture beside them."""

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

_POINTERS = (
    # "read also: …": a pointer to another story, whatever follows
    "(?:also |please )?(?:read|see|watch) (?:also|more|next|now)|(?:also|must) read|related(?: (?:article|story|stories|news))?|"
    "recommended|more:|sign up (?:for|to)|don't miss",
    "(?:bitte )?lesen sie (?:auch|hier|dazu|mehr)|lies auch|auch interessant|mehr (?:zum thema|dazu|infos?)|siehe auch|"
    "(?:das|die) k\u00f6nnte (?:sie|dich|euch) auch|passend dazu|hier geht(?:'|\u2019)?s? (?:es )?(?:zur?|zum)|zum weiterlesen|lesetipp",
    "(?:le|te|les) (?:puede|podr\u00eda|recomendamos|interesa)\b|lea? (?:tambi\u00e9n|m\u00e1s)|lee (?:tambi\u00e9n|m\u00e1s)|"
    "pued[ea]s? (?:ver|leer)|mir[ae]:|vea (?:tambi\u00e9n|m\u00e1s)|notas? relacionadas?|contexto de la noticia|ver m\u00e1s",
    "(?:\u00e0 )?lire (?:aussi|\u00e9galement|la suite)|(?:\u00e0|a) (?:voir|lire)(?: aussi)?\b|voir (?:aussi|\u00e9galement)",
    "leggi (?:anche|qui)|guarda anche|potrebbe interessarti",
    "leia (?:tamb\u00e9m|mais)|veja (?:tamb\u00e9m|mais)|saiba mais",
    "lees (?:ook|meer|verder)|bekijk ook",
    "(?:prze)?czytaj (?:tak\u017ce|te\u017c|wi\u0119cej|r\u00f3wnie\u017c)|zobacz (?:tak\u017ce|te\u017c|r\u00f3wnie\u017c|wi\u0119cej)|dowiedz si\u0119 wi\u0119cej",
    "l\u00e4s (?:ocks\u00e5|mer|\u00e4ven)|l\u00e6s (?:ogs\u00e5|mere)|les (?:ogs\u00e5|mer)|lue (?:my\u00f6s|lis\u00e4\u00e4)",
    "\u0447\u0438\u0442\u0430\u0439\u0442\u0435 (?:\u0442\u0430\u043a\u0436\u0435|\u0442\u0430\u043a\u043e\u0436)|\u0441\u043c\u043e\u0442\u0440\u0438\u0442\u0435 \u0442\u0430\u043a\u0436\u0435",
    "baca (?:juga|selengkapnya)|xem th\u00eam|ayr\u0131ca (?:oku|bak)|\u0130lgili haber|\u0625\u0642\u0631\u0623 \u0623\u064a\u0636\u0627|\u0627\u0642\u0631\u0623 \u0623\u064a\u0636\u0627",
)
_POINTER = re.compile(rf"^\W{{0,3}}(?:{'|'.join(_POINTERS)})(?:\s*[:|\u2013\u2014\u00bb>-]|\s*$).{{0,160}}$", re.I)

_CHANNELS = (
    r"news-?letter|bolet[i\u00ed]n|whats-?app|telegram|instagram|facebook|twitter|youtube|tik-?tok|linkedin|rss|podcasts?|app|apps|"
    r"google news|e-?mail|inbox|subscribers?|subscription|abo|abonnement|canal|kanal|kana\u0142|channel|petition|"
    r"community|paypal|patreon|steady"
)
_ASKING = (
    r"subscribe|sign up|sign in|log in|follow|join|download|like us|click|support|donate|donation|become a|register|get the|receive|"
    r"abonnier\w*|folge(?:n|t)?|melde\w*|registrier\w*|unterst\u00fctz\w*|spende\w*|verpasse\w*|"
    r"suscr[i\u00ed]\w*|s[i\u00ed]g[au]e?nos|s[i\u00ed]guenos|\u00fanete|recib[ae]\w*|descarg\w*|"
    r"abonnez|inscrivez|suivez|rejoignez|recevez|t\u00e9l\u00e9charge\w*|"
    r"iscriviti|seguici|scarica|ricevi|assine|siga|inscreva|receba|baixe|"
    r"abonneer|volg|meld je|subskryb\w*|zapisz|polub|obserwuj|prenumerera|f\u00f6lj|f\u00f8lg|tilmeld"
)
_PLEA = re.compile(rf"(?=.*\b(?:{_CHANNELS})\b)^\W{{0,4}}(?:\S+ ){{0,9}}(?:{_ASKING})\b", re.I)
"""A line that asks early on to do something, and names a channel for it."""
_LONGEST_PLEA = 240

_RIGHTS = re.compile(
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits r\u00e9serv\u00e9s|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|wszelkie prawa zastrze\u017cone|chroniony prawem autorskim|"
    r"alla r\u00e4ttigheter|\u7248\u6743\u6240\u6709|\u0432\u0441\u0435 \u043f\u0440\u0430\u0432\u0430 \u0437\u0430\u0449\u0438\u0449\u0435\u043d\u044b)",
    re.I,
)

_CREDIT = re.compile(
    r"^\(?(?:photos?|image|picture|fotos?|bild(?:er)?|bildquelle|titelbild|beitragsbild|aufmacherbild|cr\u00e9dits?(?: photos?)?|"
    r"credits?|foto de|imagen|imagem|fot\.|zdj\u0119cie|kuva|quelle|source|fuente|font[ei]|\u0444\u043e\u0442\u043e)s?\s*(?::|\u00a9|/|by\b).{0,120}$",
    re.I,
)

PROSE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f:;,]['\"\u2019\u201d\u00bb\u300d)\]]*$")
"""How a sentence ends, or is broken off in the middle."""


@lru_cache(maxsize=1 << 12)
def is_noise(text: str) -> bool:
    """Whether a line is page furniture whatever surrounds it."""
    if len(text) > 320:
        return False
    if _POINTER.match(text) or (len(text) <= _LONGEST_PLEA and _PLEA.match(text)):
        return True
    return any(pattern.search(text) for pattern in (NOISE_LINES, COPYRIGHT, REGISTRATION, _RIGHTS, _CREDIT))
