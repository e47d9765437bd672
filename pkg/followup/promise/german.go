package promise

import (
	"slices"
	"strings"
	"time"
)

// german returns the lexicon of German. "Nächsten Donnerstag" is as disputed there as
// "next Thursday" is in English, so DOMAIN.md's rule decides: next week's; "kommenden
// Donnerstag" is the first one. "Vor Donnerstag" may be any day until then, and
// "acht Tage" may be seven or eight, so neither is guessed.
// "So." for Sunday is left out: "so" says too much else.
func german() lexicon {
	l := newLexicon(germanWords, germanNumbers(), germanWeekLater)
	l.dotted = true
	return l
}

var germanWeekLater = postponed(weekLater, "in einer woche, in 1 woche, in acht tagen, in 8 tagen",
	"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")

// germanNumbers lists the cardinal numbers up to 31 with some tens, and the ordinals in all cases.
func germanNumbers() []entry {
	small := []string{"ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"}
	cardinals := []string{
		"eins", "zwei, zwo", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
		"elf", "zwölf, ein dutzend", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
	}
	ordinals := []string{
		"erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft", "dreizehnt",
		"vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
	}
	for _, unit := range small {
		cardinals = append(cardinals, unit+"undzwanzig")
		ordinals = append(ordinals, unit+"undzwanzigst")
	}
	cardinals = append(cardinals, "dreissig, dreißig", "einunddreißig")
	ordinals = append(ordinals, "dreißigst", "einunddreißigst")
	for i, stem := range ordinals {
		ordinals[i] = stem + "e," + stem + "en," + stem + "er," + stem + "es," + stem + "em"
	}
	return slices.Concat(
		numbered(number, 1, cardinals...),
		numbered(ordinal, 1, ordinals...),
		[]entry{
			{sense{class: number, value: 40}, `vierzig`},
			{sense{class: number, value: 45}, `fünfundvierzig`},
			{sense{class: number, value: 48}, `achtundvierzig`},
			{sense{class: number, value: 50}, `fünfzig`},
			{sense{class: number, value: 60}, `sechzig`},
			{sense{class: number, value: 72}, `zweiundsiebzig`},
			{sense{class: number, value: 90}, `neunzig`},
		})
}

// germanWeekday lists a weekday with its short form and its parts, joined or apart:
// "Donnerstagmorgen", "Donnerstag Morgen".
func germanWeekday(day time.Weekday, name, abbreviation string) entry {
	words := []string{name, abbreviation}
	for _, part := range []string{"morgen", "früh", "vormittag", "mittag", "nachmittag", "abend", "nacht"} {
		words = append(words, name+part, name+" "+part, name+"s "+part)
	}
	return entry{sense{class: weekday, value: int(day)}, strings.Join(words, ",")}
}

