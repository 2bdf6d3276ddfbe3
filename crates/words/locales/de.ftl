### Aller Text der Seite auf Deutsch. Die Meldungen und ihre Argumente gibt en.ftl vor.
### Wie man eine hinzufügt: docs/translating.md

## Zahlen und Listen

language-name = Deutsch
group-separator = .
decimal-sign = ,
percentage = { $number }{ "\u00A0" }%
percentage-points = { $number } { $whole ->
    [one] Prozentpunkt
   *[other] Prozentpunkte
}
list-separator = ,
list-and = { $items } und { $last }
month-names = Januar Februar März April Mai Juni Juli August September Oktober November Dezember
month-of-year = { $month } { $year }

## Wer und wie viele

respondents = { $n ->
    [one] { $n } befragte Person
   *[other] { $n } Befragte
}
respondents-of = { NUMBER($n) } von { $total ->
    [one] { $total } befragten Person
   *[other] { $total } Befragten
}
answered-of = { NUMBER($answered) } von { $n ->
    [one] { $n } befragten Person
   *[other] { $n } Befragten
} haben diese Frage beantwortet.
answered-of-view = { NUMBER($n) } von { $total ->
    [one] { $total } befragten Person
   *[other] { $total } Befragten
} sind in dieser Ansicht; { NUMBER($answered) } davon haben diese Frage beantwortet.
coded-by = { $coders ->
    [one] Eine Person las
   *[other] { $coders } Personen lasen
}, was die Befragten schrieben, und gaben ihm diese Codes.
coded-alpha = Bei { NUMBER($answers) } Antworten, die mindestens zwei lasen, stimmen sie mit α = { $alpha } überein (1 ist vollkommen, 0 ist Zufall).
coded-tentative = Vorläufig, weil sie zu wenig übereinstimmen (α unter 0,667): { $codes }.
coded-mention = Eine Nennung ist keine Wichtigkeit, und Schweigen nicht deren Fehlen.
asked-of-some = Gestellt wurde sie { $n ->
    [one] { $n } Person
   *[other] { $n } Personen
}.
asked-of-those = Gestellt wurde sie { NUMBER($n) } davon: { $who }.
asked-of-who-chose = { $answers } bei „{ $question }“
asked-of-who-chose-not = alles außer { $answers } bei „{ $question }“
flow = Von den Antworten zu dieser Seite
flow-received = { NUMBER($n) } eingegangen
flow-left-out = { NUMBER($n) } ausgelassen: { $reason }
flow-kept = { NUMBER($n) } behalten
flow-no-consent = { NUMBER($n) } wollten nicht veröffentlicht werden
flow-published = { NUMBER($n) } veröffentlicht
questions-skipped = Die Datei enthält auch { $names }; diese Version der Seite kann das nicht zeigen.
everyone = Alle
collected-in = Erhoben im { $month }
collected-between = Erhoben von { $from } bis { $to }
population = Gemeint waren: { $population }
licence = Lizenz: { $name }
data-version = Datenstand { $version }
homepage = Über diese Umfrage
n-equals = n = { NUMBER($n) }

## Schutz der Befragten

privacy = Datenschutz
k-statement = Niemand erscheint in einer Gruppe unter { NUMBER($k) } Personen.
k-explained = Diese Seite erhält nie die Antworten einer einzelnen Person. Sie bekommt Summen über Gruppen von mindestens { NUMBER($k) } Personen; darum zeigt kein Filter und kein Unterschied zweier Filter weniger.
k-explained-by-dimension = Diese Seite erhält nie die Antworten einer einzelnen Person. Sie bekommt Summen über Gruppen von mindestens { NUMBER($k) } Personen, nach Fachgebiet und jeweils einem weiteren Merkmal; auch zusammen verraten sie keine kleinere Gruppe.
k-is-one = Eine Gruppe kann hier aus einer einzigen Person bestehen (k = 1). Richtig ist das nur bei Antworten, die schon vorher öffentlich waren.
k-is-one-short = Bereits öffentliche Daten: Gruppen können aus einer einzigen Person bestehen.
generalized-heading = Was vergröbert wurde
generalized = { $dimension }: { $n ->
    [one] die genaue Kategorie von { $n } Person wird nicht genannt
   *[other] die genaue Kategorie von { $n } Personen wird nicht genannt
}
cannot-be-told-apart = { $n ->
    [one] { $n } weitere Person lässt sich nicht zuordnen
   *[other] { $n } weitere Personen lassen sich nicht zuordnen
}
cannot-be-told-apart-why = Zu ihrem Schutz ist ihre Kategorie nur als eine von mehreren veröffentlicht, von denen hier manche behalten und manche ausgelassen sind. Sie werden nicht mitgezählt.
not-offered = Diese Umfrage ist zu klein, um { $dimensions } zusammen zu zeigen, ohne kleine Gruppen preiszugeben.
# The same for several that cannot stand beside those that filter.
not-offered-with = Diese Umfrage ist zu klein, um { $filters } zusammen mit einem dieser Merkmale zu zeigen, ohne kleine Gruppen preiszugeben: { $dimensions }.
not-offered-what-to-do = Filtern Sie nach einem Merkmal auf einmal.

## Filter

filters = Filter
filters-none = Kein Filter: Alle werden gezeigt.
filtered-to = Gefiltert: { $filters }
filter-keeps = { $dimension }: { $kept }
filter-leaves-out = { $dimension } ohne { $removed }
nobody = niemand
filters-active = { NUMBER($n) } aktiv
kept-of = { NUMBER($kept) } von { NUMBER($all) }
only = Nur
without = Ohne
keep = Behalten
only-category = Nur { $category }
without-category = Ohne { $category }
keep-category = { $category } behalten
reset = Zurücksetzen
reset-dimension = { $dimension } zurücksetzen
reset-all = Alle Filter zurücksetzen
search = Suchen
search-categories = { $dimension } durchsuchen
search-finds-nothing = Nichts heißt „{ $text }“.
show-more = { NUMBER($n) } weitere zeigen
show-fewer = Weniger zeigen
category-count = { $category }, { $n ->
    [one] { $n } befragte Person
   *[other] { $n } Befragte
}
over-represented = überrepräsentiert
under-represented = unterrepräsentiert
over-represented-why = Nach Angabe der Autoren ist diese Gruppe unter den Antwortenden zu stark vertreten.
under-represented-why = Nach Angabe der Autoren ist diese Gruppe unter den Antwortenden zu schwach vertreten.
bias-note = Bekannte Verzerrung
source = Quelle
question = Frage
named-views = Ansichten der Autoren
view-changed = { NUMBER($n) } von { $total ->
    [one] { $total } befragten Person
   *[other] { $total } Befragten
}; am häufigsten genannt: { $need }
view-changed-no-answers = { NUMBER($n) } von { $total ->
    [one] { $total } befragten Person
   *[other] { $total } Befragten
}; nichts zu zeigen
undo = Rückgängig
close = Schließen
open = Öffnen

