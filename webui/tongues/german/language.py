"""The query language: its operators, its fields, and the sentences of the search itself."""

PHRASES: dict[str, str] = {
    "Author": "Verfasser",
    "Print page": "Druckseite",
    "Section": "Ressort",
    "Source": "Quelle",
    "Year": "Jahr",
    "a keyword that the publisher gave": "ein Schlagwort des Verlags",
    "a name in the byline": "ein Name der Verfasserzeile",
    "all of the words, in any form; if no article has all, the best partial matches": (
        "alle Wörter, in jeder Form; hat kein Artikel alle, die besten Teiltreffer"
    ),
    "all of these": "alles davon",
    "any of these": "eines davon",
    "both, as without it": "beides, wie ohne es",
    "by a keyword that the publisher gave": "nach einem Schlagwort des Verlags",
    "by a name in the byline": "nach einem Namen der Verfasserzeile",
    "by the dateline's place": "nach dem Ort der Meldung",
    "by the language's code": "nach dem Kürzel der Sprache",
    "by the print page": "nach der Druckseite",
    "by the publication": "nach der Zeitung",
    "by the section": "nach dem Ressort",
    "either; OR binds more closely than words side by side": "eines von beiden; OR bindet enger als Nebeneinanderstehen",
    "exactly {text}": "genau {text}",
    "none of these": "nichts davon",
    "not this word; also before a phrase, a field or parentheses": (
        "dieses Wort nicht; auch vor einer Wortfolge, einem Feld oder Klammern"
    ),
    "one of the names in the byline": "einer der Namen der Verfasserzeile",
    "only in the headline": "nur in der Überschrift",
    "only in the story's text": "nur im Text",
    "printed in that year, in that month or on that day": "gedruckt in jenem Jahr, jenem Monat oder an jenem Tag",
    "printed on or after the first day of a year, month or day": (
        "gedruckt am ersten Tag eines Jahres, eines Monats, an einem Tag oder danach"
    ),
    "printed on or after {text}": "gedruckt am {text} oder danach",
    "printed on or before the last day of a year, month or day": (
        "gedruckt am letzten Tag eines Jahres, eines Monats, an einem Tag oder davor"
    ),
    "printed on or before {text}": "gedruckt am {text} oder davor",
    "printed {text}": "gedruckt {text}",
    "the dateline's place": "der Ort der Meldung",
    "the headline": "die Überschrift",
    "the language's code": "das Kürzel der Sprache",
    "the phrase {text}": "die Wortfolge {text}",
    "the print page": "die Druckseite",
    "the print page: A3": "die Druckseite: A3",
    "the publication": "die Zeitung",
    "the publication that printed it": "die Zeitung, die ihn druckte",
    "the same in words": "dasselbe in Worten",
    "the section": "das Ressort",
    "the section or any section under it: World, World / Asia": "das Ressort oder eines darunter: World, World / Asia",
    "the story's text": "der Text",
    "the word exactly as written, not run or runs; also with a quoted phrase": (
        "das Wort genau wie geschrieben, nicht run oder runs; auch mit einer Wortfolge"
    ),
    "the word {text}, in any form": "das Wort {text}, in jeder Form",
    "the words {text}, at most {number} others among them": "die Wörter {text}, höchstens {number} andere dazwischen",
    "the year of publication": "das Erscheinungsjahr",
    "these words in this order": "diese Wörter in dieser Folge",
    "these words near one another in any order, at most N others among them": (
        "diese Wörter nahe beieinander in beliebiger Folge, höchstens N andere dazwischen"
    ),
    "what belongs together": "was zusammengehört",
    "words like {text}": "Wörter wie {text}",
    "words spelled like it, one letter off; ~2 for two letters": (
        "ähnlich geschriebene Wörter, ein Buchstabe anders; ~2 für zwei"
    ),
    "words spelled like {text}, {number} off": "Wörter, geschrieben wie {text}, {number} anders",
    "words that begin so, after at least two letters; the * may also stand inside": (
        "Wörter, die so beginnen, nach mindestens zwei Buchstaben; der * darf auch im Innern stehen"
    ),
}

SENTENCES: dict[str, str] = {
    "Did you mean “{better}”?": "Meinten Sie „{better}“?",
    "No article has all of these words; these have some of them, the best matches first.": (
        "Kein Artikel hat alle diese Wörter; diese haben einige davon, die besten Treffer zuerst."
    ),
    "There is no word in this query, so nothing was looked for.": (
        "In dieser Anfrage steht kein Wort; es wurde nichts gesucht."
    ),
    "The query could not be read as written; its words were searched as plain words.": (
        "Die Anfrage ließ sich so nicht lesen; ihre Wörter wurden einzeln gesucht."
    ),
    "A quotation mark was never closed; the words after it were searched one by one.": (
        "Ein Anführungszeichen wurde nicht geschlossen; die Wörter danach wurden einzeln gesucht."
    ),
    "There is no field “{name}”, so it was searched as a word. Fields are: {known}.": (
        "Es gibt kein Feld „{name}“; es wurde als Wort gesucht. Felder sind: {known}."
    ),
    "“{text}” needs at least {number} letters before the *; it was searched without it.": (
        "„{text}“ braucht mindestens {number} Buchstaben vor dem *; es wurde ohne ihn gesucht."
    ),
    "“{text}” is not a date: write 2012, 2012-05, 2012-05-09 or May 9 2012.": (
        "„{text}“ ist kein Datum: Schreiben Sie 2012, 2012-05, 2012-05-09 oder May 9 2012."
    ),
    "“{text}” is not a day of the calendar: check its month and day.": (
        "„{text}“ ist kein Tag des Kalenders: Prüfen Sie Monat und Tag."
    ),
    "No day is both after {after} and before {before}: swap the two dates.": (
        "Kein Tag liegt nach {after} und vor {before}: Vertauschen Sie die beiden."
    ),
    "There is no article {id} in this archive: it may have been removed.": (
        "Einen Artikel {id} gibt es in diesem Archiv nicht: Vielleicht wurde er entfernt."
    ),
}
