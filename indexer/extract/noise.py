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
    r"by-?line\w*|author\w*|autor(?:en|in|es)?|auteurs?|posted-?on|post-?date|entry-?date|publish-?date|"
    r"read(?:ing)?-?time|"
    r"entry-?crumbs|crumb\w*|image-?(?:sub-?title|description|info)|fig-?caption\w*|icaption\w*|legende|"
    r"bildunterschrift|"
    r"trust-?badge|disclosure\w*|donat\w*|spenden\w*|support-?us|membership\w*|regwall|meter\w*|whatsapp\w*|"
    r"telegram\w*|petition\w*|"
    r"post-?list|list-?posts?|next-?(?:story|post|article)|prev-?(?:story|post|article)|latest-?(?:news|posts?)|"
    r"lee-?tambien\w*|tambien\w*|relacionad\w*|leer-?mas|lees-?ook|lire-?aussi|leggi-?anche|lesen-?sie\w*|"
    r"mehr-?lesen|czytaj\w*|"
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
    r"mehr zum thema|weitere (?:artikel|nachrichten|beiträge|themen)|verwandte (?:artikel|themen|beiträge)|"
    r"lesen sie auch|das könnte sie auch interessieren|ähnliche (?:artikel|beiträge)|"
    r"(?:lire|voir) aussi|sur le même sujet|articles? (?:liés?|connexes)|"
    r"noticias relacionadas|(?:artículos?|temas) relacionad[oa]s|leia (?:também|mais)|leggi anche|"
    r"lees ook|zobacz (?:także|też)|czytaj (?:także|też)|"
    r"相关(?:新闻|阅读|报道|链接)|関連(?:記事|"
    r"ニュース))"
    r"\s*:?$",
    re.I,
)

COPYRIGHT = re.compile(
    r"^(?:\u00a9|\(c\)\s|copyright\b)|\ball rights reserved\b|\balle rechte vorbehalten\b|"
    r"tous droits réservés|"
    r"todos los derechos reservados|版权所有",
    re.I,
)

REGISTRATION = re.compile(r"ICP\s*(?:备|证|備)|公网安备|互联网新闻信息")

NOISE_LINES = re.compile(
    "|".join(
        (
            r"^(?:read|see|find out|learn|know|show|view|load|watch|listen)[ :]+(?:more|also|next|full|all|"
            r"now|related|the full)\b.{0,120}$",
            r"^(?:read|see) (?:the )?(?:full|original|whole|entire) .{0,60}$",
            r"^(?:more|mehr|weiter|weiterlesen|lire la suite|continue reading.{0,60}|continued? (?:on|"
            r"below).{0,40}|jump to .{0,40})[.:\u2026\u00bb> ]*$",
            r"^(?:continue reading|story continues|article continues|advertisement|anzeige|werbung|"
            r"publicidad|publicité)\b.{0,60}$",
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
            r"^(?:back to top|top|nach oben|zurück|skip to .{0,40}|go to .{0,30}|click here .{0,100}|"
            r"hier klicken.{0,100})$",
            r"^(?:tags?|filed under|categories|category|topics?|keywords|schlagwörter|schlagworte|"
            r"kategorien?|themen|posted in|labels|mots-clés)\s*:.{0,300}$",
            r"^(?:posted|published|updated|last updated|last modified|veröffentlicht|aktualisiert|stand|"
            r"erstellt|publié|mis à jour|first published)\b[^.!?]{0,80}\d[^.!?]{0,40}$",
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
    "(?:also |please )?(?:read|see|watch) (?:also|more|next|now)|(?:also|must) read|related(?: (?:article|story|"
    "stories|news))?|"
    "recommended|more:|sign up (?:for|to)|don't miss",
    "(?:bitte )?lesen sie (?:auch|hier|dazu|mehr)|lies auch|auch interessant|mehr (?:zum thema|dazu|infos?)|siehe auch|"
    "(?:das|die) könnte (?:sie|dich|euch) auch|passend dazu|hier geht(?:'|\u2019)?s? (?:es )?(?:zur?|zum)|"
    "zum weiterlesen|lesetipp",
    "(?:(?:le|te|les) )?(?:puede|podría) interesar(?:le|te)?|(?:le|te) recomendamos|"
    "lea? (?:también|más)|lee (?:también|más)|"
    "pued[ea]s? (?:ver|leer)|mir[ae]:|vea (?:también|más)|notas? relacionadas?|contexto de la noticia|ver más",
    "(?:à )?lire (?:aussi|également|la suite)|(?:à|a) (?:voir|lire)(?: aussi)?|voir (?:aussi|également)",
    "leggi (?:anche|qui)|guarda anche|potrebbe interessarti",
    "leia (?:também|mais)|veja (?:também|mais)|saiba mais",
    "lees (?:ook|meer|verder)|bekijk ook",
    "(?:prze)?czytaj (?:także|też|więcej|również)|zobacz (?:także|też|również|więcej)|dowiedz się więcej",
    "läs (?:också|mer|även)|læs (?:også|mere)|les (?:også|mer)|lue (?:myös|lisää)",
    "читайте (?:также|також)|смотрите также",
    "baca (?:juga|selengkapnya)|xem thêm|ayrıca (?:oku|bak)|İlgili haber|إقرأ أيضا|اقرأ أيضا",
)
_POINTER = re.compile(rf"^\W{{0,3}}(?:{'|'.join(_POINTERS)})(?:\s*[:|\u2013\u2014\u00bb>-]|\s*$).{{0,160}}$", re.I)

_CHANNELS = (
    r"news-?letter|bolet[ií]n|whats-?app|telegram|instagram|facebook|twitter|youtube|tik-?tok|linkedin|rss|podcasts?|"
    r"app|apps|"
    r"google news|e-?mail|inbox|subscribers?|subscription|abo|abonnement|canal|kanal|kanał|channel|petition|"
    r"community|paypal|patreon|steady"
)
_ASKING = (
    r"subscribe|sign up|sign in|log in|follow|join|download|like us|click|support|donate|donation|become a|register|"
    r"get the|receive|"
    r"abonnier\w*|folge(?:n|t)?|melde\w*|registrier\w*|unterstütz\w*|spende\w*|verpasse\w*|"
    r"suscr[ií]\w*|s[ií]g[au]e?nos|s[ií]guenos|únete|recib[ae]\w*|descarg\w*|"
    r"abonnez|inscrivez|suivez|rejoignez|recevez|télécharge\w*|"
    r"iscriviti|seguici|scarica|ricevi|assine|siga|inscreva|receba|baixe|"
    r"abonneer|volg|meld je|subskryb\w*|zapisz|polub|obserwuj|prenumerera|följ|følg|tilmeld"
)
_PLEA = re.compile(rf"(?=.*\b(?:{_CHANNELS})\b)^\W{{0,4}}(?:\S+ ){{0,9}}(?:{_ASKING})\b", re.I)
"""A line that asks early on to do something, and names a channel for it."""
_LONGEST_PLEA = 240

_RIGHTS = re.compile(
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|wszelkie prawa zastrzeżone|chroniony prawem autorskim|"
    r"alla rättigheter|版权所有|все права защищены)",
    re.I,
)

_CREDIT = re.compile(
    r"^\(?(?:photos?|image|picture|fotos?|bild(?:er)?|bildquelle|titelbild|beitragsbild|aufmacherbild|"
    r"crédits?(?: photos?)?|"
    r"credits?|foto de|imagen|imagem|fot\.|zdjęcie|kuva|quelle|source|fuente|font[ei]|фото)s?\s*(?::|\u00a9|/|"
    r"by\b).{0,120}$",
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