strip = Wer geantwortet hat, und was daran hängt
strip-here = hier { $share }
strip-believed = vermutet: { $share }
strip-robust = Platz 1: robust
strip-hangs = Platz 1 hängt daran
strip-untold = Platz 1: nicht zu sagen
strip-lead-robust = Vorsprung: robust
strip-lead-hangs = Vorsprung hängt daran
strip-lead-untold = Vorsprung: nicht zu sagen
strip-apart = Lässt sich nicht zusammen mit { $dimensions } zeigen: Die Umfrage ist zu klein.

## Diagramme

charts = Diagramme
chart-matrix = Matrix
chart-ranking = Rangfolge
chart-compare = Vergleich
chart-sample = Stichprobe
chart-sensitivity = Empfindlichkeit
chart-table = Tabelle
chart-matrix-what = Anteil jedes Fachgebiets je { $one }
chart-leading-what = { $many } mit den größten Anteilen, Zeile für Zeile
chart-leading-note = Jede Zeile zeigt höchstens { NUMBER($n) } { $many }, die mit den größten Anteilen über 0 %; ihre Reihenfolge kann Zufall sein.
chart-leading-sorted = Die Zeilen sind nach „{ $option }“ geordnet; es steht in jeder vorn.
chart-ranking-what = { $many } nach Häufigkeit der Nennung
chart-matrix-mentioned = Anteil jedes Fachgebiets je { $one }
chart-ranking-mentioned = { $many } nach Häufigkeit der Nennung
chart-compare-what = Diese Ansicht gegen eine andere
chart-sample-what = Wer in dieser Ansicht ist, gegenüber allen, die geantwortet haben
chart-sensitivity-what = Was sich ändert, wenn eine Gruppe fehlt oder anders zählt
chart-table-what = Alle Zahlen dieser Ansicht
show-as = Zeigen als
share-of-respondents = Anteil
count-of-respondents = Anzahl
base = Basis
base-answered = derer, die die Frage beantwortet haben
base-asked = derer, denen die Frage gestellt wurde
answered-only = In mancher Gruppe haben nur wenige diese Frage beantwortet; die Datei sagt darum nur etwas über die, die geantwortet haben.
# The dimension whose groups are the rows of a chart.
adjust = Anpassen
rows = Zeilen
sort-by = Sortieren nach
sort-file = Reihenfolge der Umfrage
sort-size = Zahl der Antworten
sort-share = Anteil
sort-label = Name
all-fields = Alle Fachgebiete
detail = Genauigkeit
detail-choices = Antworten
detail-themes = Themen
level = Stufe
shares-of-answered = Anteile derer, die die Frage beantwortet haben; ihre Zahl steht jeweils daneben.
shares-of-asked = Anteile derer, denen die Frage gestellt wurde; ihre Zahl steht jeweils daneben.
option-one = Antwort
option-many = Antworten
need-one = Bedarf
need-many = Bedarfe
feature-one = Funktion
feature-many = Funktionen
topic-one = Thema
topic-many = Themen
tool-one = Werkzeug
tool-many = Werkzeuge
field = Fachgebiet
group = Gruppe
respondents-heading = Geantwortet
asked-heading = Gefragt
interval = Intervall
lower = von
upper = bis
interval-label = nur Zufallsschwankung: sagt nichts darüber, wer geantwortet hat
interval-range = { $low } bis { $high }
legend = Legende
legend-share = Anteil, der es nennt
legend-mentioned = Anteil, der es nennt
legend-coders = alle: von dem, was alle Codierenden gaben, bis zu dem, was irgendwer gab
legend-tentative = vorläufig: Codierende stimmen zu wenig überein (α unter 0,667)
less = weniger
more = mehr
cannot-rank = Diese lassen sich nicht unterscheiden
cannot-rank-why = Die Unterschiede zwischen ihnen liegen in der Zufallsschwankung; ihre Reihenfolge bedeutet nichts.

## Eine Marke in Worten

cell = { $field }, { $need }: { $share } nennen es, { NUMBER($count) } von { NUMBER($base) }, die geantwortet haben; Zufallsintervall { $low } bis { $high }
cell-asked = { $field }, { $need }: { $share } nennen es, { NUMBER($count) } von { NUMBER($base) } Gefragten; Zufallsintervall { $low } bis { $high }
cell-mentioned = { $field }, { $need }: { $share } nennen es, { NUMBER($count) } von { NUMBER($base) }, die geantwortet haben; Zufallsintervall { $low } bis { $high }
coders-range = Codierende: { $low } (alle) bis { $high } (irgendwer)
cell-what-if = { $field }, { $need }: { $share } in diesem Gedankenspiel, { $now } wie geantwortet; Zufallsintervall { $low } bis { $high }
cell-level = { $item }, { $level }: { $share }, { NUMBER($count) } von { NUMBER($base) }, die geantwortet haben; Zufallsintervall { $low } bis { $high }
cell-small-base = { $field }, { $need }: nur { NUMBER($base) } haben geantwortet, zu wenige für einen Anteil
cell-no-answers = { $field }, { $need }: niemand hat geantwortet
small-base = zu wenige Antworten
low-reliability = weniger als { NUMBER($reliable) } Antworten: wenig verlässlich
small-base-why = Bei weniger als { NUMBER($least) } Antworten wird kein Anteil gezeigt: Eine Antwort würde ihn um mehr als 10 Punkte verschieben. Schraffierte Anteile haben weniger als { NUMBER($reliable) } Antworten und sind wenig verlässlich.
no-answers = keine Antworten
count-of-base = { NUMBER($count) } von { NUMBER($base) }
share-and-count = { $share } ({ $count })
tooltip-interval = Zufallsintervall { $range }
tooltip-unknown = { $range }, wer auch immer der nicht Unterscheidbaren dazugehört
number-of-net = { $net } (die Zahl vor jedem Balken)
put-first = An erster Stelle
put-at-place = An Stelle { NUMBER($place) }
put-among-top = Unter den ersten drei
item-level = { $item }: { $level }
picture-description = { $what }. { $who }.
chart-rating-what = Wie wichtig jedes ist, von der stärksten Antwort rechts bis zur schwächsten links
row-small-base = { $field }: nur { NUMBER($base) } haben geantwortet, zu wenige für Anteile
rank = Platz { NUMBER($first) } von { NUMBER($of) }
rank-between = Platz { NUMBER($first) } bis { NUMBER($last) } von { NUMBER($of) }
more-choices = { $n ->
    [one] { $n } weiterer in der Tabelle
   *[other] { $n } weitere in der Tabelle
}
interval-legend = Intervall: { $what }
share-of = { $name }: { $share }
name-and-n = { $name } ({ $n })
sample-of-everyone = { $category }: { $share } von allen
target-legend = Anteil, den der Autor erwartet
compare-cell = { $need }: { $here } in dieser Ansicht, { $there } in der anderen
compare-few = { $need }: auf einer Seite zu wenige Antworten für einen Vergleich
difference-in-points = Unterschied in Prozentpunkten
leans-on = { $need } stünde nicht an erster Stelle ohne { $groups }.
comes-first = dann steht { $need } an erster Stelle
first-changes = an erster Stelle steht anderes ({ $one })
order-changes = die Reihenfolge ändert sich
first-untold = ungesagt, ob anderes vorn läge
range-legend = irgendwo in dieser Spanne: die Datei sagt es nicht von allen
moves-most = { $one } mit der größten Verschiebung
other-options = Alle übrigen, je { $one }
more-groups = { $n ->
    [one] { $n } weitere Gruppe verschiebt weniger als diese
   *[other] { $n } weitere Gruppen verschieben weniger als diese
}

