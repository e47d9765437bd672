package reply

// german writes umlauts as people do without them too: "hoer auf".
func german() vocabulary {
	return vocabulary{
		stop: stopWords{
			alone: []string{
				"stopp", "stop", "stoppen", "halt", "abmelden", "abmeldung", "abbestellen", "abbestellung", "austragen", "kündigen", "kuendigen",
				"kündigung", "kuendigung", "beenden", "ende", "schluss", "aufhören", "aufhoeren", "raus", "widerruf", "widerrufe", "widerrufen",
				"abbrechen", "abbruch", "löschen", "loeschen", "lösch mich", "abmelde", "abgemeldet", "hör auf", "hoer auf", "hört auf", "hoert auf",
				"hören sie auf", "es reicht", "das reicht", "reicht", "schluss damit", "schluss jetzt", "nicht mehr", "nichts mehr", "keine mehr",
				"stoppt", "stopp alles", "alles stoppen", "stopp das", "stoppt das", "ich widerrufe", "deabonnieren", "deaktivieren", "sperren",
				"ruhe", "verschwinde", "ich will raus", "ich möchte raus", "aus", "ich steige aus",
			},
			strong: []string{"stopp", "stop", "abmelden", "abbestellen"},
			wishes: []string{
				"hör auf", "hoer auf", "hört auf mir", "hört auf mich", "hoert auf mir", "hört auf zu schreiben", "hören sie auf", "hoeren sie auf",
				"hör bitte auf", "hoer bitte auf", "hört bitte auf", "hoert bitte auf", "hören sie bitte auf", "hoeren sie bitte auf", "bitte aufhören",
				"bitte aufhoeren", "lass mich in ruhe", "lasst mich in ruhe", "lassen sie mich in ruhe", "lass mich bitte in ruhe",
				"lassen sie mich bitte in ruhe", "keine sms mehr", "keine weiteren sms", "keine nachrichten mehr", "keine weiteren nachrichten",
				"keine erinnerungen mehr", "keine weiteren erinnerungen", "keine texte mehr", "keine mitteilungen mehr", "keine werbung mehr",
				"möchte keine sms", "moechte keine sms", "will keine sms", "möchte keine nachrichten", "moechte keine nachrichten",
				"will keine nachrichten", "möchte keine erinnerungen", "will keine erinnerungen", "wünsche keine", "wuensche keine",
				"möchte das nicht mehr", "moechte das nicht mehr", "will das nicht mehr", "will nichts mehr", "möchte nichts mehr", "moechte nichts mehr",
				"schreib mir nicht mehr", "schreibt mir nicht mehr", "schreiben sie mir nicht mehr", "schreib mir nie wieder", "schreib nicht mehr",
				"schreiben sie mir nicht", "schreiben sie mir bitte nicht", "schreib mir bitte nicht", "schreib mir nicht", "schreibt mir nicht", "nicht mehr schreiben", "nicht mehr anschreiben", "nicht mehr kontaktieren", "nicht mehr erinnern",
				"kontaktieren sie mich nicht", "kontaktiert mich nicht", "kontaktier mich nicht", "melde mich ab", "meldet mich ab", "melden sie mich ab",
				"ich melde mich ab", "möchte mich abmelden", "moechte mich abmelden", "will mich abmelden", "mich abmelden", "abmelden bitte",
				"nimm mich raus", "nehmt mich raus", "nehmen sie mich raus", "nimm mich von der liste", "nehmen sie mich von der liste",
				"streichen sie mich", "streich mich", "trag mich aus", "tragt mich aus", "tragen sie mich aus", "bitte austragen", "mich austragen",
				"lösch meine nummer", "loesch meine nummer", "löschen sie meine nummer", "loeschen sie meine nummer", "löscht meine nummer", "meine nummer löschen",
				"widerrufe meine einwilligung", "widerrufe die einwilligung", "einwilligung widerrufen", "abo kündigen", "abo beenden", "abo abbestellen",
				"sms abbestellen", "nachrichten abbestellen", "erinnerungen abbestellen", "sms stoppen", "nachrichten stoppen", "erinnerungen stoppen",
				"sms beenden", "erinnerungen beenden", "stopp mit den", "stopp mit diesen", "verschonen sie mich", "verschone mich",
			},
			idioms: []string{
				"hör auf dein", "hör auf mein", "hören sie auf ihr", "ein stopp", "einen stopp", "der stopp", "den stopp", "nächster stopp", "stopp gemacht",
				"nicht zu stoppen", "non stop", "nonstop", "kein stopp", "einstellungsstopp", "stop and go", "kurzer stopp", "zum stopp", "stopp in", "stopp bei",
				"vom interview abmelden", "dort abmelden", "bei linkedin abmelden", "zeitung abbestellen", "stopp schild",
			},
			denials: []string{"nicht", "bitte nicht", "nie", "niemals", "sie", "die firma", "er", "sie werden", "sie wollen"},
			others:  []string{"die firma", "den arbeitgeber", "meine chefin", "meinen chef"},
		},
		commands: []command{
			{Start, alone, []string{
				"start", "starten", "anmelden", "anmeldung", "weiter", "wieder anmelden", "wieder starten", "wieder an", "neustart", "fortsetzen",
				"fortfahren", "weitermachen", "abonnieren", "bitte wieder schreiben", "schreib mir wieder", "schreiben sie mir wieder", "wieder einschalten",
				"ich möchte wieder erinnert werden", "ich will wieder sms", "melde mich wieder an",
			}},
			{Yes, alone, []string{"ja", "jep", "jo", "ja bitte", "ja gerne"}},
			{Help, alone, []string{
				"info", "infos", "information", "befehle", "was kann ich antworten", "was kann ich schreiben", "was soll ich antworten", "was soll ich schreiben",
				"was ist das", "wer ist das", "wer sind sie", "wer seid ihr", "wer bist du", "was bedeutet das", "wie geht das", "was nun", "was", "hä", "menü",
			}},
			{Help, first, []string{"hilfe", "brauche hilfe", "ich brauche hilfe", "hilf mir", "helfen sie mir", "bitte hilfe"}},
			{Undo, alone, []string{
				"falsch", "fehler", "das war ein fehler", "war ein fehler", "mein fehler", "das war falsch", "war falsch", "stimmt nicht", "das stimmt nicht",
				"ups", "hoppla", "vertippt", "habe mich vertippt", "hab mich vertippt", "ich habe mich vertippt", "ich hab mich vertippt", "aus versehen",
				"versehentlich", "zurücknehmen", "zuruecknehmen", "nimm das zurück", "ich nehme das zurück", "nehme das zurück", "irrtum", "das war ein irrtum",
				"mach das rückgängig", "rückgängig machen", "bitte rückgängig machen",
			}},
			{Undo, first, []string{"zurück", "zurueck", "rückgängig", "rueckgaengig", "widerrufen sie das", "undo"}},
			{NoAnswer, first, []string{
				"keine antwort", "niemand da", "niemand erreicht", "keiner da", "keiner erreicht", "nicht erreicht", "niemanden erreicht", "keinen erreicht",
				"niemand hat abgenommen", "keiner hat abgenommen", "niemand ging ran", "keiner ging ran", "niemand geht ran", "keiner geht ran", "ging keiner ran",
				"ging niemand ran", "geht keiner ran", "nimmt keiner ab", "nimmt niemand ab", "anrufbeantworter", "mailbox", "auf die mailbox gesprochen", "nur mailbox", "nur anrufbeantworter", "besetzt",
				"war besetzt", "es war besetzt", "keine neuigkeiten", "nichts neues", "nichts gehört", "nichts gehoert", "noch nichts gehört", "keine rückmeldung",
				"keine rueckmeldung", "keine nachricht", "kein erfolg", "habe niemanden erreicht", "hab niemanden erreicht", "ich habe niemanden erreicht",
				"ich hab niemanden erreicht", "habe keinen erreicht", "hab keinen erreicht", "ich habe keinen erreicht", "ich hab keinen erreicht", "nicht abgenommen",
				"hat nicht abgenommen", "haben nicht abgenommen", "haben nicht geantwortet", "sie haben nicht geantwortet", "sie haben nicht abgenommen",
			}},
			{Called, first, []string{
				"angerufen", "habe angerufen", "hab angerufen", "ich habe angerufen", "ich hab angerufen", "habe dort angerufen", "hab dort angerufen", "ich habe dort angerufen",
				"ich hab dort angerufen", "schon angerufen", "bereits angerufen", "gerade angerufen", "eben angerufen", "telefoniert", "habe telefoniert", "hab telefoniert", "ich habe telefoniert",
				"ich hab telefoniert", "nachgefragt", "habe nachgefragt", "hab nachgefragt", "ich habe nachgefragt", "ich hab nachgefragt", "gesprochen", "anruf gemacht", "anruf erledigt", "gefragt",
				"ich habe gefragt", "ich hab gefragt", "habe gefragt", "hab gefragt", "nachgehakt", "ich habe nachgehakt",
			}},
			{Called, telling, []string{
				"sie brauchen", "die brauchen", "brauchen noch", "sie benötigen", "sie entscheiden", "die entscheiden", "entscheiden sich", "entscheidung bis", "entscheidung am",
				"entscheidung fällt", "sie wollen sich melden", "sie melden sich", "die melden sich", "melden sich", "sie sind noch", "die sind noch", "noch keine entscheidung",
				"noch nicht entschieden", "sie haben noch nicht entschieden", "dauert noch", "es dauert noch", "brauchen mehr zeit", "sie sagen bis", "bescheid bis", "ich bekomme bescheid", "bekomme bescheid",
			}},
			{Snooze, telling, []string{"morgen", "heute abend", "in einer stunde"}},
			{Later, first, []string{"später", "spaeter", "vielleicht später", "verschieben", "verschiebung"}},
			{Snooze, first, []string{
				"erinnere mich", "erinner mich", "erinnert mich", "erinnern sie mich", "erinnere mich später", "erinnere mich nochmal", "jetzt nicht", "nicht jetzt", "gerade nicht",
				"heute nicht", "nicht heute", "noch nicht", "nochmal später", "frag später", "frag mich später", "später nochmal", "später wieder", "snooze", "schlummern", "schreib mir später",
			}},
			{Offer, first, []string{"angebot", "jobangebot", "stellenangebot", "zusage", "zugesagt"}},
			{Offer, alone, []string{"eingestellt", "ich habe die stelle", "ich hab die stelle", "ich habe den job", "ich hab den job", "habe den job", "hab den job", "hab die stelle", "habe die stelle"}},
			{Offer, anywhere, []string{
				"angebot bekommen", "angebot erhalten", "ein angebot gemacht", "angebot gekriegt", "zusage bekommen", "zusage erhalten", "zusage gekriegt", "habe eine zusage", "hab eine zusage", "habe ein angebot", "hab ein angebot", "die zusage",
				"job bekommen", "stelle bekommen", "job gekriegt", "stelle gekriegt", "haben zugesagt", "hat zugesagt", "sie nehmen mich", "die nehmen mich", "haben mich genommen", "wurde genommen", "bin eingestellt", "wurde eingestellt", "mir die stelle angeboten",
				"mir den job angeboten",
			}},
			{No, alone, []string{
				"nein", "nö", "nee", "no", "absage", "abgelehnt", "abgesagt", "eine absage", "leider nein", "leider nicht", "leider absage", "wurde nichts", "hat nicht geklappt", "nicht geklappt", "ablehnung",
				"nicht genommen", "es wurde nichts",
			}},
			{No, anywhere, []string{
				"absage bekommen", "absage erhalten", "absage gekriegt", "haben abgesagt", "hat abgesagt", "mir abgesagt", "haben abgelehnt", "hat abgelehnt", "mich abgelehnt", "wurde abgelehnt", "bin abgelehnt", "haben nein gesagt", "nicht genommen worden",
				"wurde nicht genommen", "nehmen mich nicht", "job nicht bekommen", "stelle nicht bekommen", "habe eine absage", "hab eine absage", "anderen bewerber genommen", "anderen bewerber entschieden", "anderen kandidaten entschieden", "jemand anderen genommen", "jemand anderen entschieden",
				"stelle ist vergeben", "stelle ist besetzt", "stelle schon vergeben", "hat leider nicht geklappt", "es hat nicht geklappt", "leider eine absage",
			}},
			{Sent, first, []string{
				"gesendet", "geschickt", "abgeschickt", "verschickt", "versendet", "versandt", "gesandt", "raus geschickt", "rausgeschickt", "sent", "habe gesendet", "hab gesendet", "ich habe gesendet", "habe geschickt", "hab geschickt", "ich habe geschickt",
				"ich hab geschickt", "habe es geschickt", "hab es geschickt", "hab sie geschickt", "ich habe sie geschickt", "ich hab sie geschickt", "habe sie geschickt", "ich habe es geschickt", "ich hab es geschickt", "ist geschickt", "sind geschickt", "ist gesendet", "sind gesendet", "ist verschickt",
				"sind verschickt", "ist raus", "sind raus", "alles gesendet", "alles geschickt", "alle gesendet", "alle geschickt", "alle verschickt", "schon gesendet", "schon geschickt", "bereits gesendet", "bereits geschickt", "gerade geschickt", "gerade gesendet", "eben geschickt",
				"danke geschickt", "brief geschickt", "mail geschickt", "mails geschickt", "notiz geschickt",
			}},
			{Done, first, []string{
				"erledigt", "fertig", "gemacht", "getan", "schon erledigt", "schon gemacht", "bereits erledigt", "alles erledigt", "alles fertig", "hab ich", "habe ich", "hab ich gemacht", "habe ich gemacht", "ist erledigt", "ist gemacht", "ist fertig", "bin fertig",
				"ich bin fertig", "habs gemacht", "habs erledigt", "ich habs gemacht", "ich habe es gemacht", "ich hab es gemacht", "ich habe es erledigt", "geschafft", "abgehakt",
			}},
		},
		polite: []string{
			"ok", "okay", "hallo", "hi", "hey", "guten tag", "guten morgen", "guten abend", "moin", "servus", "grüß gott", "bitte", "danke", "vielen dank", "danke schön", "dankeschön", "danke sehr", "besten dank", "ich danke", "gut", "super", "prima", "alles klar", "klar",
			"sorry", "entschuldigung", "tut mir leid", "also", "ach", "äh", "oh", "so", "und", "liebe grüße", "lg", "viele grüße", "vg", "mfg", "tschüss", "ciao", "bitte sehr", "leute", "team", "ihr lieben", "mal",
		},
		doubts: []string{
			"nicht", "nichts", "kein", "keine", "keinen", "nie", "niemals", "nein", "noch", "wenn", "falls", "außer", "ausser", "aber", "nur", "einen", "eine", "eins", "manche", "einige", "halb", "fast", "beinahe", "vielleicht", "hoffe", "hoffentlich", "sollte", "soll",
			"muss", "müsste", "werde", "würde", "will", "möchte", "warte", "erwarte", "wer", "was", "wie", "ob", "jemand", "freund", "wäre", "könnte", "gibt es", "bald", "kommt",
		},
		whole: []string{"nein danke", "nein vielen dank", "nein danke schön", "nein bitte", "nein sorry", "no danke"},
		ordinary: []string{
			"fertige", "fertigt", "fehlt", "fehlen", "feier", "halte", "haltet", "enden", "endet", "wende", "rende", "besetzen", "gesendete", "schicken", "gemach", "gemischt", "macht", "gelacht", "gedacht", "spät", "spater", "starten", "startet", "start", "stark",
			"warten", "weiten", "weitere", "reiter", "leiter", "heiter", "weiß", "angebote", "absagen", "fragen", "gefragte", "sagen", "morgens", "sorgen", "borgen", "hilfen", "gehilfe", "angerufe", "zusagen", "anrufen", "vergessen", "besprochen", "versprochen", "gebrochen",
			"gestochen", "gerochen", "gesendet", "gewendet", "geschichte", "geschick", "reichte", "leicht", "gleich", "weicht", "schuss", "fluss", "schlüsse", "irrtümer", "zurzeit",
		},
	}
}
