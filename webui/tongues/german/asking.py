"""Asking, narrowing, and how a question is understood."""

PHRASES: dict[str, str] = {
    "1 shows near-copies of one story once": "1 zeigt Beinahe-Kopien eines Artikels nur einmal",
    "1 shows the timeline as a share of everything held in each period": (
        "1 zeigt den Zeitverlauf als Anteil an allem, was aus jedem Zeitraum vorhanden ist"
    ),
    "Active filters": "Gesetzte Filter",
    "Advanced": "Erweitert",
    "Advanced search": "Erweiterte Suche",
    "All of these words": "Alle diese Wörter",
    "Among the stories found for {query}": "Unter den Artikeln zu {query}",
    "Any date": "Jedes Datum",
    "Any of these words": "Eines dieser Wörter",
    "Around": "Um einen Tag",
    "Ask in words": "Fragen Sie in Wörtern",
    "Ask in words, or try": "Fragen Sie in Wörtern, oder versuchen Sie",
    "Bars by": "Balken nach",
    "Beside the results stand filters, each with the exact number of stories it would leave. Several values of one filter"
    " widen it; different filters narrow each other. The minus sign beside a value leaves it out. A bar of the timeline"
    " narrows the dates to its period. The address of the page holds the whole question: keep it or send it, and it asks"
    " the same again.": (
        "Neben den Ergebnissen stehen Filter, jeder mit der genauen Zahl der Artikel, die er übrig ließe. Mehrere Werte"
        " eines Filters erweitern ihn, verschiedene Filter engen einander ein. Das Minuszeichen neben einem Wert schließt"
        " ihn aus. Ein Balken des Zeitverlaufs grenzt auf seinen Zeitraum ein. Die Adresse der Seite enthält die ganze"
        " Frage: Wer sie aufhebt oder verschickt, fragt damit wieder dasselbe."
    ),
    "Byline": "Verfasserzeile",
    "Clear all": "Alle entfernen",
    "Date": "Datum",
    "Date ranges, counted from the last day held": "Zeiträume, vom letzten vorhandenen Tag an gerechnet",
    "Exactly as written": "Genau so geschrieben",
    "Fewer words find more. You can also": "Weniger Wörter finden mehr. Sie können auch",
    "Fill in what you know. The page writes the query that you could have typed, and says how it is understood.": (
        "Füllen Sie aus, was Sie wissen. Die Seite schreibt die Anfrage, die Sie hätten tippen können, und sagt, wie sie"
        " verstanden wird."
    ),
    "Filters": "Filter",
    "For example": "Zum Beispiel",
    "From": "Von",
    "How it is understood": "So wird sie verstanden",
    "How to search": "So wird gesucht",
    "It finds": "Das findet",
    "Keyboard": "Tastatur",
    "Keyword of the publisher": "Schlagwort des Verlags",
    "Language": "Sprache",
    "Last five years": "Letzte fünf Jahre",
    "Last month": "Letzter Monat",
    "Last ten years": "Letzte zehn Jahre",
    "Last week": "Letzte Woche",
    "Last year": "Letztes Jahr",
    "Leave out": "Ausschließen",
    "Meaning": "Bedeutung",
    "Narrowing": "Eingrenzen",
    "Near-copies": "Beinahe-Kopien",
    "Newest": "Neueste",
    "No longer leave out": "Nicht mehr ausschließen",
    "No story found": "Kein Artikel gefunden",
    "None of these words": "Keines dieser Wörter",
    "Not {facet}": "Ohne {facet}",
    "Nothing in this list is like that.": "Nichts in dieser Liste ist so.",
    "Nothing is filled in yet.": "Noch ist nichts ausgefüllt.",
    "Oldest": "Älteste",
    "Parameter": "Parameter",
    "Place in the dateline": "Ort der Meldung",
    "Printed on or after": "Gedruckt am oder nach",
    "Printed on or before": "Gedruckt am oder vor",
    "Publication": "Zeitung",
    "Relevance": "Relevanz",
    "Results": "Ergebnisse",
    "Search": "Suchen",
    "Search in this list": "In dieser Liste suchen",
    "Search the archive": "Im Archiv suchen",
    "Search them all": "Alle durchsuchen",
    "Show the stories of those chosen": "Die Artikel der gewählten zeigen",
    "Show {stories}": "{stories} zeigen",
    "Skip the timeline": "Zeitverlauf überspringen",
    "Sort by": "Sortieren nach",
    "Stories found for {query}": "Artikel zu {query}",
    "The bars asked for would be too many; narrow the dates to see them.": (
        "Die gewünschten Balken wären zu viele; grenzen Sie den Zeitraum ein, um sie zu sehen."
    ),
    "The query": "Die Anfrage",
    "The query so far": "Die Anfrage bisher",
    "The same questions are answered as JSON:": "Dieselben Fragen werden als JSON beantwortet:",
    "The search page takes the same parameters. Every other address is described here:": (
        "Die Suchseite nimmt dieselben Parameter. Alle anderen Adressen sind hier beschrieben:"
    ),
    "These results as JSON": "Diese Ergebnisse als JSON",
    "These words near one another": "Diese Wörter nahe beieinander",
    "This phrase": "Diese Wortfolge",
    "To": "Bis",
    "Type what you remember. Every word must occur in a story for it to be found; when no story has them all, those that"
    " have most of them are shown, and the page says so. Capital letters and accents make no difference, and neither does"
    " the ending of a word.": (
        "Tippen Sie, woran Sie sich erinnern. Jedes Wort muss in einem Artikel vorkommen; hat keiner alle, werden die mit"
        " den meisten gezeigt, und die Seite sagt es. Großschreibung und Akzente machen keinen Unterschied und die"
        " Endung eines Wortes auch nicht."
    ),
    "When these were printed": "Wann sie gedruckt wurden",
    "Words of the headline": "Wörter der Überschrift",
    "Write": "Schreiben Sie",
    "Write the query": "Die Anfrage schreiben",
    "a code such as en": "ein Kürzel wie en",
    "a day, a month or a year": "ein Tag, ein Monat oder ein Jahr",
    "a facet, a colon and a value to leave out": "eine Facette, ein Doppelpunkt und ein Wert, der auszuschließen ist",
    "a name or a part of it": "ein Name oder ein Teil davon",
    "as": "als",
    "at least one of them": "mindestens eines davon",
    "author": "Verfasser",
    "best matches near this day first: a day, a month or a year": (
        "die besten Treffer nahe diesem Tag zuerst: ein Tag, ein Monat oder ein Jahr"
    ),
    "by the alphabet": "nach dem Alphabet",
    "cut a word short with a star, as in {example}": "ein Wort mit einem Stern abkürzen, wie in {example}",
    "day": "Tag",
    "each by itself": "jede für sich",
    "first day wanted: a day, a month or a year": "erster gewünschter Tag: ein Tag, ein Monat oder ein Jahr",
    "fitting": "passend",
    "folded into one": "zu einem gefaltet",
    "go to the next story of a list": "zum nächsten Artikel einer Liste gehen",
    "go to the story before": "zum Artikel davor gehen",
    "headline": "Überschrift",
    "hits in the answer, at most 100": "Treffer in der Antwort, höchstens 100",
    "hits to pass over, so that the next page can be asked for": (
        "Treffer, die übergangen werden, damit nach der nächsten Seite gefragt werden kann"
    ),
    "in any form": "in jeder Form",
    "last day wanted, itself included": "letzter gewünschter Tag, er selbst eingeschlossen",
    "length of a bar of the timeline: day, month, year": "Länge eines Balkens im Zeitverlauf: day, month, year",
    "may be repeated": "darf wiederholt werden",
    "month": "Monat",
    "most in one bar: {number}": "höchster Balken: {number}",
    "most stories first": "die meisten Artikel zuerst",
    "not other forms of the words": "keine anderen Formen der Wörter",
    "nothing found in {periods} of which the archive holds stories": (
        "nichts gefunden in {periods}, aus denen das Archiv Artikel hat"
    ),
    "nothing held": "nichts vorhanden",
    "number": "Anzahl",
    "one of relevance, newest, oldest, around": "eines von relevance, newest, oldest, around",
    "open the story": "den Artikel öffnen",
    "put the cursor into the search box": "die Schreibmarke ins Suchfeld setzen",
    "remove this filter": "diesen Filter entfernen",
    "search without the filters": "ohne die Filter suchen",
    "section": "Ressort",
    "see how the query was understood": "nachsehen, wie die Anfrage verstanden wurde",
    "share of all held": "Anteil am Vorhandenen",
    "source": "Quelle",
    "stories with them are left out": "Artikel mit ihnen werden ausgelassen",
    "such as A3": "wie A3",
    "the page for programs": "die Seite für Programme",
    "the query, in the language described above": "die Anfrage, in der oben beschriebenen Sprache",
    "the words in this order": "die Wörter in dieser Folge",
    "to": "bis",
    "turn the pages of the issues": "in den Ausgaben blättern",
    "with at most five others among them": "mit höchstens fünf anderen dazwischen",
    "within a story, go to the marked place before": "im Artikel zur markierten Stelle davor gehen",
    "within a story, go to the next marked place": "im Artikel zur nächsten markierten Stelle gehen",
    "word": "Wort",
    "year": "Jahr",
    "{first}–{last} shown": "{first}–{last} gezeigt",
    "{number} more": "{number} weitere",
    "{number} suggestions": "{number} Vorschläge",
    "{number} undated": "{number} undatiert",
    "{number} without near-copies": "{number} ohne Beinahe-Kopien",
    "{period}: {stories}, {share} of {held} held": "{period}: {stories}, {share} von {held} vorhandenen",
}