## Leitsatz

headline-first = { $need } wird am häufigsten genannt: von { $share } der { $n ->
    [one] { $n } Person
   *[other] { $n } Personen
}, die geantwortet haben.
headline-mentioned = { $need } wird am häufigsten genannt: von { $share } der { $n ->
    [one] { $n } befragten Person, die geantwortet hat
   *[other] { $n } Befragten, die geantwortet haben
}.
headline-first-asked = { $need } wird am häufigsten genannt: von { $share } der { $n ->
    [one] { $n } Person, der
   *[other] { $n } Personen, denen
} die Frage gestellt wurde.
headline-band = „{ $need }“ ist die Klasse mit den meisten Antworten: { $share } von { $n ->
    [one] { $n } Antwort
   *[other] { $n } Antworten
}.
headline-first-then = In diesem Gedankenspiel liegt { $need } vorn, mit { $share }.
headline-first-place = { $need } steht am häufigsten an erster Stelle: bei { $share } der { $n ->
    [one] { $n } befragten Person
   *[other] { $n } Befragten
}.
headline-first-top = { $need } ist am häufigsten unter den ersten drei: bei { $share } der { $n ->
    [one] { $n } befragten Person
   *[other] { $n } Befragten
}.
headline-first-level = { $need } liegt vorn: { $share } der { $n ->
    [one] { $n } befragten Person
   *[other] { $n } Befragten
} sagen „{ $level }“.
headline-median = Der Median von { $n ->
    [one] { $n } Antwort
   *[other] { $n } Antworten
} liegt in „{ $band }“.
headline-median-between = Der Median von { $n ->
    [one] { $n } Antwort
   *[other] { $n } Antworten
} liegt zwischen „{ $low }“ und „{ $high }“.
headline-nps = Net Promoter Score { $score } (Zufallsbereich { $low } bis { $high }): { $promoters } Promotoren, { $detractors } Kritiker von { $n ->
    [one] { $n } befragten Person
   *[other] { $n } Befragten
}.
finding-mean-of-bands = Das Mittel der Klassenmitten ist { $mean }; genaue Zahlen werden nicht veröffentlicht.
finding-mean-place = { $need }: mittlerer Platz { $mean } (Zufallsbereich { $low } bis { $high }) bei { $n ->
    [one] { $n } befragten Person
   *[other] { $n } Befragten
}, die es eingeordnet { $n ->
    [one] hat
   *[other] haben
}.
mean-place = Mittlerer Platz (1 ist der erste)
mean-place-short = mittlerer Platz { $mean } ({ $low } bis { $high })
why-mean-place = Die Plätze gelten als gleich weit voneinander entfernt, was niemand gesagt hat; die Anteile erster Plätze brauchen das nicht.
finding-mean-place-then = { $need }: mittlerer Platz { $after } statt { $before }.
finding-median-then = Der Median läge in { $after } statt { $before }.
finding-mean-of-bands-then = Das Mittel der Klassenmitten wäre { $after } statt { $before }.
finding-nps-then = Der Net Promoter Score läge bei { $after } statt { $before }.
finding-majority-winner = Mehr Leute stellen { $need } vor jedes der anderen als umgekehrt.
finding-majority-none = Nichts wird von mehr Leuten vor jedes der anderen gestellt als umgekehrt.
finding-majority = { $first } vor { $second }: { $percent } der { NUMBER($n) }, die eines von beiden eingeordnet haben (Zufallsbereich { $low } bis { $high }).
why-majorities = Was jemand ausgelassen hat, zählt als hinter dem, was eingeordnet wurde.
headline-crowd = Nichts ragt heraus ({ $one }): { NUMBER($leaders) } von { NUMBER($options) } { $many } liegen vorn und sind nicht zu unterscheiden.
headline-no-order = Nichts ragt heraus: Die Unterschiede je { $one } liegen in der Zufallsschwankung.
headline-too-few = Zu wenige Antworten in dieser Ansicht, um zu sagen, was vorn liegt ({ $one }).

## Vergleich, Stichprobe, Empfindlichkeit

this-view = Diese Ansicht
other-view = Die andere Ansicht
compare-with = Vergleichen mit
compare-everyone = Allen
compare-rest = Allen anderen
compare-overlap = Beide Ansichten enthalten dieselben Personen; ihr Unterschied ist darum kleiner als zwischen getrennten Gruppen.
difference = Unterschied: { $points }
difference-interval = Unterschied: { $points }, Zufallsintervall { $low } bis { $high }
difference-unclear = in der Zufallsschwankung
sample-ranges = Wo die Datei nicht von allen sagt, ob sie zu einer Gruppe gehören, liegt ihr Anteil zwischen zwei Zahlen.
sample-cell = { $category }: { $share } dieser Ansicht, { $all } von allen
what-if = Was wäre, wenn
reweight = Gruppen anders zählen
reweight-what = Was wäre, wenn die Gruppen so groß wären, wie Sie angeben? Das ist ein Gedankenspiel, keine Korrektur.
reweight-to = { $category } als { $share } von allen
reweight-rest = Gruppen, die Sie nicht setzen, teilen sich den Rest wie bisher. Wo kein Rest bleibt, machen die zuvor gesetzten anteilig Platz.
now-share = jetzt { $share }
reweight-not-here = Diese Umfrage ist zu klein, um Gruppen von { $dimensions } zusammen mit dem zu setzen, was hier gesetzt oder gefiltert ist.
author-shares = Anteile der Autoren verwenden
what-if-change = Ändern
what-if-reset = Alle einfach zählen
what-if-before = Wie geantwortet
what-if-after = Was wäre, wenn
unweighted-here = Hier zählen alle einfach, was auch immer angenommen ist.
without-them = Ohne sie
only-them = Nur sie
compare-choose = Behalten Sie in den Filtern eine Gruppe oder lassen Sie eine aus, oder drücken Sie „Vergleich“ neben einer bekannten Verzerrung, um Unterschiede zu sehen.
bias-share = { $share } dieser Befragten ({ NUMBER($count) } von { NUMBER($base) }) sind in „{ $group }“.
bias-share-range = { $range } dieser Befragten sind in „{ $group }“; von { NUMBER($n) } sagt die Datei es nicht.
how-computed = So wird das berechnet
why-difference = Das Intervall sagt, wie viel eines Unterschieds Zufall sein kann: Schließt es 0 ein, gibt es vielleicht keinen.
why-limitations = Je weiter der Anteil einer Gruppe von dem abweicht, was angenommen wird, desto eher handelt ein Ergebnis nur von dieser Gruppe.
why-sensitivity = Jede Gruppe wird einmal weggelassen und ohne sie neu ausgezählt ({ $many }).
why-tipping = Je größer eine Gruppe, desto mehr zählen ihre Antworten: Ab einer gewissen Größe tauschen zwei davon die Plätze ({ $many }).
why-reversal = Zwei Fachgebiete können sich nur deshalb zu unterscheiden scheinen, weil aus ihnen verschiedene Leute geantwortet haben.
weights-active = Die Anteile sind umgewichtet: ein Gedankenspiel, keine Korrektur.
effective-n = so aussagekräftig wie { $n ->
    [one] { $n } befragte Person
   *[other] { $n } Befragte
}
reweight-impossible = Keine Gewichte ergeben diese Anteile: In jeder Gruppe muss jemand geantwortet haben.
leave-out = { $group } auslassen
influence = Ohne { $group } verschiebt sich { $need } um { $points }
influence-none = Keine einzelne Gruppe verschiebt durch ihr Fehlen einen Anteil um mehr als { $points }.
tipping = { $second } käme vor { $first }, wenn { $group } { $share } von allen wären; jetzt sind es { $now }.
tipping-never = Kein Anteil von { $group } bringt { $second } vor { $first }.