var germanWords = []entry{
	germanWeekday(time.Monday, "montag", "mo."),
	germanWeekday(time.Tuesday, "dienstag", "di."),
	germanWeekday(time.Wednesday, "mittwoch", "mi."),
	germanWeekday(time.Thursday, "donnerstag", "do."),
	germanWeekday(time.Friday, "freitag", "fr."),
	germanWeekday(time.Saturday, "samstag", "sa."),
	germanWeekday(time.Saturday, "sonnabend", "sbd."),
	germanWeekday(time.Sunday, "sonntag", "sonntag"),
	{sense{class: filler, form: limit}, `allerspätestens, schlimmstenfalls, spätestens, nicht später als`},
	{sense{class: filler}, `die, das, des, bis zu, bis zur, bis in, zu, zur, an, in, im, ins, innerhalb, innerhalb von,
		binnen, innert, ab heute, ab heute gerechnet, ab jetzt, von heute an, während, von, etwa, ungefähr, circa, ca., rund,
		irgendwann, vielleicht, wahrscheinlich, voraussichtlich, vermutlich, hoffentlich, möglicherweise,
		nicht länger als, maximal, max., längstens, höchstens, wohl, eventuell, evtl., noch, noch im, schon, bereits,
		morgens, vormittags, mittags, nachmittags, abends, früh, vormittag, mittag, nachmittag, abend, am morgen, am vormittag,
		am mittag, am nachmittag, am abend, zum mittag, zum abend, gleich, zwischen, so, so gegen, nur, erst einmal, lang, lange,
		im laufe, im lauf, im verlauf, über, über die, seitens, genau, sicher, bestimmt, definitiv, bitte, also, oder so, frühen,
		späten, weitere, weiteren, kalendarische`},
	{sense{class: onThe}, `am, zum, vom, bis zum, bis am`},
	{sense{class: filler, form: marked}, `dem, den, der`},
	{sense{class: filler}, `rum, herum`},
	{sense{class: atHour}, `um, gegen`},
	{sense{class: plain}, `24/7, ich, du, er, sie, es, wir, ihr, mir, dir, ihm, uns, euch, ihnen, mich, dich, sich, mein, meine,
		unser, unsere, unserer, unseren, ihre, ihrem, ihren, ihrer, sein, seine, dass, daß, wie, was, wer, da, und zwar, aber, auch,
		mit, für, auf, aus, bei, beim, durch, ist, sind, war, waren, bin, wird, werden, würde, würden, wurde, worden, haben, hat,
		habe, hatte, hatten, hätte, kann, können, könnte, könnten, soll, sollen, sollte, sollten, muss, müssen, möchte, möchten,
		will, wollen, wollten, darf, dürfen, mag, gibt, geben, gebe, geht, gehen, kommt, kommen, komme, macht, machen, nehmen,
		nimmt, lassen, lässt, sagt, sagte, sagten, gesagt, sag, meint, meinte, meinten, hieß, heißt, rechnen, rechnet, hoffen,
		hoffe, hofft, denke, denken, denkt, planen, plant, geplant, versuchen, versucht, erwarten, erwartet, versprochen, versprach,
		verspricht, erhalten, erhält, bekommen, bekommt, bekommst, kriegen, kriegst, zurück, telefon, stelle, bewerbung,
		team, chef, chefin, personalabteilung, firma, unternehmen, leitung, geschäftsführung,
		kollege, kollegin, kollegen, herr, frau, alle, allen, alles, ganz, sehr, gern, gerne, danke, vielen dank, gut, bald,
		demnächst, zeitnah, schnell, möglichst, so bald wie möglich, so schnell wie möglich, in kürze, kürze, gelegentlich, wieder,
		weiter, dann, dort, hier, hin, her, intern, beraten, besprechen, beschließen, treffen, trifft, gefallen, fällt, fällen,
		fertig, abgeschlossen, abschließen, per, vor ort, wochenende, das wochenende, am wochenende, dieses wochenende, übers
		wochenende, ostern, weihnachten, feiertage, sommer, herbst, winter, frühling, frist, zeit, spruchreif, los, als,
		man, jemand, zeitraum`},
	{sense{class: plain, form: news}, `wissen, weiß, sagen, melden, meldet, melde, gemeldet, rufen, ruft, rufe, anrufen,
		angerufen, schreiben, schreibt, schreibe, hören, hört, höre, gehört, zurückmelden, zurückrufen, bescheid, antwort,
		rückmeldung, feedback, nachricht, info, infos, neuigkeiten, mail, e-mail, email, anruf, telefonisch, schriftlich, kontakt,
		entscheidung, entscheiden, entscheidet, entschieden, ergebnis, zusage, absage, angebot, ein angebot, neues, klarheit, gibt
		bescheid, bescheid geben, einladen, eingeladen, laden sie, informieren, informiert, benachrichtigen, benachrichtigt`},
	{sense{class: blocker, form: untilHour}, `vor`},
	{sense{class: plain}, `frau freitag, herr freitag, herrn freitag, frau sonntag, herr sonntag, herrn sonntag, frau montag, herr montag,
		frau märz, herr märz, frau mai, herr mai, tel., handy`},
	{sense{class: blocker}, `übernächste, übernächsten, übernächster, statt, anstatt, im falle, homeoffice, home office, stunden die woche, tage die woche, tagen die woche, start am, start ist, start wäre,
		start zum, bestenfalls, im besten fall, ist feiertag, feiertag, geschlossen, anfangen, beginnen, starten,
		schicken sie uns, senden sie uns, nachreichen, einreichen, unterlagen, zeugnisse, pro tag, pro woche, pro monat, pro jahr,
		karfreitag, ostermontag, pfingstmontag, rosenmontag, vorausgesetzt, unter der voraussetzung, vorbehaltlich, krank, verhindert, auf dienstreise, dienstreise, verreist,
		nicht im haus, krankgeschrieben, montags, dienstags, mittwochs, donnerstags, freitags, samstags, sonnabends, sonntags,
		arbeitsbeginn, arbeitsantritt, dienstantritt, stellenantritt, eintritt, eintrittsdatum, eintrittstermin, startdatum,
		erster arbeitstag, zweifle, bezweifle, raum, zimmer, probezeit, kündigungsfrist, befristet, probearbeiten, oder länger, oder mehr,
		vorbei`},
	{sense{class: blocker}, `mehr als, länger als, über eine woche, über zwei wochen, über einen monat, nicht, nichts, nie, niemals,
		kein, keine, keinen, keinem, keiner, keinesfalls, keineswegs, nach, danach, nachdem, davor, bevor, vorher, seit, ab,
		ab dem, ab der, frühestens, erst, sofern, falls, wenn, außer, ohne, sobald, je nach, abhängig, hängt, es sei denn,
		unwahrscheinlich, kaum, letzte, letzten, letzter, vorige, vorigen, voriger, vergangene, vergangenen, vergangener, gestern,
		vorgestern, jeden, jede, jeder, jedes, alle zwei, halb, halbe, halben, halbes, anderthalb, eineinhalb, zweieinhalb, urlaub,
		abwesend, wieder da, wieder im, wieder zurück, gespräche, bewerbungsgespräche, vorstellungsgespräche, interviews, interviewen,
		mindestens, frühester, frühestmöglich, kehrt, später als, oder später, ausgeschlossen, unmöglich, vielleicht auch nicht,
		war am, fand, stattgefunden`},
	{sense{class: counted, form: event}, `gespräch, runde, interview, stufe, phase, bewerbungsrunde, vorstellungsgespräch, zweitgespräch,
		probetag, assessment center`},
	{sense{class: counted}, `termin, bewerber, kandidat, kandidaten, kandidatin, stock, etage, quartal, schritt, mal, versuch, semester, halbjahr`},
	{sense{class: article}, `ein, eine, einem, einen, einer, eines`},
	{sense{class: few}, `paar, ein paar, den paar, einige, einigen, wenige, wenigen, mehrere, mehreren`},
	{sense{class: unit, value: day}, `tag, tages, tags`},
	{sense{class: unit, value: day, form: plural}, `tage, tagen, kalendertage, kalendertagen`},
	{sense{class: unit, value: businessDay}, `werktag, arbeitstag, geschäftstag, bankarbeitstag, werktages, arbeitstages`},
	{sense{class: unit, value: businessDay, form: plural}, `werktage, werktagen, arbeitstage, arbeitstagen, geschäftstage,
		geschäftstagen, bankarbeitstage, bankarbeitstagen`},
	{sense{class: unit, value: week}, `woche, arbeitswoche`},
	{sense{class: unit, value: week, form: plural}, `wochen, wo.`},
	{sense{class: unit, value: hour}, `stunde, std.`},
	{sense{class: unit, value: hour, form: hourMark}, `h`},
	{sense{class: unit, value: hour, form: plural}, `stunden`},
	{sense{class: unit, value: wholeMonth}, `monat, monats, monate, monaten, monates`},
	{sense{class: unit, value: year}, `jahr, jahre, jahres, jahren, jahrs`},
	{sense{class: stretch, value: 7}, `heute in einer woche, heute in 1 woche, heute in acht tagen, heute in 8 tagen,
		heute in sieben tagen`},
	{sense{class: stretch, value: 8}, `morgen in einer woche, morgen in acht tagen`},
	{sense{class: stretch, value: 14}, `heute in zwei wochen, heute in 2 wochen, heute in vierzehn tagen, heute in 14 tagen`},
	{sense{class: blocker}, `acht tage, acht tagen`},
	{sense{class: fewDaysAhead}, `in den nächsten tagen, innerhalb der nächsten tage, im laufe der nächsten tage, die nächsten tage,
		in den kommenden tagen, innerhalb der kommenden tage, im laufe der kommenden tage, die kommenden tage, in nächsten tagen,
		während der nächsten tage, binnen der nächsten tage, dieser tage`},
	{sense{class: month, value: int(time.January)}, `januar, jänner, jan.`},
	{sense{class: month, value: int(time.February)}, `februar, feber, feb.`},
	{sense{class: month, value: int(time.March)}, `märz, mär., mrz.`},
	{sense{class: month, value: int(time.April)}, `april, apr.`},
	{sense{class: month, value: int(time.May)}, `mai`},
	{sense{class: month, value: int(time.June)}, `juni, juno, jun.`},
	{sense{class: month, value: int(time.July)}, `juli, jul.`},
	{sense{class: month, value: int(time.August)}, `august, aug.`},
	{sense{class: month, value: int(time.September)}, `september, sep., sept.`},
	{sense{class: month, value: int(time.October)}, `oktober, okt.`},
	{sense{class: month, value: int(time.November)}, `november, nov.`},
	{sense{class: month, value: int(time.December)}, `dezember, dez.`},
	{sense{class: next}, `nächste, nächsten, nächster, nächstem, nächstes, folgende, folgenden, folgender, folgendem, darauffolgende,
		darauffolgenden, nächst.`},
	{sense{class: next, form: coming}, `kommende, kommenden, kommender, kommendem, kommendes`},
	{sense{class: this}, `diese, diesen, dieser, diesem, dieses, laufende, laufenden, aktuelle, aktuellen`},
	{sense{class: span, form: plural}, `in den nächsten, innerhalb der nächsten, binnen der nächsten, während der nächsten,
		die nächsten, im laufe der nächsten, in den kommenden, innerhalb der kommenden, die kommenden, in den folgenden,
		über die nächsten`},
	{sense{class: end}, `ende, bis ende, zum ende, bis zum ende, am ende, vor ende, vor dem ende, noch vor ende, vor ablauf,
		bis ablauf, bis zum ablauf, gegen ende, schluss, abschluss`},
	{sense{class: early}, `anfang, am anfang, zum anfang, bis anfang, beginn, zu beginn, bis beginn, zum beginn, gleich anfang,
		erste hälfte, ersten hälfte`},
	{sense{class: middle}, `mitte, zur mitte, bis mitte, bis zur mitte`},
	{sense{class: late}, `später, spät, zweite hälfte, zweiten hälfte`},
	{sense{class: dayOffset, value: 0}, `heute, heut, heute noch, noch heute, heute früh, heute morgen, heute vormittag, heute mittag,
		heute nachmittag, heute abend, heutigen tag, heutigen tages, heutigen tags, am selben tag, am gleichen tag`},
	{sense{class: dayOffset, value: 1}, `morgen, morgigen tag, morgigen tages, morgigen, morgen früh, morgen vormittag, morgen mittag,
		morgen nachmittag, morgen abend, am nächsten morgen, am tag darauf, am tag danach, tags darauf`},
	{sense{class: dayOffset, value: 2}, `übermorgen, übermorgen früh, übermorgen abend, am übernächsten tag`},
	{sense{class: endOfDay}, `eod, cob, feierabend, bis feierabend, vor feierabend, zum feierabend, büroschluss, dienstschluss,
		geschäftsschluss, arbeitsende, tagesende, ende des tages, ende des arbeitstages, ende des heutigen tages, im laufe des tages,
		im lauf des tages, tagsüber, im tagesverlauf, noch im laufe des tages`},
	{sense{class: thisWeek}, `eow, vor dem wochenende, noch vor dem wochenende, bis zum wochenende, zum wochenende, vorm wochenende,
		vor wochenende, bis wochenende, im laufe der woche, im lauf der woche, später in der woche, wochenschluss`},
	{sense{class: weekOffset, value: 1}, `im laufe der nächsten woche, im lauf der nächsten woche, im verlauf der nächsten woche,
		während der nächsten woche, die nächste woche`},
	{sense{class: weekOffset, value: 2}, `übernächste woche, übernächster woche, übernächsten woche, der übernächsten woche`},
	{sense{class: monthEnd}, `monatsende, zum monatsende, bis monatsende, letzter tag des monats, letzten tag des monats, monatsletzten, monatsschluss`},
	{sense{class: rangeTo}, `oder, und, bis, bzw., beziehungsweise, oder auch, oder vielleicht, oder eventuell, oder evtl.`},
	{sense{class: from}, `ab jetzt gerechnet`},
	{sense{class: weekOf}, `woche vom, woche ab dem, woche ab, woche des, woche um den, in der woche vom, in der woche ab dem,
		woche mit dem`},
	{sense{class: calendarWeek}, `kw., in kw., kalenderwoche nr., kalenderwoche`},
	{sense{class: yearEnd}, `jahresende, zum jahresende, bis jahresende, silvester`},
}
