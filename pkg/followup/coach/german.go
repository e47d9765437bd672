package coach

import "github.com/afterword-io/afterword/pkg/events"

// Patterns are written as they are matched: ä is ae, ß is ss.
var german = lexicon{
	thanks: phrases(
		`dank(e|en|te|ten|bar|barkeit)?\b`,
		`(vielen|herzlichen|besten|grossen|lieben|meinen|tausend|schoenen|nochmals|ganz) ~dank\b`,
		`bedank(e|en|t|te)\b`,
		`weiss ~zu schaetzen`,
		`zu schaetzen (gewusst|weiss)`,
		`dankeschoen`,
		`danksagung`,
	),
	noThanks: phrases(
		`dank (meine[rsm]?|der|des|dem|einer|eines|seiner|ihrer langjaehrigen|unserer|dieser|meines)\b`,
		`(danke|dank) (schon (jetzt |mal )?)?(im|zum) voraus`,
		`im voraus (vielen |besten |herzlichen )?dank`,
		`fuer (eine|die|ihre) (schnelle|baldige|rasche|zeitnahe) (antwort|rueckmeldung|zusage|entscheidung)`,
		`waere ~dankbar`,
		`(kunden|patienten|kollegen|team) ~(dankten|dankte|bedankten)`,
		`nein danke`,
		`gott sei dank`,
	),
	interest: phrases(
		`(grosse|viel|richtig|echte|grosse) lust\b`,
		`(stelle|zusage|position|aufgabe|zusammenarbeit|moeglichkeit) wuerde .{0,20}freuen`,
		`(interessiert|begeistert|motiviert|gespannt|reizt|reizen|begeistern)\b ~(mich|an|fuer|von|dass|auf|die|das|den)`,
		`(bin|waere|bleibe) ~(sehr |noch |weiterhin |nach wie vor |umso |hoch|ueberaus )*(interessiert|begeistert|motiviert|ueberzeugt)`,
		`(grosses|starkes|mein|weiterhin|reges|echtes) ~interesse`,
		`interesse (an|fuer) (~)?(stelle|position|aufgabe|rolle|mitarbeit|taetigkeit|arbeit|job)`,
		`(moechte|wuerde|will|wollte|darf|koennte|hoffe) ~(sehr |gern[e]? |unbedingt |wirklich |auf jeden fall )+.{0,80}(mitarbeiten|arbeiten|anfangen|beginnen|einsteigen|beitragen|einbringen|uebernehmen|mitwirken|teil|verstaerken|unterstuetzen|werden|dabei|mitgestalten|antreten|angehen|anpacken|gehoeren|umsetzen|aufbauen|weiterentwickeln|mithelfen|helfen|zusammenarbeiten|kommen|lernen)`,
		`(moechte|will|wuerde) .{0,60}(die|diese|der|dieser|ihre[mn]?) (\w+ )?(stelle|position|aufgabe|rolle|team|job)\b`,
		`gern[e]? .{0,60}(bei ihnen|in ihrem team|teil (ihres|des)|mit ihnen|ihr team|die (stelle|position|aufgabe|rolle|verantwortung))`,
		`(freue|freuen|freute|wuerde mich freuen|freude) .{0,40}(mitzuarbeiten|zu arbeiten|anzufangen|zu unterstuetzen|beizutragen|zusammenarbeit|zusammenzuarbeiten|teil .{0,30}zu (sein|werden)|zu verstaerken|mitarbeit|einzubringen|die (stelle|position|aufgabe) |zum team|dazuzugehoeren|mitzuwirken|loszulegen|zu uebernehmen|arbeiten zu (duerfen|koennen))`,
		`(wuerde|waere) .{0,50}freuen.{0,20}(wenn ich|die stelle|teil|bei ihnen|mit ihnen|in ihrem|zu )`,
		`(genau|exakt) (das|die|der|was|die art|diese|so) .{0,60}(ich|suche|stelle|aufgabe|will|moechte|wuensche|arbeit|umfeld)`,
		`(bestaerkt|bestaetigt|bekraeftigt|gestaerkt|verstaerkt|vertieft) .{0,60}(wunsch|interesse|mich|entschluss|dass|eindruck)`,
		`wunsch .{0,40}(bei ihnen|zu arbeiten|stelle|ihrem team|mitzuarbeiten)`,
		`(stelle|position|aufgabe|rolle|job) .{0,30}(reizt|interessiert|begeistert|passt|anspricht|spricht mich|lockt|ist genau|waere genau|wuensche ich mir)`,
		`lust (auf|darauf|zu|bekommen|gemacht)`,
		`kann (ich )?(mir )?(sehr )?(gut )?vorstellen`,
		`(sehe|sah) mich .{0,40}(bei|in|als)`,
		`kaum erwarten`,
		`traumjob|wunschstelle|wunscharbeitgeber`,
		`wuerde .{0,20}annehmen`,
		`am liebsten`,
	),
	noInterest: phrases(
		`(nicht|kein|keine|nicht mehr|weniger) ~(interessiert|interesse|lust)`,
		`freue mich (auf|ueber) (ihre|eine|von ihnen) (antwort|rueckmeldung|nachricht|entscheidung|zu hoeren)`,
		`zurueckziehen`,
		`interessiert mich (das|ihr|die hoehe)? ?gehalt`,
	),
	value: phrases(
		`mein(e|er|en|em|es)? (\w+ ){0,4}?(erfahrung\w*|berufserfahrung|ausbildung|studium|abschluss|kenntnisse\w*|hintergrund|praktikum|weiterbildung|jahre\w*|zeit|arbeit|taetigkeit|laufbahn|staerke\w*|qualifikation\w*|faehigkeiten|wissen|projekt\w*|stelle|stationen|werdegang|bachelor\w*|master\w*|diplom\w*|zertifi\w*|team|rolle|position|ehrenamt)\b`,
		`(\d+|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|zwoelf|mehreren|vielen|langjaehrige\w*) (jahre[ns]?|berufsjahre\w*|erfahrung\w*)`,
		`ich ~(habe|hatte|konnte|durfte|leite|leitete|fuehre|fuehrte|arbeite|arbeitete|betreue|betreute|plane|plante|entwickle|entwickelte|bringe|baute|war|kenne)\b .{0,120}(geleitet|gefuehrt|gearbeitet|aufgebaut|eingefuehrt|entwickelt|gesenkt|gesteigert|verbessert|umgestellt|betreut|studiert|geplant|gelernt|organisiert|verantwortet|gesammelt|geschult|migriert|automatisiert|begleitet|eingearbeitet|erreicht|verantwortlich|team|erfahrung|mit(bringe)?|jahre\w*|umgesetzt|reduziert|halbiert|gestaltet|ausgebildet|koordiniert|geschrieben|gemacht|uebernommen)`,
		`(als|in meiner|in meinem|bei meinem|aus meiner|aus meinem|waehrend meine[sr]) (\w+ ){0,3}(bei|in|stelle|arbeitgeber|firma|position|job|studium|ausbildung|praktikum|zeit|praxis|taetigkeit|projekt)`,
		`(bringe|mitbringe|bieten kann|beisteuern|einbringen)\b`,
		`(leitete|fuehrte|arbeitete|betreute|plante|entwickelte|verantwortete|baute|senkte|steigerte|organisierte|studierte|koordinierte) ich`,
		`habe ich .{0,100}(geleitet|gefuehrt|gearbeitet|aufgebaut|eingefuehrt|entwickelt|gesenkt|gesteigert|verbessert|umgestellt|betreut|studiert|geplant|gelernt|organisiert|verantwortet|gesammelt|geschult|migriert|automatisiert|umgesetzt|reduziert|gemacht|ausgebildet|koordiniert)`,
		`(erfahrung|abschluss|ausbildung|studium|diplom|zertifikat) (in|im|als|mit|aus|der|des|zur|zum)\b`,
	),
	pushy: phrases(
		`(teilen|geben|sagen|lassen|schicken|senden) sie (mir|mich) .{0,50}(entscheidung|bescheid|zusage|antwort|ob ich|wissen)`,
		`(haben|hat) (sie|ihr team) .{0,30}(entschieden|entscheidung getroffen)`,
		`(bitte|erbitte|erwarte|benoetige|brauche) .{0,40}(schnelle|baldige|zeitnahe|umgehende|rasche|sofortige|klare|eine|ihre) (entscheidung|zusage|antwort|rueckmeldung)`,
		`(muss|sollte) (ich )?.{0,20}(bis|schnell|bald|dringend) .{0,30}(wissen|bescheid)`,
		`(so schnell wie moeglich|schnellstmoeglich|umgehend|dringend|asap|unverzueglich|sofort)\b`,
		`ich erwarte\b`,
		`(habe|bekomme) ich (die|den) (stelle|job|zusage)`,
		`stellen sie mich ein`,
		`nehmen sie mich`,
		`(eine|die|diese|noch eine) (\w+ )?chance .{0,15}(geben|zu geben)`,
		`geben sie mir .{0,30}(chance|stelle|moeglichkeit|job)`,
		`brauche (diese|die|den|diesen|dringend|unbedingt|wirklich) .{0,20}(stelle|job|arbeit|position)`,
		`(flehe|bettle|ich bitte sie instaendig|verzweifelt)`,
		`(sie )?werden es nicht bereuen`,
		`bitte (nehmen|waehlen|beruecksichtigen|entscheiden) sie`,
		`(wie hoch|was) .{0,30}(gehalt|lohn|verguetung|zahlen)`,
		`(mein|das|ein|ueber|zum|hoeheres|hoehe des|das genaue|meine) (\w+ )?(gehalt|gehaltsvorstellung\w*|verguetung|lohn|jahresgehalt|einstiegsgehalt|bonus)\b`,
		`gehalts(vorstellung|wunsch|frage|verhandlung|rahmen)\w*`,
		`(gehalt|lohn|verguetung) (von|ist|sollte|verhandeln|sprechen)`,
		`urlaubstage|homeoffice-tage|firmenwagen`,
		`(eine )?ausnahme .{0,30}(machen|gewaehren|fuer mich)`,
		`(drueck\w*|druecken) .{0,20}auge zu`,
		`ueber .{0,40}hinwegsehen`,
		`(tut|tat) mir .{0,15}leid`,
		`entschuldig\w*`,
		`verzeih\w*`,
		`(bedauere|bedaure) .{0,30}(nervos|nervoes|antwort|dass ich)`,
		`um nachsicht`,
		`war (leider )?(so |sehr |ziemlich )?nervoes`,
		`nicht meine[nr]? beste[nr]?`,
		`(andere[sn]?|weitere[sn]?|zweites|konkurrierendes|mehrere) (\w+ )?angebote?\b`,
		`rufe (ich )?sie .{0,20}(morgen|taeglich|jeden)`,
	),
	timeline: phrases(
		`(wann|bis wann|wie lange|ab wann) .{0,40}(rechnen|entscheid\w*|hoeren|rueckmeldung|erfahren|dauert|dauern|melden|bescheid|weiter|erwarten|planen)`,
		`(koennen|koennten|duerfte|darf|wuerden|moegen|kann) (sie|ich) .{0,60}(zeitplan|zeitrahmen|naechsten schritte\w*|wann|wie lange|wie es weitergeht|ablauf)`,
		`(frage|fragen|interessieren|interessiert|wissen|erfahren|freuen|dankbar|hilfreich|verraten|sagen) .{0,50}(zeitplan|zeitrahmen|naechste[nr]? schritt\w*|wann |bis wann|wie lange|wie es weitergeht|weiteren? ablauf)`,
		`wie (sieht|sehen|ist|geht|waere) .{0,40}(zeitplan|zeitrahmen|naechsten? schritte?|ablauf|weiter|aus)`,
		`(welche|was) .{0,20}(naechsten? schritte?|zeitrahmen|zeitplan)`,
	),
	when: phrases(
		`(zeitplan|zeitrahmen|naechste[nr]? schritt\w*|wann|bis wann|wie lange|wie es weitergeht|weitere[nr]? ablauf)`,
	),
	stock: phrases(
		`dank\w* .{0,20}fuer (das|ihr|die|unser|den) .{0,20}(gespraech|zeit|vorstellungsgespraech|gelegenheit|einladung|moeglichkeit|interesse|kennenlernen|austausch)`,
		`zeit (genommen|nehmen|zu nehmen)`,
		`(es war|war) .{0,20}(freude|angenehm|nett|schoen|vergnuegen)`,
		`(sehr )?(angenehmes|nettes|interessantes|informatives|gutes|tolles|spannendes|aufschlussreiches) (gespraech|vorstellungsgespraech)`,
		`(grosses|sehr|weiterhin|mein|nach wie vor) .{0,15}interess(e|iert)`,
		`mehr ueber .{0,30}(unternehmen|stelle|position|team|firma|aufgaben) (zu )?(erfahren|lernen)`,
		`(perfekt|ideal|gut|hervorragend|bestens) (zu|in|passe\w*)`,
		`freue mich .{0,10}(auf|ueber|von) .{0,30}(rueckmeldung|antwort|hoeren|nachricht|naechsten)`,
		`(fuer|bei) (weitere[n]? )?(rueckfragen|fragen) .{0,30}(verfuegung|gerne)`,
		`zoegern sie nicht`,
		`(teamfaehig|teamplayer|belastbar|flexibel|motiviert|engagiert|zuverlaessig|hands-on|dynamisch\w*|schnelle auffassungsgabe)`,
		`meine (faehigkeiten|kenntnisse|erfahrung\w*|qualifikation\w*) .{0,60}(passen|entsprechen|einbringen|bereicher\w*|gewinn)`,
		`(bereicherung|gewinn|verstaerkung|mehrwert) fuer`,
		`teil (ihres|des|ihrer) .{0,20}(teams|unternehmens|firma)`,
		`(positive[rn]?|guten|tollen|sehr) .{0,15}eindruck`,
		`(freundliche|herzliche|angenehme|offene) .{0,15}(atmosphaere|aufnahme|empfang)`,
		`spannende\w* (aufgabe\w*|position|stelle|herausforderung\w*|unternehmen)`,
		`(bin|ich) .{0,20}ueberzeugt,? dass`,
		`nochmals (vielen |herzlichen )?dank`,
		`herausforderung\w* (freue|suche)`,
		`bestaerkt`,
	),
	talk: phrases(
		`(gespraech\w*|unterhalt\w*|besprochen|gesprochen|sprach\w*|erwaehn\w*|erklaer\w*|erzaehl\w*|geschildert|schilder\w*|beschrieb\w*|berichtet\w*|gezeigt|zeigten|diskutier\w*|diskussion|austausch\w*|gesagt|sagten|genannt|ansprach\w*|angesprochen|gehoert|hoeren|erfahren|gelernt|frage\w*|hinweis|idee\w*|gedanke\w*|nachgedacht|beeindruck\w*|fasziniert|spannend\w*|interessant\w*|begeister\w*|einblick\w*|rundgang|ausfuehrung\w*|ueberlegung\w*|vorhaben|plaene|ihr(e|er|em|en)? (plan|projekt|ansatz|weg|team|arbeit|umgang)|wie sie|was sie|im kopf|haengen geblieben)\b`,
	),
	you: wholePhrases(
		`(sie|ihr|ihre[nmrs]?|ihnen|du|dein\w*|dir|dich|euch|euer|eure\w*|wir|uns|unser\w*)`,
	),
	about: phrases(
		`(ihre?n?|deine?n?) (\w+ )?(idee|hinweis|bemerkung|vorschlag|ansatz|plan|geschichte|beispiel|frage|rat|tipp|vergleich|anekdote|satz|warnung),? `,
		`(erzaehlt|erklaert|geschildert|beschrieben|gezeigt|berichtet|gesagt|erwaehnt|erlaeutert)( haben| hatten| hast| habt)?,? (wie|dass|warum|was|von|wo|weshalb)\b`,
		`(gespraech|austausch|diskussion|unterhaltung|ausfuehrungen|ueberlegungen|gedanken|einblicke?|bericht|erzaehlungen?|idee|ideen|plaene|rundgang|geschichte|hinweise?|schilderung|erklaerung(en)?) (ueber|zu|zum|zur|von|vom|in|durch|rund um|auf)\b`,
		`(sie|wir|du|ihr) .{0,10}(haben|hatten) (mir |uns |auch |kurz |ausfuehrlich |lange )*(ueber|von|vom|zum|zur|die|den|das)\b`,
		`(sie|wir|du|ihr) (mir |uns |auch )?(erwaehnten|beschrieben|schilderten|erklaerten|erzaehlten|sprachen|zeigten|diskutierten|berichteten|ansprachen|nannten)( mir| uns)?( von| vom| ueber| zum| zur| dass| wie)?\b`,
		`wie sie (und ihr team )?`,
		`(beeindruckt|fasziniert|begeistert|ueberrascht) .{0,15}(hat|von|wie|war|vom)\b`,
		`(im gedaechtnis|im kopf|in erinnerung|nachgedacht|besonders) .{0,20}(geblieben|ueber|hat|ist|gefallen|interessiert|gefiel|interessant)\b`,
		`(was|dass) sie (mir )?(ueber|zu|zum|zur|von|vom)\b`,
		`(von|ueber|zu|zum|zur) .{2,60}(gesprochen|erzaehlt|berichtet|diskutiert|unterhalten|gehoert|erfahren)`,
	),
	struck: phrases(
		`(dass|wie|was) (sie|ihr|du|bei ihnen|bei euch) .{3,120}(beeindruckt|ueberrascht|ueberzeugt|gefallen|gefiel|fasziniert|begeistert|gefreut|imponiert|beruehrt|amuesiert|ueberzeugte|beeindruckte)\b`,
	),
	wasSaid: phrases(
		`(ueber |von |zu |auf )?(die|den|das|der|denen|dem) (sie|wir|du|ihr) (mir |uns |auch |kurz )*(erwaehn\w*|beschrieb\w*|geschildert|schilder\w*|erklaer\w*|erzaehl\w*|gesproch\w*|sprach\w*|gezeigt|zeigten|diskutier\w*|angesproch\w*|besproch\w*|genannt\w*|nannten|vorgestellt)`,
		`(beschrieben|geschildert|erwaehnt|erklaert|erzaehlt|angesprochen|besprochen|diskutiert|vorgestellt|gezeigt) (haben|hatten|wurde)`,
		`(gesprochen|erzaehlt|berichtet|diskutiert|geschildert|beschrieben|erwaehnt|erklaert|angesprochen)\b`,
	),
	joins: wholePhrases(
		`(stelle|position|rolle|aufgabe|job|taetigkeit|ausbildung|praktikum|gespraech|vorstellungsgespraech|interview|bewerbung|zukunft|team|karriere|mitarbeit) (als (\w+ ){1,4}?)?bei( der| dem)?( firma)?`,
		`teil (von|der firma)`,
		`bewerb\w* bei( der)?( firma)?`,
	),
	joinsBefore: wholePhrases(`(bei|fuer)( der| dem)?( firma)?`),
	joinsAfter:  wordSet(`arbeiten anfangen beginnen einsteigen mitarbeiten starten taetig zu mitzuarbeiten anzufangen einzusteigen anheuern mitwirken`),
	formerly: phrases(
		`(meine[rnms]?|einer|der) (\w+ )?(letzten?|jetzigen?|aktuellen?|frueheren?|vorherigen?|bisherigen?|ersten?|ehemaligen?|derzeitigen?|zeit|jahren?|praktikum|ausbildung|arbeit|erfahrung\w*)`,
		`(arbeitete|habe|hatte|war|leitete|fuehrte|studierte|lernte|begann|durfte|derzeit|aktuell|frueher|zuletzt|zuvor|damals|jahre[n]?)\b`,
	),
	units: phrases(
		`(\d[\d.,]* ?(prozent|%|\$|km|kilometer\w*|kg|tonnen|standorte\w*|filialen|lager|betten|nutzer\w*|kunden|mitarbeiter\w*|patienten|bestellungen|pakete\w*|lkw\w*|fahrzeuge\w*|laender\w*|sprachen|server\w*|millionen|mio|euro|eur|maschinen|roboter\w*|schulen|schueler\w*|teams?|quadratmeter\w*|releases?|fahrer\w*|pflegekraefte\w*|anfragen|dienste\w*))\b`,
	),
	departments: wordSet(`
		vertrieb marketing einkauf logistik personal personalabteilung entwicklung forschung disposition produktion finanzen
		controlling it support kundendienst qualitaet planung technik abteilung team bereich spedition software`),
	generic: genericStems(events.German, `
		Ablauf Abläufe Struktur Strukturen Hierarchie Hierarchien flach flache flachen Kommunikation Teamgeist Zusammenhalt
		Vertrauen Respekt Transparenz Eigenverantwortung selbstständig Selbstständigkeit zuverlässig Flexibilität flexibel
		belastbar Profil Stellenprofil Stellenbeschreibung Ausschreibung Vakanz Arbeitgeber Arbeitsplatz Arbeitsklima Klima
		Stimmung Energie Geist Philosophie Prinzipien Ruf Marke Name Portfolio Leistungen Gehalt Führung Führungskräfte Partner
		Partnerschaft Umfang Vielfalt Bandbreite Aufnahme Empfang Offenheit Freundlichkeit Herzlichkeit Geduld Aufmerksamkeit
		Wertschätzung Einladung Termin Unterlagen Lebenslauf Zeugnisse aktuell kommend künftig zukünftig Trends Markt Marktes
		Wirtschaft bereichernd inspirierend motivierend aufschlussreich informativ hilfreich wertvoll geehrt glücklich zufrieden
		sicher bestärkt noch einmal nochmals bereits nunmehr Vorstellung Vorstellungen Ansprechpartner Menschlichkeit
		Miteinander Arbeitsweise Unternehmensphilosophie Firmenphilosophie Weiterbildung Weiterentwicklung Perspektiven Aufstieg
		Benefits Homeoffice
		überrascht gefallen gefiel fasziniert berührt imponiert zuverlässig zuverlässigen gewinnen
		Stelle Position Aufgabe Aufgaben Rolle Job Tätigkeit Unternehmen Firma Team Teams Betrieb Haus Abteilung Bereich
		Gespräch Vorstellungsgespräch Interview Zeit Möglichkeit Gelegenheit Chance Kultur Unternehmenskultur Werte Ziele Vision
		Mission Arbeit Arbeitsumfeld Umfeld Atmosphäre Erwartungen Zukunft Projekt Projekte Wachstum Erfolg Herausforderung
		Herausforderungen Anforderungen Erfahrung Erfahrungen Fähigkeiten Kenntnisse Qualifikation Qualifikationen Hintergrund
		Einblick Einblicke Information Informationen Produkt Produkte Dienstleistung Dienstleistungen Branche Menschen
		Mitarbeiter Kollegen Kolleginnen Prozess Prozesse Plan Pläne Strategie Richtung Art Weise Ding Dinge gut gute großartig
		spannend spannende interessant interessante angenehm nett schön toll freundlich offen offene herzlich herzliche heute
		gestern morgen Nachmittag Vormittag Tag Tage Woche Monat Jahr Jahre Minute Minuten Stunde Stunden nehmen genommen geben
		gegeben bekommen lernen gelernt kennenlernen hören gehört sprechen gesprochen erzählen erzählt erklären erklärt
		beschreiben beschrieben erwähnen erwähnt zeigen gezeigt erfahren danken dankbar bedanken dank freuen freude gefreut
		hoffen glauben denken wissen helfen beitragen einbringen bringen bieten machen möchten gerne gern wünschen Frage Fragen
		Antwort Antworten Rückfragen Rückmeldung Verfügung melden nächste nächsten Schritt Schritte Entscheidung Bewerbung
		Bewerber Kandidat Gruß Grüße freundliche beste sehr viel viele mehr auch noch besonders wirklich ganz weiter weitere neu
		neue groß große klein wichtig wichtige passen passt perfekt ideal Ergänzung Gewinn Mitglied Teil überzeugt Überzeugung
		Interesse interessiert begeistert Begeisterung motiviert Motivation Eindruck beeindruckt Engagement Leidenschaft
		professionell Professionalität dynamisch innovativ Innovation führend Markt Kunden Kunde Karriere Weg Entwicklung
		entwickeln Stärke Stärken persönlich Person Rundgang Standort Büro Ort Thema Themen Qualität Einsatz ausführlich
		ausführlichen Überblick Austausch konkret alles etwas eins zwei erste zweite letzte ganze Verantwortung Tagesgeschäft
		Alltag Arbeitsalltag Zusammenarbeit zusammen gemeinsam Perspektive Perspektiven Einarbeitung`),
	say: sayings{
		noThanks:      "Danken Sie für die Zeit und das Gespräch: Dafür ist der Brief da.",
		wrongName:     "Der Brief spricht %[1]s an, geht aber an %[2]s: Schreiben Sie den richtigen Namen.",
		wrongVocative: "Hier sprechen Sie %[1]s an, der Brief geht aber an %[2]s: Schreiben Sie den richtigen Namen.",
		wrongEmployer: "Sie schreiben von %[1]s, das Gespräch war aber bei %[2]s: Nennen Sie den richtigen Arbeitgeber.",
		noName:        "Sprechen Sie %[1]s mit Namen an.", noGreeting: "Beginnen Sie mit einer Anrede und nennen Sie darin den Namen: %[1]s.",
		notSpecific:        "Nennen Sie etwas, worüber Sie gesprochen haben, etwa „%[1]s“, und was Sie dazu denken: So könnte der Brief an alle gehen.",
		notSpecificUnknown: "Nennen Sie etwas aus dem Gespräch, einen Plan, ein Problem oder eine Bemerkung: So könnte der Brief an alle gehen.",
		placeholder:        "Setzen Sie für „%[1]s“ ein, was dort stehen soll.",
		copied:             "Das ist fast derselbe Brief wie an eine andere Person: Schreiben Sie jeder, worüber Sie mit ihr gesprochen haben.",
		copiedOf:           "Das ist fast derselbe Brief wie an %[1]s: Schreiben Sie jeder Person, worüber Sie mit ihr gesprochen haben.",
		noValue:            "Sagen Sie in einem Satz, was Ihre Erfahrung dort nützt, etwa „%[1]s“.", noValueUnknown: "Sagen Sie in einem Satz, was Ihre Ausbildung oder Erfahrung für die Stelle bringt.",
		noInterest: "Sagen Sie, dass Sie die Stelle möchten.", noInterestIn: "Sagen Sie, dass Sie die Stelle möchten: %[1]s.",
		tooLong:     "Der Brief hat %[1]s Wörter: Kürzen Sie ihn auf höchstens 250, dann wird er zu Ende gelesen.",
		tooShort:    "Der Brief hat %[1]s Wörter: Mit 40 oder mehr sagt er etwas über das Gespräch und über Sie.",
		stock:       "Das meiste davon steht in jeder Vorlage: Sagen Sie es mit eigenen Worten oder lassen Sie es weg.",
		pushy:       "Lassen Sie das weg: Der Brief dankt und fragt höchstens nach dem Zeitplan.",
		askTimeline: "Noch ist nicht bekannt, wann entschieden wird: Eine höfliche Frage nach dem Zeitplan passt hier.",
		byPost:      "Bringen Sie den Brief selbst vorbei oder schicken Sie eine E-Mail: Mit der Post kommt er vielleicht erst nach der Entscheidung an.",
	},
}