## Befunde

findings = Befunde
need-share = { $need } ({ $share }, { NUMBER($count) } von { NUMBER($base) })
need-share-weighted = { $need } ({ $share })
group-of = „{ $group }“ ({ $dimension })
between = { $low } bis { $high }
finding-leaders = { $needs } liegen vorn und lassen sich nicht unterscheiden.
finding-leaders-level = { $needs } liegen bei „{ $level }“ vorn und lassen sich nicht unterscheiden.
finding-unknown = { $n ->
    [one] { $n } weitere Person gehört
   *[other] { $n } weitere Personen gehören
} vielleicht zu dieser Ansicht, vielleicht nicht. Wer auch immer dazugehört: Der Anteil von { $need } liegt zwischen { $low } und { $high }; er ist { $all }, wenn alle dazugehören.
finding-over = { $share } dieser Befragten ({ NUMBER($count) } von { NUMBER($base) }) sind in { $group }; das ist nach Angabe der Autoren zu viel.
finding-under = { $share } dieser Befragten ({ NUMBER($count) } von { NUMBER($base) }) sind in { $group }; das ist nach Angabe der Autoren zu wenig.
finding-over-range = { $range } dieser Befragten sind in { $group }; das ist nach Angabe der Autoren zu viel. Von { NUMBER($n) } sagt die Datei es nicht.
finding-under-range = { $range } dieser Befragten sind in { $group }; das ist nach Angabe der Autoren zu wenig. Von { NUMBER($n) } sagt die Datei es nicht.
finding-believed = Unter denen, um die es geht, sind es vermutlich { $share }.
finding-robust = { $need } bleibt vorn, welche einzelne Gruppe man auch weglässt.
finding-robust-others = { $need } bleibt vorn, welche andere einzelne Gruppe man auch weglässt.
finding-first-untold = Ob { $need } ohne { $groups } vorn bleibt, lässt sich nicht sagen: Von zu vielen Befragten ist die Gruppe nur als eine von mehreren veröffentlicht.
finding-first-untold-many = Ob { $need } vorn bleibt, lässt sich von { NUMBER($n) } von { NUMBER($all) } Gruppen, die fehlen könnten, nicht sagen: Von zu vielen Befragten ist die Gruppe nur als eine von mehreren veröffentlicht.
finding-first-unknown = Was in dieser Ansicht vorn liegt ({ $one }), hängt von Befragten ab, von denen die Datei nicht sagt, ob sie dazugehören.
finding-hangs-on = Ohne { $group } liegt { $without } vorn statt { $need }.
finding-hangs-on-other = Ohne { $group } liegt anderes vorn ({ $one }) statt { $need }.
finding-influence = Am meisten verschiebt das Weglassen von { $group }: { $need } geht von { $with } auf { $without }.
finding-influence-one = Ohne { $group } geht { $need } von { $with } auf { $without }.
finding-not-told = Diese Umfrage ist zu klein, um zu sagen, was das Weglassen von Gruppen nach { $dimensions } in dieser Ansicht bewirkt.
finding-tipping-more = Wären mehr als { $share } derer, die geantwortet haben, in { $group } statt { $now } wie jetzt, läge { $second } vor { $first }. { $n ->
    [one] { $n } weitere Person
   *[other] { $n } weitere Personen
} mit Antworten wie dort brächten Gleichstand.
finding-tipping-fewer = Wären weniger als { $share } derer, die geantwortet haben, in { $group } statt { $now } wie jetzt, läge { $second } vor { $first }. { $n ->
    [one] { $n } weitere Person
   *[other] { $n } weitere Personen
} mit Antworten wie die übrigen brächten Gleichstand.
finding-tipping-more-range = Wären mehr derer, die geantwortet haben, in { $group } (jetzt { $now }), läge { $second } vor { $first }: ab einem Anteil zwischen { $low } und { $high }, mit { NUMBER($least) } bis { NUMBER($most) } weiteren Personen mit Antworten wie dort.
finding-tipping-fewer-range = Wären weniger derer, die geantwortet haben, in { $group } (jetzt { $now }), läge { $second } vor { $first }: unter einem Anteil zwischen { $low } und { $high }, mit { NUMBER($least) } bis { NUMBER($most) } weiteren Personen mit Antworten wie die übrigen.
finding-tipping-untold = Ob { $groups }, größer oder kleiner, { $second } vor { $first } brächte, lässt sich nicht sagen: Von zu vielen Befragten ist die Gruppe nur als eine von mehreren veröffentlicht.
finding-tipping-untold-many = Ob { $second } vor { $first } läge, wenn eine Gruppe größer oder kleiner wäre, lässt sich von { NUMBER($n) } von { NUMBER($all) } Gruppen nicht sagen: Von zu vielen Befragten ist die Gruppe nur als eine von mehreren veröffentlicht.
finding-equal = { $first } und { $second } werden hier gleich oft genannt.
finding-tipping-never = Keine Mischung der Gruppen hier bringt { $second } vor { $first }.
finding-unreached = Eine Gruppe, die niemand erreicht hat, brächte { $second } nur dann vor { $first }, wenn sie mindestens { $share } von allen wäre: mindestens { $n ->
    [one] { $n } weitere Person
   *[other] { $n } weitere Personen
}.
finding-reversal = { $need }: { $first } gegen { $second } ist { $crude }, aber { $same }, wenn beide nach { $dimension } gleich gemischt sind (Simpson-Paradox).
finding-chance = Dieser Unterschied kann Zufall sein.
finding-sides = Diese Ansicht ({ NUMBER($here) }), verglichen mit { $other } ({ NUMBER($there) })
finding-difference = { $need }: { $here } hier, { $there } dort, ein Unterschied von { $points } (Zufallsintervall { $low } bis { $high }).
finding-no-difference = Die Unterschiede je { $one } liegen in der Zufallsschwankung.
finding-too-few = Auf einer Seite sind zu wenige Antworten für einen Vergleich.
finding-what-if = Was wäre, wenn { $targets }? Das ist ein Gedankenspiel, keine Korrektur.
finding-target = { $group } { $share } wären (jetzt { $now })
finding-target-unseen = { $group } { $share } wären
finding-undetermined = Von { $n ->
    [one] { $n } Person
   *[other] { $n } Personen
} sagt die Datei nicht, in welcher Gruppe sie sind: Das Bild zählt sie einfach, die Spannen gelten, wo auch immer sie sind.
finding-after = { $need } läge bei { $after } statt { $before }.
finding-after-untold = Wie groß die Anteile wären, lässt sich nicht sagen: Von zu vielen Befragten ist die Gruppe nur als eine von mehreren veröffentlicht.
finding-first-stays = { $need } läge weiterhin vorn.
finding-first-changes = { $without } läge vorn statt { $need }.
finding-first-untold-then = Was vorn läge ({ $one }), lässt sich nicht sagen: Von zu vielen Befragten ist die Gruppe nur als eine von mehreren veröffentlicht.
finding-weights = Ungleiche Gewichte kosten Genauigkeit: Diese { NUMBER($n) } Befragten sagten so viel aus wie { NUMBER($effective) }, und die schwerste Antwort zählte { $largest }-fach (Design-Effekt { $deff }).
finding-capped = Zählte niemand mehr als das Fünffache des Mittels, bliebe der Anteil einer Gruppe um bis zu { $points } vom Gewünschten entfernt.
problem-nobody = In dieser Ansicht ist niemand, den man gewichten könnte.
problem-not-a-share = { $group }: Ein Anteil liegt zwischen 0 und 100 Prozent.
problem-too-much = Die Anteile für { $dimension } ergeben zusammen { $sum }, mehr als alle.
problem-empty-group = Von niemandem in dieser Ansicht ist bekannt, dass er oder sie zu { $group } gehört; kein Gewicht kann daraus { $share } machen.
problem-nothing-left = Die Anteile für { $dimension } lassen nichts für die anderen Gruppen, die in dieser Ansicht sind.
problem-nobody-else = Die Anteile für { $dimension } ergeben zusammen { $sum }, und niemand ist in einer anderen Gruppe, um den Rest zu haben.
problem-not-converged = Diese Anteile widersprechen sich in dieser Stichprobe: Mit den gefundenen Gewichten fehlen einer Gruppe noch { $points }.

