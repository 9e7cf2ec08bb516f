"""Taking away, studying, collecting, and keeping the archive."""

PHRASES: dict[str, str] = {
    "A certificate records what a search found on a day. Paste one to see what has changed since.": (
        "Ein Beleg hält fest, was eine Suche an einem Tag gefunden hat. Fügen Sie einen ein, um zu sehen, was sich seither"
        " geändert hat."
    ),
    "Add": "Hinzufügen",
    "Add or update from a folder": "Aus einem Ordner hinzufügen oder erneuern",
    "After": "Danach",
    "An even sample of {number} of them was read.": "Eine gleichmäßige Stichprobe von {number} davon wurde gelesen.",
    "Articles": "Artikel",
    "Atom": "Atom",
    "Back to the clippings": "Zurück zu den Ausschnitten",
    "Before": "Davor",
    "BibTeX": "BibTeX",
    "CSV": "CSV",
    "Certificate": "Beleg",
    "Check": "Prüfen",
    "Clippings": "Ausschnitte",
    "Collecting in the browser needs its scripts. Without them, a search can be exported as a whole.": (
        "Im Browser zu sammeln braucht dessen Skripte. Ohne sie lässt sich eine Suche als Ganzes mitnehmen."
    ),
    "Compare over time": "Im Zeitverlauf vergleichen",
    "Contents": "Inhalt",
    "Dates": "Daten",
    "Dossier": "Dossier",
    "Down": "Hinab",
    "Each filter": "Jeder Filter",
    "Each part of the query": "Jeder Teil der Anfrage",
    "Enter": "Eintreten",
    "Explain this count": "Diese Zahl erklären",
    "Figures": "Zahlen",
    "Files: HTML, ZIP, TAR, WARC, WACZ, JSON Lines": "Dateien: HTML, ZIP, TAR, WARC, WACZ, JSON Lines",
    "Filter": "Filter",
    "First story": "Erster Artikel",
    "Follow by feed": "Per Feed verfolgen",
    "For all of them:": "Für alle:",
    "Found": "Gefunden",
    "Found by it alone": "Durch ihn allein gefunden",
    "Found now and not then": "Jetzt gefunden und damals nicht",
    "Found then and not now, though still held": "Damals gefunden und jetzt nicht, obwohl noch vorhanden",
    "Found then and now, with another text": "Damals und jetzt gefunden, mit anderem Text",
    "Found without it": "Ohne ihn gefunden",
    "Give the token first: the session has ended, or never began.": (
        "Geben Sie zuerst das Kennwort an: Die Sitzung ist zu Ende oder hat nie begonnen."
    ),
    "G² is the log-likelihood ratio of Dunning (1993) over stories that hold a word; values above 10.83 come by chance once"
    " in a thousand words.": (
        "G² ist das Log-Likelihood-Verhältnis nach Dunning (1993) über Artikel, die ein Wort enthalten; Werte über 10,83"
        " kommen durch Zufall einmal unter tausend Wörtern vor."
    ),
    "Held": "Vorhanden",
    "In context": "Im Zusammenhang",
    "In others": "In anderen",
    "In these": "In diesen",
    "It holds the whole certificate: nothing is kept here. Opened years later it says what has been added, removed,"
    " rewritten or dated anew.": (
        "Sie enthält den ganzen Beleg: Hier wird nichts aufbewahrt. Jahre später geöffnet sagt sie, was hinzugekommen,"
        " entfernt, umgeschrieben oder neu datiert worden ist."
    ),
    "JSON Lines": "JSON Lines",
    "Keep": "Festhalten",
    "Keep this address": "Heben Sie diese Adresse auf",
    "Keeping": "Verwalten",
    "Keeping the archive": "Das Archiv verwalten",
    "Kept in this browser and nowhere else: no account, and nothing is sent until you take them away.": (
        "In diesem Browser aufbewahrt und nirgends sonst: kein Konto, und nichts wird gesendet, bevor Sie sie mitnehmen."
    ),
    "Kept on this server, for one reader.": "Auf diesem Server aufbewahrt, für eine Leserin oder einen Leser.",
    "Leave": "Verlassen",
    "Line": "Zeile",
    "Many searches at once": "Viele Suchen auf einmal",
    "Mend": "Instandhalten",
    "No page was refused.": "Keine Seite wurde abgelehnt.",
    "No word sets these stories apart: there are too few of them, or no others to compare them with.": (
        "Kein Wort hebt diese Artikel ab: Es sind zu wenige, oder es gibt keine anderen zum Vergleich."
    ),
    "Note": "Notiz",
    "Nothing is collected yet. The button “Clip” beside a story puts it here.": (
        "Noch ist nichts gesammelt. Der Knopf „Sammeln“ neben einem Artikel legt ihn hierher."
    ),
    "Nothing with a date was found.": "Nichts mit einem Datum wurde gefunden.",
    "One query on each line, at most {number}. A line that cannot be understood says so in its row; the others are"
    " answered.": (
        "Eine Anfrage in jeder Zeile, höchstens {number}. Eine Zeile, die nicht zu verstehen ist, sagt es; die anderen"
        " werden beantwortet."
    ),
    "Only the first {number} lines were answered; the command line takes any number.": (
        "Nur die ersten {number} Zeilen wurden beantwortet; die Befehlszeile nimmt beliebig viele."
    ),
    "Pages read": "Gelesene Seiten",
    "Part": "Teil",
    "Path on the server": "Pfad auf dem Server",
    "Period": "Zeitraum",
    "Queries": "Anfragen",
    "Query": "Anfrage",
    "Query {number}": "Anfrage {number}",
    "RIS": "RIS",
    "Readers go on with the old index while a new one is built.": (
        "Wer liest, tut es mit dem alten Index weiter, während ein neuer entsteht."
    ),
    "Reason": "Grund",
    "Rebuild the index": "Den Index neu bauen",
    "Refused pages": "Abgelehnte Seiten",
    "Remove": "Entfernen",
    "Save the notes": "Die Notizen sichern",
    "Seen": "Gesehen",
    "Size": "Größe",
    "State of the archive": "Stand des Archivs",
    "Story": "Artikel",
    "Story {number}: {then} is now {now}": "Artikel {number}: {then} ist jetzt {now}",
    "Study": "Untersuchen",
    "Take all": "Alles mitnehmen",
    "Take all, at most {number} at once": "Alles mitnehmen, höchstens {number} auf einmal",
    "Taken": "Ausgestellt",
    "Telling words": "Kennzeichnende Wörter",
    "The archive's keeper has removed {stories} since.": "Die Verwaltung des Archivs hat seither {stories} entfernt.",
    "The figures as CSV": "Die Zahlen als CSV",
    "The figures of this chart stand in the table below it.": "Die Zahlen dieses Bildes stehen in der Tabelle darunter.",
    "The list of changes is complete: the result of the time was put together again, and its digest agrees.": (
        "Die Liste der Änderungen ist vollständig: Das damalige Ergebnis wurde wieder zusammengesetzt, und seine Prüfsumme"
        " stimmt."
    ),
    "The table as CSV": "Die Tabelle als CSV",
    "The very same stories are found today, with the very same texts.": (
        "Heute werden genau dieselben Artikel gefunden, mit genau denselben Texten."
    ),
    "Then {then}, now {now}.": "Damals {then}, jetzt {now}.",
    "There are no words to look for in this query.": "In dieser Anfrage steht kein Wort, nach dem zu suchen wäre.",
    "There is only one part, and no filter: nothing can be taken away.": (
        "Es gibt nur einen Teil und keinen Filter: Nichts lässt sich wegnehmen."
    ),
    "This certificate was made over another archive, or over this one before it was restored from a copy: only the numbers"
    " can be compared.": (
        "Dieser Beleg gilt einem anderen Archiv oder diesem, bevor es aus einer Kopie wiederhergestellt wurde: Nur die"
        " Zahlen lassen sich vergleichen."
    ),
    "This count explained": "Diese Zahl, erklärt",
    "Times as frequent": "So vielmal häufiger",
    "Token": "Kennwort",
    "Under another day": "Unter einem anderen Tag",
    "Up": "Hinauf",
    "Upload and add": "Hochladen und hinzufügen",
    "Upload pages": "Seiten hochladen",
    "Versions": "Fassungen",
    "What is found has changed since.": "Was gefunden wird, hat sich seither geändert.",
    "Within: {folders}": "Innerhalb von: {folders}",
    "Word": "Wort",
    "Words that stand in more of the {found} found than chance explains, compared with the {others} others.": (
        "Wörter, die in mehr der {found} stehen, als der Zufall erklärt, verglichen mit den {others} anderen."
    ),
    "as the results": "wie die Ergebnisse",
    "by the word after": "nach dem Wort danach",
    "by the word before": "nach dem Wort davor",
    "ended with status {status}": "endete mit Status {status}",
    "is done": "ist fertig",
    "is running": "läuft",
    "its text": "sein Text",
    "leaves out": "schließt aus",
    "or a file of them": "oder eine Datei damit",
    "{found} of the {all} that the archive holds match.": "{found} von {all} im Archiv passen.",
    "{number} in the index": "{number} im Index",
    "{number} refused": "{number} abgelehnt",
    "{places} in the first {read} of {all} found.": "{places} in den ersten {read} von {all}, die gefunden wurden.",
}