## Grenzen und Methoden

limitations = Grenzen
methods = Methoden
summary = Zusammenfassung
projects = Verwandte Projekte
sources = Quellen
get-in-touch = Kontakt
about-intervals = Intervalle zeigen nur die Zufallsschwankung (Wilson, 95 %). Sie sagen nichts darüber, wer geantwortet hat.
self-selected = Wer geantwortet hat, hat sich selbst dazu entschieden. Die Anteile beschreiben diese Menschen, nicht die ganze Gemeinschaft.

## Teilen, einbetten, herunterladen

take-away = Teilen oder sichern
show-all = Alle { NUMBER($n) } von „{ $dimension }“ zeigen
show-whole = Das ganze Diagramm zeigen
share = Teilen
copy-link = Link kopieren
copied = Kopiert
copy-failed = Der Browser hat das Kopieren nicht erlaubt. Markieren und kopieren Sie den Text selbst.
embed = Einbetten
embed-what = Fügen Sie dies in Ihre Seite ein. Es zeigt genau diese Ansicht.
embed-filters = Lesende dürfen die Filter ändern
download = Herunterladen
download-svg = Bild (SVG)
download-png = Bild (PNG)
download-csv = Zahlen (CSV)
download-json = Umfrageergebnisse (JSON)
download-json-stat = Zahlen (JSON-stat)
copy-table = Tabelle kopieren
open-file = Datei als Vorschau
open-file-what = Eine eigene Ergebnisdatei, hier gewählt oder irgendwo auf diese Seite gezogen, wird so gezeigt, wie Leser sie sähen. Sie wird in diesem Browser gelesen und nicht hochgeladen.
preview = Vorschau
preview-why = { $name } wurde in diesem Browser gelesen und nicht hochgeladen: Was hier zu sehen ist, sehen nur Sie.
back-to-survey = Zurück zur Umfrage
copy-text = Als Text kopieren
open-full-page = Ganze Seite öffnen
theme = Farben
theme-auto = Wie das System
theme-light = Hell
theme-dark = Dunkel
language = Sprache
picture-source = Quelle: { $title }, { $licence }

## Laden, nichts, Fehler

loading = Die Ergebnisse werden geladen …
loading-failed = Die Ergebnisse konnten nicht geladen werden
loading-failed-why = { $url } konnte nicht geladen werden: { $reason }
loading-failed-what-to-do = Prüfen Sie die Adresse und die Verbindung und versuchen Sie es noch einmal.
loading-progress = Die Ergebnisse werden geladen … { NUMBER($kib) } KiB
reason-no-address = das ist keine Adresse
reason-refused = gelesen werden nur https-Adressen, Dateien dieser Website und http auf diesem Rechner
reason-status = der Server antwortete mit Status { NUMBER($status) }
reason-no-answer = keine Antwort; vielleicht ist der Server nicht erreichbar, leitet er zu einer Adresse weiter, die nicht https ist, oder erlaubt anderen Websites nicht, die Datei zu lesen (CORS)
reason-too-slow = es kam nicht binnen zwei Minuten an
reason-too-large = sie ist größer als { NUMBER($mb) } MB
reason-changed = sie ist nicht die Datei, mit der diese Seite veröffentlicht wurde; veröffentlichen Sie die Seite noch einmal, oder stellen Sie jene Datei zurück
reason-not-readable = der Browser kann sie nicht lesen
not-a-survey = Die Ergebnisdatei ist nicht lesbar
not-a-survey-why = { $url } ist keine Ergebnisdatei, die diese Seite zeigen kann: { $reason }
retry = Noch einmal versuchen
empty-view = In dieser Ansicht ist niemand.
empty-view-what-to-do = Behalten Sie mehr Kategorien oder setzen Sie die Filter zurück.
needs-scripts = Die Diagramme brauchen JavaScript und WebAssembly. Bild und Tabelle zeigen die Umfrage ohne Filter.

## Links

link-problems = { $n ->
    [one] { $n } Teil dieses Links wurde nicht verstanden
   *[other] { $n } Teile dieses Links wurden nicht verstanden
}
link-problem = { $parameter }={ $value }: { $reason }
link-problem-unknown-parameter = diese Einstellung gibt es nicht
link-problem-unknown-id = diese Umfrage kennt „{ $id }“ nicht
link-problem-malformed = das ist nicht in der erwarteten Form
data-have-changed = Die Daten haben sich geändert, seit dieser Link entstand. Die Zahlen können von denen abweichen, die beim Teilen zu sehen waren.
illustration = Zur Veranschaulichung: Diese Antworten sind erfunden und sagen nichts über irgendjemanden.

## Tastatur und Bildschirmleser

skip-to-chart = Zum Diagramm springen
chart-keys = Mit den Pfeiltasten von Marke zu Marke, Pos1 und Ende für die Enden einer Zeile, Escape zum Schließen.
page-region-filters = Filter nach Merkmal
page-region-chart = Diagramm
page-region-status = Was sich geändert hat
sorted-ascending = aufsteigend sortiert
sorted-descending = absteigend sortiert
pressed = gewählt

## Tables and files to take away

row-all = Alle in dieser Ansicht
row-undetermined = { $dimension } nicht unterscheidbar
cell-short = { $share } ({ NUMBER($count) } von { NUMBER($base) })
no-base = niemand
more-on-the-page = Mehr auf der Seite
chance-only = Intervalle sprechen nur von zufälliger Schwankung; wer geantwortet hat, sagen sie nicht.
metric = Maß
metric-count = Befragte, die es gewählt haben
metric-base = Befragte, die es hätten wählen können
metric-share = Anteil
metric-low = Intervall von
metric-high = Intervall bis

## Share, cite, embed, download: the panels beneath the view

cite = Zitieren
cite-text = Als Text (APA)
cite-bibtex = Für BibTeX
copy-citation = Zitat kopieren
copy-bibtex = BibTeX kopieren
embed-how = Wie
embed-frame = Nur der Rahmen
embed-frame-with-script = Rahmen, der sich dem Inhalt anpasst
embed-element = Element
embed-html = HTML
copy-html = HTML kopieren
saved = Gespeichert
download-failed = Die Datei ließ sich nicht erstellen oder speichern. Ein Rahmen kann das verbieten: Öffnen Sie die ganze Seite und versuchen Sie es dort.

## Bevor die Seite läuft, und wenn sie es nicht kann

boot-loading = Die Seite wird geladen…
boot-no-scripts = Filter und weitere Diagramme brauchen Skripte und WebAssembly, die in diesem Browser abgeschaltet sind. Was hier steht, gilt so, wie es ist.
boot-no-wasm = Diese Seite zeichnet ihre Diagramme mit WebAssembly, das dieser Browser nicht hat oder das abgeschaltet ist. Erlauben Sie es für diese Website, oder öffnen Sie die Seite in einem anderen Browser.
boot-as-file = Diese Seite wurde als Datei geöffnet, und Browser lassen Dateien kein WebAssembly laden. Stellen Sie ihren Ordner über HTTP bereit und öffnen Sie diese Adresse.
boot-failed = Die Seite konnte nicht gestartet werden. Prüfen Sie die Verbindung und laden Sie die Seite neu.
boot-trapped = Die Seite konnte nicht gestartet werden: In ihr ist etwas schiefgegangen. Laden Sie sie neu, oder öffnen Sie die Seite ohne die Filter dieses Links.
broken = In dieser Seite ist etwas schiefgegangen, und sie steht still.
broken-what = Was gezeigt wird, gilt weiter, ändert sich aber nicht mehr. Laden Sie die Seite neu; wenn es wieder geschieht, setzen Sie die Filter zurück:
broken-link = die Seite ohne Filter
stands = Unten steht die Umfrage im Ganzen, nicht die Ansicht, nach der der Link fragt.

## Studio

studio-title = Needs by Field Studio
studio-tagline = Vom Export zur veröffentlichten Seite. Nichts verlässt diesen Tab.
studio-quiet = Studio ist jetzt im Speicher dieses Tabs und fragt das Netz nach nichts mehr. Zum Nachsehen: Entwicklerwerkzeuge des Browsers öffnen, Netzwerk wählen, weitermachen.
studio-steps = Schritte
studio-step-file = Datei
studio-step-give-away = Verrät
studio-step-columns = Spalten
studio-step-answers = Antworten
studio-step-about = Angaben
studio-step-text = Codebuch
studio-step-preview = Vorschau
studio-step-publish = Veröffentlichen
studio-undo = Rückgängig
studio-redo = Wiederholen
studio-language = Sprache
studio-forget = Alles vergessen
studio-forget-sure = Datei und Codebuch vergessen?
studio-forget-yes = Ja, vergessen
studio-forget-no = Behalten
studio-next = Weiter: { $step }

# The file
studio-file-heading = Die Antworten Ihrer Umfrage
studio-file-what = Wählen Sie die Datei, die Ihr Umfragewerkzeug exportiert hat: CSV, TSV, XLSX oder ODS. Sie wird hier in Ihrem Browser gelesen und nirgendwohin gesendet.
studio-file-choose = Datei wählen
studio-file-drop = oder hier ablegen
studio-file-example = Ein Beispiel mit erfundenen Antworten ausprobieren
studio-file-paste = Stattdessen eine Tabelle einfügen
studio-file-paste-label = Zeilen, aus einer Tabelle kopiert
studio-file-paste-read = Diese Zeilen lesen
studio-file-read-as = So wurde sie gelesen
studio-file-tool = Sieht aus wie ein Export von
studio-file-rows = { $n ->
    [one] { $n } Antwortende
   *[other] { $n } Antwortende
}
studio-file-columns = { $n ->
    [one] { $n } Spalte
   *[other] { $n } Spalten
}
studio-file-header-rows = Kopfzeilen
studio-file-delimiter = Zwischen den Zellen
studio-file-encoding = Zeichenkodierung
studio-file-sheet = Blatt
studio-file-guessed = wie vermutet
studio-file-tab = Tabulator
studio-file-again = Noch einmal lesen
studio-file-first = Die ersten Zeilen
studio-file-hidden = weggelassen: weist auf eine Person
studio-file-close = Diese Datei schließen
studio-files-heading = Weitere Dateien
studio-files-add = Weitere Datei dieser Umfrage hinzufügen
studio-files-remove = Herausnehmen
studio-previous-heading = Späte Antworten: diese Ausgabe ist schon veröffentlicht
studio-previous-what = Wählen Sie die veröffentlichte results.json. Ihre Gruppen bleiben, damit beide Ausgaben zusammen nicht mehr verraten als eine. Hat sie mehrere Tabellen, braucht es auch ihre Antworten.
studio-previous-results = Veröffentlichte results.json wählen
studio-previous-answers = Antworten wählen, aus denen sie gemacht wurde
studio-previous-none = Ohne die Ausgabe davor
studio-next-year-open = Mit dem Codebuch vom letzten Jahr weitermachen
studio-next-year-waits = Das Codebuch vom letzten Jahr ist da. Wählen Sie jetzt den neuen Export.
studio-next-year-missing = Spalten, die diese Datei nicht hat
studio-next-year-settle = Das Codebuch nennt sie. Sagen Sie von jeder, wie sie jetzt heißt, oder dass nicht mehr danach gefragt wurde.
studio-next-year-now = Wie { $column } jetzt heißt
studio-next-year-choose = neue Spalte wählen
studio-next-year-is = Das ist sie
studio-next-year-gone = Nicht mehr gefragt
studio-next-year-new = Neu in dieser Datei; wählen Sie unten, wofür jede ist:
studio-next-year-ignore = Alle diese weglassen
studio-next-year-by-position = Diese Spalten nennt das Codebuch nur nach ihrer Stelle; sehen Sie nach, ob es noch dieselben sind: { $columns }
studio-saved = Ihr Codebuch zu { $file } von vorhin ist noch da. Öffnen Sie dieselbe Datei, um damit weiterzumachen.
studio-restored = Das ist Ihr Codebuch von vorhin. „Rückgängig“ bringt den frischen Entwurf zurück.

# What it would give away
studio-gives-heading = Was diese Datei so, wie sie ist, verraten würde
studio-gives-unique = { NUMBER($n) } von { NUMBER($total) } Antwortenden sind die Einzigen mit ihrer Kombination aus { $columns }.
studio-gives-pairs = Zwei dieser Spalten genügen, um { NUMBER($n) } von ihnen herauszufinden.
studio-gives-none = Niemand steht in den Spalten, die Menschen beschreiben, allein: { $columns }.
studio-gives-difference = Zwei Filter würden eine Person abziehen: „{ $category }“ zählt { NUMBER($n) }, und einen weniger ohne „{ $other }“. Der Unterschied sind die Antworten dieser Person.
studio-gives-no-difference = Keine zwei Filter auf diesen Spalten unterscheiden sich um eine Person.
studio-gives-personal = Spalten, die auf eine Person weisen
studio-gives-personal-none = Keine Spalte wurde gefunden, die auf eine Person weist.
studio-gives-ignored = Sie bleiben von hier an weg, wenn Sie es nicht anders entscheiden.
studio-gives-uncounted = Der Entwurf sagt noch nicht, wer jemand ist; darum wurde nichts gezählt. Wählen Sie unter „Spalten“ das Fach.
studio-gives-remedy = Was Sie hier veröffentlichen, enthält keine Zeilen: Antwortende werden in Gruppen gezählt, und keine Gruppe, auch keine Differenz zweier Gruppen, ist kleiner als die Zahl, die Sie wählen.

# Columns
studio-columns-heading = Wofür jede Spalte da ist
studio-columns-doubts = Braucht Sie
studio-columns-doubt-seen = Angesehen
studio-columns-doubts-what = { $n ->
    [one] Eins war zweifelhaft. Es steht bei seiner Spalte, die zuerst kommt.
   *[other] { $n } Dinge waren zweifelhaft. Sie stehen bei ihren Spalten, die zuerst kommen.
}
studio-group-heading = Spalten zusammen
studio-group-what = Haken Sie Spalten an, um eine Frage daraus zu machen.
studio-group-pick = Zusammen mit anderen: { $column }
studio-group-picked = { $n ->
    [one] { $n } Spalte
   *[other] { $n } Spalten
}
studio-group-choices = Eine Frage, je Spalte eine Antwort
studio-group-items = Eine Bewertung, je Spalte ein Gegenstand
studio-group-branches = Dieselbe Frage, in Zweigen gestellt
studio-group-none = Keine anhaken
studio-columns-filter = Zeigen
studio-columns-all = alle
studio-columns-used = verwendete
studio-columns-ignored = ignorierte
studio-role = Verwendung von { $column }
studio-role-ignored = Ignoriert: verlässt die Datei nie
studio-role-field = Fach: die Zeilen der Diagramme
studio-role-dimension = Beschreibt Menschen: ein Filter
studio-role-single = Frage: eine Antwort
studio-role-multiple = Frage: mehrere Antworten
studio-role-rating = Frage: Bewertung
studio-role-ranking = Frage: Rangfolge
studio-role-number = Frage: Zahl
studio-role-nps = Frage: 0 bis 10, Weiterempfehlung
studio-role-coded = Frage: freie Antworten, codiert
studio-role-fixed = Einwilligung oder Regel (siehe Codebuch)
studio-role-undeclared = Noch nicht entschieden
studio-column-personal = weist auf eine Person
studio-column-filled = { NUMBER($filled) } ausgefüllt, { NUMBER($kinds) } verschiedene

# Answers
studio-answers-heading = Die Antworten
studio-answers-of = Antworten von
studio-answers-label = Bezeichnung
studio-answers-collects = sammelt
studio-answers-up = Nach oben
studio-answers-down = Nach unten
studio-answers-into = Vereinen mit
studio-answers-choose = wählen…
studio-answers-missing = Ist keine Antwort
studio-answers-alike = Diese könnten dasselbe bedeuten
studio-answers-join = Vereinen mit „{ $label }“
studio-answers-none = Die Antworten entstehen aus den Spalten der Datei; der Text des Codebuchs nennt sie.
studio-answers-exact = Nie ungenauer machen (andere zahlen dafür)
studio-answers-ordered = Die Kategorien haben eine Reihenfolge
studio-answers-sensitive = Heikel: besser schützen
studio-answers-lead = Mit dieser Frage öffnet die Seite
studio-answers-text = Wie gefragt wurde
studio-answers-short = Kurzer Name
studio-answers-id = Name in Links
studio-asked-heading = Wer gefragt wurde
studio-asked-of = Gefragt wurden
studio-asked-everybody = alle
studio-asked-who = Nur diese wurden gefragt
studio-themes-heading = Themen: Gruppen von Antworten
studio-themes-labels = Themen, eins je Zeile
studio-unlisted = Antworten, die nicht in der Liste stehen
studio-unlisted-refuse = Nichts veröffentlichen, bis jede ihren Platz hat
studio-unlisted-none = Sie sind keine Antwort
studio-unlisted-collect = Eine weitere fasst sie zusammen
studio-unlisted-label = Wie sie heißt
studio-unlisted-name = Etwas anderes
studio-bands-heading = Zahlen: Bereiche
studio-bands-bounds = Wo jeder Bereich außer dem untersten beginnt, eine Zahl je Zeile
studio-bands-problem = „{ $line }“ ist keine Zahl oder nicht größer als die davor.
studio-bias-heading = Wohin die Stichprobe neigt
studio-bias-note = In Ihren Worten
studio-bias-source = Quelle
studio-bias-over = überrepräsentiert
studio-bias-under = unterrepräsentiert
studio-bias-as-is = wie es sein sollte
studio-bias-target = Wahrer Anteil, %

# About
studio-about-heading = Über die Umfrage
studio-about-what = Leserinnen und Leser sehen das neben den Zahlen. Was einer Stichprobe fehlt, gehört zu dem, was sie sagt.
studio-about-title = Titel
studio-about-description = In einem Satz
studio-about-population = Wer sollte antworten?
studio-about-from = Erhoben von
studio-about-to = bis
studio-about-licence = Lizenz der Daten
studio-about-homepage = Adresse der Umfrage
studio-about-summary = Was haben Sie gefunden?
studio-about-methods = Wie haben Sie gefragt? Ein Absatz je Zeile
studio-about-limitations = Wen haben Sie erreicht, wie, und wer fehlt?
studio-about-touch = Wie erreicht man Sie?
studio-about-k = Kleinste Gruppe (k)

# The codebook's text
studio-text-heading = Der Text des Codebuchs
studio-text-what = Dasselbe wie die Formulare, als TOML. Kommentare bleiben. Was Sie hier ändern, ändert sich dort.
studio-text-check = Zu prüfen

# The meter
studio-meter = Datenschutz
studio-meter-all = Alles davon
studio-meter-less = Weniger
studio-meter-k = Keine Gruppe kleiner als { NUMBER($k) }
studio-meter-published = { NUMBER($published) } von { NUMBER($received) } veröffentlicht
studio-meter-joint = Alle Filter zusammen
studio-meter-by-dimension = Das Fach mit je einem Filter
studio-meter-classes = { NUMBER($n) } Gruppen, die kleinste mit { NUMBER($smallest) }
studio-meter-exact = Bleiben genau
studio-meter-pending = wird gezählt…
studio-meter-cancel = Anhalten
studio-meter-stopped = Angehalten. Mit Ihrer nächsten Änderung geht es weiter.
studio-meter-none = Öffnen Sie zuerst eine Datei.
studio-meter-problem = So kann noch nichts veröffentlicht werden
studio-meter-warnings = Warnungen
studio-at-reading = Liest
studio-at-counting = Zählt
studio-at-protecting = Bildet Gruppen
studio-at-drawing = Zeichnet
studio-trap = Die Arbeit im Hintergrund stieß auf etwas, das sie nicht konnte, und wurde neu gestartet. Von Ihren Eingaben ging nichts verloren.

# Preview and publish
studio-preview-heading = Die Seite, wie sie sein wird
studio-preview-frame = Vorschau der Seite
studio-preview-edit = Ein Klick führt dorthin, wo das Wort bearbeitet wird
studio-preview-nowhere = Dieser Text steht in keinem Formular; suchen Sie ihn unter Codebuch.
studio-preview-wait = Die Vorschau wird gezeichnet…
studio-publish-heading = Mitnehmen
studio-publish-url = Wo die Site stehen wird (Bilder in sozialen Netzen brauchen das)
studio-publish-post = Der Beitrag, zu dem sie gehört
studio-publish-font = Eine Schrift für die Karten, wenn DejaVu Sans Ihre Buchstaben fehlen
studio-publish-make = Site erzeugen
studio-publish-again = Noch einmal erzeugen
studio-publish-changed = Das Codebuch hat sich seither geändert; erzeugen Sie sie noch einmal.
studio-publish-files = { $n ->
    [one] { $n } Datei
   *[other] { $n } Dateien
}
studio-publish-verified = Was die Prüfung sagt
studio-publish-save = { $name } speichern
studio-publish-where = Und dann
studio-publish-github = GitHub Pages: site.zip in einen Ordner Ihres Repositorys entpacken, hochladen und den Ordner unter Settings, Pages wählen.
studio-publish-netlify = Netlify: site.zip entpacken und den Ordner auf app.netlify.com/drop ablegen.
studio-publish-jekyll = Ein Jekyll-Blog: site.zip in einen Ordner wie survey/ neben _posts entpacken und bauen wie immer.
studio-publish-server = Eigener Server: site.zip dort entpacken, wo Ihre Dateien liegen. Dort muss nichts laufen.
studio-publish-embed = Zum Einbetten in einen Beitrag: dies an die Stelle des Diagramms setzen, mit Ihrer Adresse:

## Mehrere Ausgaben (der Bericht des Kommandos)

editions-title = Was sich geändert hat, nach { $axis }
editions-break = { $edition }: { $note }
editions-not-asked = { $edition } hat diese Frage nicht gestellt.
editions-no-filter = { $edition } sagt über diese Menschen allein nichts und bleibt außen vor.
editions-at = { $share } ({ $edition })
editions-change = { $option }: von { $from } auf { $to }, { $points } (Zufallsbereich { $low } bis { $high }).
editions-within-chance = Von einer Ausgabe zur nächsten { $all ->
    [one] liegt { NUMBER($within) } von { $all } Vergleich
   *[other] liegen { NUMBER($within) } von { $all } Vergleichen
} im Bereich des Zufalls.
editions-within-chance-of-span = Von der ersten zur letzten { $all ->
    [one] liegt { NUMBER($within) } von { $all } Vergleich
   *[other] liegen { NUMBER($within) } von { $all } Vergleichen
} im Bereich des Zufalls.
editions-split = Nach { $dimension }: { $people }, weil andere geantwortet haben ({ $range }), { $answers }, weil anders geantwortet wurde ({ $interval }).
editions-split-between = Nach { $dimension }, das nicht für alle genau ist: { $people }, weil andere geantwortet haben, { $answers }, weil anders geantwortet wurde.
editions-not-split = Nach { $dimension } wird nicht geteilt: { $why }.
editions-lacks-dimension = eine der Ausgaben hat das nicht
editions-other-categories = die Ausgaben haben andere Kategorien
editions-several-categories = eine Person kann in mehreren Kategorien sein
editions-no-table = eine der Dateien hat das nicht zusammen mit dieser Frage
editions-blurred = in einer der Ausgaben sind nur { $share } der Antworten genau
editions-part = { $points } für { $dimension }
editions-split-along-all = Alles zusammen: { $people }, weil andere geantwortet haben, { $answers }, weil anders geantwortet wurde.
editions-common = Unter denen, die eine Option wählten, die es in beiden Ausgaben gab. Das ist ein Gedankenspiel: als hätte es die anderen Optionen nicht gegeben und als hätte, wer sie wählte, nicht geantwortet.
editions-undetermined = { $edition }: { $n ->
    [one] { $n } weiterer Mensch, der geantwortet hat, gehört vielleicht dazu und ist nicht mitgezählt.
   *[other] { $n } weitere Menschen, die geantwortet haben, gehören vielleicht dazu und sind nicht mitgezählt.
}
editions-about = Ein Zufallsbereich ist der von Newcombe, für einen Vergleich allein. Eine Änderung gilt als mehr als Zufall, wenn sie es auch dann ist, wenn alle Vergleiche ihrer Frage auf einmal gemacht werden (Holm). Ausgaben gelten als verschiedene Menschen; wer sich zu antworten entschließt, steht in keinem Bereich.
