package coach

import "github.com/afterword-io/afterword/pkg/events"

// Patterns are written as they are matched: ä is ae, ß is ss.
var german = lexicon{
	thanks: phrases(
		`dank(e|en|te|ten|bar|bare[nrsm]?|barkeit|esworte|eschoen)\b`,
		// dank alone is thanks only in such company; elsewhere it is a preposition: "dank guter Planung"
		`(viele[nr]?|herzliche[nrs]?|beste[nrm]?|grosse[nrm]?|liebe[nr]?|meine[nm]?|mein|unsere[nm]?|unser|tausend|schoene[nrs]?|nochmals|ganz|aufrichtige[nrm]?|innige[nrm]?|tiefe[nrm]?|riesige[nrm]?|riesen|ein|einen|allerherzlichste[nr]?|besonderer|besonderen|ausdruecklichen|sehr|voller|zu|so|recht|wohl|hab|habt) (\w+,? ){0,3}dank\b`,
		`dank (fuer|an sie|an euch|ihnen|euch|dir|dafuer|gilt|gebuehrt|geht|sagen|verpflichtet|nochmals|auch|noch|dass|sei)\b`,
		`haben sie (\w+ ){0,3}dank\b`,
		`(dank|vielen dank)[,!.]`,
		`bedank\w*`,
		`gedankt`,
		`danksagung`,
		`(thx|thanks|thank you|merci|tausend dank|vergelt'?s)\b`,
		`(weiss|wusste|wissen) .{0,60}zu schaetzen`,
		`zu schaetzen (gewusst|weiss|wissen)`,
		`schaetze es (\w+ ){0,3}(dass|wie)`,
		`(nett|lieb|freundlich|grosszuegig|toll|fein|aufmerksam|zuvorkommend|reizend|klasse|anstaendig) von (ihnen|dir|euch|ihrem|deinem)\b`,
		`(rechne|rechnen) (ich |wir )?(ihnen |dir |euch |es |das )*.{0,20}hoch an\b`,
		`(sehr|ausserordentlich|aeusserst|zutiefst|aufrichtig) verbunden`,
	),
	noThanks: phrases(
		`dank (meine[rsm]?|der|des|dem|einer|eines|seiner|ihrer langjaehrigen|unserer|dieser|meines)\b`,
		`(danke|dank) (schon (jetzt |mal )?)?(im|zum) voraus`,
		`im voraus (vielen |besten |herzlichen )?dank`,
		`(danke\w*|dank\w*|bedank\w*) .{0,20}fuer (eine|die|ihre) (schnelle|baldige|rasche|zeitnahe) (antwort|rueckmeldung|zusage|entscheidung)`,
		`(waere|waeren|wuerde) ~(sehr )?(dankbar|danken)`,
		`dankbar (waere|waeren)`,
		`(kunden?|gaeste|patienten|kollegen|eltern|team|chefs?) .{0,20}(danke|dank|dankten|dankte|dankbar|bedankten|bedankt|gedankt)\b`,
		`(hat|haben|hatte|hatten) (sich |mir |uns |es )*(\w+ ){0,4}(bedankt|gedankt)\b`,
		`(bedankte|bedankten) sich`,
		`dankbare[nr]? (kunden|gaeste|patienten|eltern|kinder|aufgabe|publikum|menschen|bewohner)`,
		`(danke|dank) (zu )?(sagen|sagten|sagte) (mir |uns )?(die|unsere|meine|viele)`,
		`nein danke`,
		`gott sei dank`,
		`(zum|als) dank\b`,
	),
	interest: phrases(
		// a wish for anything: noInterest takes back the wish to thank, to ask and the like
		`(moechte|wuerde?|will|wollte|koennte|duerfte|darf|kaeme|haette?|waere?|hoffe|mag|wuensche mir|wuenschte mir|arbeite|komme|uebernehme|lerne|starte|beginne|steige) (\w+,? ){0,12}?(gern|gerne|lieber|liebsten|liebend|unbedingt|riesig|wahnsinnig|brennend|herzen|freude|vergnuegen|begeisterung)\b`,
		`(gern|gerne|liebend gern|mit freude|mit vergnuegen|mit begeisterung|von herzen) (\w+,? ){0,3}(moechte|wuerde?|will|haette?|waere?|komme|kaeme|arbeite|arbeiten|mitarbeiten|mithelfen|mitmachen|anfangen|uebernehmen|beitragen|bei ihnen|bei euch|in ihrem|teil)\b`,
		`(moechte|wuerde?|will|wollte|hoffe) (\w+,? ){0,14}?(mitarbeiten|mitzuarbeiten|arbeiten|anfangen|anzufangen|einsteigen|einzusteigen|beitragen|beizutragen|einbringen|einzubringen|mitwirken|mitgestalten|mitmachen|mithelfen|dazugehoeren|dazuzugehoeren|gehoeren|teil werden|unterstuetzen|verstaerken|antreten|anzutreten|anpacken|loslegen|zusammenarbeiten|zusammenzuarbeiten)\b`,
		`(moechte|will|wollte|haette|wuensche|nehme|naehme) (\w+,? ){0,6}?(stelle|position|aufgabe|rolle|job|platz|ausbildung|ausbildungsplatz|arbeit|verantwortung)\b`,
		`(stelle|position|aufgabe|rolle|job|ausbildung|arbeit) (\w+,? ){0,4}(will|moechte|haette|nehme|naehme|uebernehme) ich\b`,
		`(ich|wir) (will|moechte|haette) (die|den|das|diese|diesen|dieses|sie|ihn|es)\b`,
		// joy at what may come: noInterest takes back the joy at an answer
		`(freue|freut|freuen|freu|freute) .{0,60}(mitzu\w+|anzu\w+|einzu\w+|beizu\w+|loszu\w+|dazuzu\w+|zusammenzu\w+|zu (arbeiten|unterstuetzen|uebernehmen|duerfen|werden|sein|lernen|gehoeren)|arbeiten zu|zusammenarbeit|mitarbeit|teil|team|stelle|position|aufgaben?|herausforderung|moeglichkeit|chance|wenn|falls|zusage|positive\w*|zu ihnen|zu euch)\b`,
		`(zusage|zusammenarbeit|positive\w* (antwort|rueckmeldung|nachricht|bescheid)|stelle|moeglichkeit|chance|gelegenheit|aufgabe|position) (\w+,? ){0,4}(wuerde|freue|freu)\b`,
		`(wuerde|waere|waer|faende) (\w+,? ){0,6}(freude|ehre|vergnuegen|privileg|traum|glueck|happy|gluecklich|stolz|begeistert|froh|schoen|toll|super|grossartig|wunderbar|geil|bereit|dabei|freuen|geehrt)\b`,
		`(freude|ehre|vergnuegen|privileg|traum|glueck) waere`,
		`(reizt|reizen|lockt|begeistert|interessiert|fasziniert|motiviert|spricht mich|zieht mich) .{0,30}(mich|an|stelle|aufgabe|position|arbeit|job|vorstellung|gedanke)\b`,
		`mich .{0,30}(reizt|reizen|lockt|begeistert|interessiert|anspricht)\b`,
		`(stelle|position|aufgabe|rolle|job|arbeit|taetigkeit|angebot) (\w+,? ){0,6}(reizt|interessiert|begeistert|passt|anspricht|spricht mich|lockt|ueberzeugt|fuer mich|mein|meine|gefaellt|traum\w*|richtige|ideal|perfekt|ist genau|waere genau)\b`,
		`(bin|waere|bleibe|war) (\w+,? ){0,6}(interessiert|begeistert|motiviert|ueberzeugt|gespannt auf die (stelle|aufgaben?|arbeit|zusammenarbeit)|entschlossen|feuer und flamme|neugierig auf)\b`,
		`(grosses|grosse|starkes|mein|meine|weiterhin|reges|echtes|ungebrochen\w*|riesige?|richtig|echt|total|viel|volle|mega|voll|irre|wahnsinnig|so) (\w+ ){0,3}?(interesse|lust|bock|motivation|begeisterung|wunsch|traum|hoffnung|vorfreude)\b`,
		`(interesse|lust|bock|vorfreude|begeisterung|motivation|sehnsucht) (\w+ ){0,4}(auf|an|fuer|zu|darauf|bekommen|gemacht|geweckt|habe|haette|gross|groesser|gestiegen|gewachsen|bestaerkt|vertieft)\b`,
		`(bestaerkt|bestaetigt|bekraeftigt|gestaerkt|verstaerkt|vertieft|geweckt|gefestigt) .{0,60}(wunsch|interesse|mich|entschluss|dass|lust|vorfreude)`,
		`(wunsch|entschluss|interesse|lust|traum|ziel) .{0,60}(bestaerkt|bestaetigt|bekraeftigt|gestaerkt|vertieft|gewachsen|groesser|bei ihnen|zu arbeiten|ihrem team|mitzuarbeiten|waere|ist es)\b`,
		`(genau|exakt) (mein|meine|meins|das|die|der|was|dort|da|die art|diese|so|dafuer|richtig) .{0,60}(ich|suche|gesucht|stelle|aufgabe|will|moechte|wuensche|arbeit|umfeld|ding|mich|hin)\b`,
		// words of somebody who says yes
		`(kann|koennte|kann's) (ich )?(mir )?(\w+ ){0,3}(vorstellen|erwarten|abwarten)\b`,
		`kaum erwarten`,
		`(sehe|sah) (ich )?mich .{0,40}(bei|in|als|dort|schon)\b`,
		`(traumjob|traumstelle|wunschstelle|wunscharbeitgeber|wunschplatz|herzenswunsch|herzenssache)`,
		`(bin|waere|komme|kaeme) (\w+ ){0,3}dabei\b`,
		`(sage|sag) (\w+ ){0,4}zu\b`,
		`(zaehlen|rechnen) sie (\w+ )?(auf|mit) (mich|mir)`,
		`(wuerde|werde|nehme) .{0,30}(annehmen|an|zusagen|zugreifen|unterschreiben)\b`,
		`(unterschreibe|zugreifen) `,
		`(wenn|falls|sofern) (sie|ihr|du|es|das) .{0,30}(mich (wollen|wollt|willst|brauchen|braucht|nehmen|nehmt|lassen|haben)|klappt|klappen|was wird|etwas wird|werden (sollte|wuerde))`,
		`(drueck\w*|druecken) mir (\w+ ){0,3}daumen`,
		`am (aller)?liebsten`,
		`lieber (\w+,? ){0,8}(bei ihnen|bei euch|mit ihnen|mit euch)`,
		`(wuerde|macht|machte|haette|haette ich) (\w+ ){0,4}(spass|freude|gefallen)\b`,
		`(wuerde|waere|waer) (\w+,? ){0,4}(klasse|spitze|genial|ein gewinn fuer mich)`,
		`bewerbe mich`,
		`ich (fange|fang|komme|bleibe|starte|lege|packe) (\w+ ){0,3}(an|los|sofort|bei ihnen|bei euch|zu ihnen|zu euch|mit an)\b`,
		`zusage (\w+ ){0,6}(entgegen|freude)\b`,
		`(moechte|will|wuerde) (\w+,? ){0,10}(durchstarten|sesshaft werden|ankommen|wachsen|loslegen)\b`,
		`(zusammenarbeit|stelle|aufgabe) .{0,70}(entgegen|mit freude)`,
		`fuer mich (zu )?entscheid\w*`,
		`(hoffe|hoffentlich|hoff) .{0,60}(zusammen|zusammenarbeit|zusage|bald (bei|in|mit)|kollegin|kollege|dazu|klappt|team|bei ihnen|bei euch|stelle|wiedersehen|chance)\b`,
		`(teil|mitglied) (ihre[sr]?|des|der|eures?|eurer|dieses|von) (\w+ ){0,3}(zu )?(sein|werden|teams?|mannschaft|einrichtung|hauses|familie|truppe)\b`,
	),
	noInterest: phrases(
		`(nicht|kein|keine|nicht mehr|weniger) ~(interessiert|interesse|lust|vorstellen)\b`,
		`(moechte|wuerde?|will|wollte|darf|duerfte|koennte) (\w+,? ){0,10}?(bedanken|danken|danke sagen|fragen|nachfragen|wissen|erfahren|erwaehnen|sagen|hinzufuegen|ergaenzen|anmerken|mitteilen|erzaehlen|schicken|senden|betonen|ausdruecken|wuenschen|entschuldigen|erkundigen|hoeren|vorbeibringen|loswerden|festhalten|absagen|zurueckziehen|verhandeln|besprechen|klaeren|nachreichen|aussprechen|zurueckkommen|gratulieren|gruessen|beantworten|nachholen)\b`,
		`(freue|freuen|freu|wuerde) (mich )?(\w+,? ){0,4}(auf|ueber|von) (ihre|eine|eure|deine|die|ihnen|euch|dir) (\w+ )?(antwort|rueckmeldung|nachricht|entscheidung|zu hoeren)`,
		`(ueber|auf) (ihre|eine|eure|deine) (antwort|rueckmeldung|nachricht|entscheidung) (\w+,? ){0,4}(freue|freuen|wuerde)`,
		`(freut|freute|freuten) (es )?mich,? (sie|dass ich sie|dass wir|kennen)`,
		`es (hat|war) mi(ch|r) .{0,30}(gefreut|freude|ehre|vergnuegen)`,
		`zurueckziehen`,
		`interessiert mich (das|ihr|die hoehe)? ?gehalt`,
		`(waere|waer|haette) (\w+,? ){0,3}dankbar`,
		`(waere|waer) (\w+,? ){0,6}(hilfreich|nett|lieb),? wenn sie`,
	),
	value: phrases(
		`mein(e|er|en|em|es)? (\w+ ){0,4}?(erfahrung\w*|berufserfahrung|ausbildung|lehre|lehrzeit|studium|abschluss|kenntnisse\w*|hintergrund|praktik\w*|weiterbildung|jahre\w*|zeit|arbeit|taetigkeit|laufbahn|staerke\w*|qualifikation\w*|faehigkeiten|wissen|projekt\w*|stationen|werdegang|bachelor\w*|master\w*|diplom\w*|zertifi\w*|ehrenamt|gesellenbrief|meister\w*|examen|dienst|schule|handwerk|betrieb|chefin|chef|betriebsjahr|alltag|schichten|kunden|gaeste\w*|patienten|klasse|baustellen?|kasse|abteilung|[a-z]*(ausbildung|studium|praktikum|erfahrung\w*|zeit|arbeit|jahr\w*|schule|dienst|pruefung|brief|zeugnis|schein|lehre|job))\b`,
		`meine\w* (letzte|vorige|jetzige|aktuelle|derzeitige|fruehere|bisherige|vorherige|alte|erste|ehemalige)\w* (\w+ )?(stelle|position|rolle|team|job|firma|arbeitgeber|aufgabe)\b`,
		`(\d+|ein|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|zwoelf|mehrere[nr]?|viele[nr]?|langjaehrige\w*) (\w+ )?(jahre?n?|berufsjahre\w*|erfahrung\w*|saisons?|semester\w*|monate?n?|schichten|silvestern?|wintern?|sommern?)\b`,
		`ich (\w+,? ){0,3}(habe|hatte|hab|konnte|durfte|musste|leite|leitete|fuehre|fuehrte|arbeite|arbeitete|betreue|betreute|plane|plante|entwickle|entwickelte|bringe|baute|war|kenne)\b .{0,120}(geleitet|gefuehrt|gearbeitet|aufgebaut|gebaut|eingefuehrt|entwickelt|gesenkt|gesteigert|verbessert|umgestellt|umgebaut|betreut|studiert|geplant|gelernt|organisiert|verantwortet|gesammelt|geschult|migriert|automatisiert|begleitet|eingearbeitet|erreicht|verantwortlich|team|erfahrung|mit(bringe)?|jahre\w*|umgesetzt|reduziert|halbiert|gestaltet|ausgebildet|koordiniert|geschrieben|gemacht|uebernommen|repariert|verkauft|bedient|gepflegt|unterrichtet|gemessen|gezeichnet|programmiert|gekocht|gebacken|gefahren|geprueft|getestet|verwaltet|uebersetzt|beraten|bearbeitet|angeleitet|absolviert|bestanden|geholfen|gelegt|gefeilt|geschweisst|sortiert|bereinigt|ausgegeben|entgegengenommen|beigebracht)`,
		`(habe|hatte|durfte|konnte|musste|haben|hatten|war|waren|lernte|lernt|weiss|kenne|sehe) (ich|wir|man) (\w+,? ){0,4}(in|im|bei|beim|aus|als|an|am|auf|waehrend|seit|jahrelang|damals|frueher|selbst|selber|schon|oft|immer|taeglich|dort|jeden|jede|jedes)\b`,
		`(im|beim|am|bei ([a-hj-z]|i[a-gi-z])\w*|(in|an|auf) (der|einer|einem|meine[rm]?|unsere[rm]?)|in [a-hj-z]\w+|aus (der|dem|meine[rm])|waehrend (der|des|meine[rs]?|eines|einer)|seit (der|dem|meine[rm]?)|nach (der|dem|meine[rm]?)|dort|damals|frueher) (\w+,? ){0,6}?(habe|hab|hatte|haben|hatten|war|waren|durfte|musste|konnte|lernte|wurde) (ich|wir)\b`,
		`(im|beim|in|bei ([a-hj-z]|i[a-gi-z])\w*) (\w+ ){0,4}ich (habe|hab|hatte|war|durfte|konnte|musste)\b`,
		`(als|in meiner|in meinem|bei meinem|aus meiner|aus meinem|waehrend meine[sr]) (\w+ ){0,3}(bei|in|stelle|arbeitgeber|firma|position|job|studium|ausbildung|praktikum|zeit|praxis|taetigkeit|projekt)\b`,
		`als (gelernte\w*|ausgebildete\w*|ehemalige\w*|fruehere\w*|studierte\w*|staatlich\w*|examinierte\w*|gepruefte\w*|langjaehrige\w*)\b`,
		`als (\w+,? ){1,6}?(habe|hab|hatte|war|weiss|kenne|sehe|lernte|durfte|konnte|musste|bringe|kann|arbeite|arbeitete) ich\b`,
		`(gelernte[rn]?|ausgebildete[rn]?|examinierte[rn]?|studierte[rn]?|gepruefte[rn]?) \w+`,
		`(waehrend|in|aus|nach|seit) (der|dem|einer|einem) (\w+ )?\w*(ausbildung|studium|praktikum|lehre|lehrzeit|gesellenzeit|schule|zeit|zivildienst|wehrdienst|bundeswehr|dienst|job|jahren?|freiwilligendienst)\b`,
		`(bringe|mitbringe|bieten kann|beisteuern|einbringen)\b`,
		`ich (\w+,? ){0,4}(spreche|beherrsche|besitze|repariere|unterrichte|koche|backe|pflege)\b`,
		`(spreche|beherrsche|leite|leitete|fuehrte|arbeitete|betreue|betreute|plante|entwickelte|verantworte|verantwortete|baute|senkte|steigerte|organisierte|studiere|studierte|koordinierte|unterrichtete|verkaufte|pflegte|repariere|lernte|kenne|kannte) ich\b`,
		`ich kenne\b .{0,40}(aus|von|noch|gut|seit|beide)\b`,
		`habe ich .{0,100}(geleitet|gefuehrt|gearbeitet|aufgebaut|gebaut|eingefuehrt|entwickelt|gesenkt|gesteigert|verbessert|umgestellt|betreut|studiert|geplant|gelernt|organisiert|verantwortet|gesammelt|geschult|migriert|automatisiert|umgesetzt|reduziert|gemacht|ausgebildet|koordiniert|abgeschrieben|geschrieben|repariert|verkauft|gepflegt|unterrichtet|programmiert|entgegengenommen|ausgegeben)`,
		`(erfahrung|abschluss|ausbildung|studium|diplom|zertifikat|gesellenbrief|meisterbrief|examen) (in|im|als|mit|aus|der|des|zur|zum)\b`,
	),
	noValue: phrases(
		`(mit|in|im|bei|von|als|fuer) [^,;:]{1,100}? (habe|hatte|besitze) ich (\w+ ){0,3}?(keine|keinen|kein|keinerlei) (\w+ )?(\w*erfahrung\w*|\w*kenntnisse\w*|ausbildung|abschluss|studium)\b`,
		`(habe|hatte|besitze|bringe) (ich )?(\w+ ){0,3}?(keine|keinen|kein|keinerlei) (\w+ )?(\w*erfahrung\w*|\w*kenntnisse\w*|ausbildung|abschluss|studium)\b.{0,110}?(,|;|:| aber | doch | sondern | und (ich|mein\w*)\b|$)`,
		`(mein\w* )?(studium|abschluss|ausbildung|erfahrung\w*|diplom|lehre) (\w+ ){0,3}?(ist|sind|war|nuetzt|hilft|bringt) (mir |ihnen |ihr |fuer sie |hier |dort |dabei |leider |ganz |voellig |wohl )*(nutzlos|wertlos|nichts|unbrauchbar)\b.{0,110}?(,|;|:| aber | doch | sondern | und (ich|mein\w*)\b|$)`,
	),
	pushy: phrases(
		`(teilen|geben|gib|sagen|sag|lassen|lass|schicken|senden|bestaetigen|melden) (sie |du )?(sich )?(bitte |doch |schnell |bald )*(mir|mich|bei mir) .{0,50}(entscheidung|bescheid|zusage|antwort|ob ich|wissen,? ob)`,
		`(haben|hat) (sie|ihr team) .{0,30}(entschieden|entscheidung getroffen)`,
		`(bitte|erbitte|erwarte|benoetige|brauche) .{0,40}(schnelle|baldige|zeitnahe|umgehende|rasche|sofortige|klare|feste|verbindliche|eine|ihre) (\w+ )?(entscheidung|zusage|antwort|rueckmeldung)`,
		`(muss|muesste|sollte|brauche|benoetige|erwarte|erbitte) (ich )?.{0,40}bis .{0,30}(wissen|bescheid|antwort|zusage|entscheidung|rueckmeldung)`,
		`(muss|muesste) (ich )?.{0,20}(schnell|bald|dringend|heute|morgen) .{0,30}(wissen|bescheid)`,
		`(so schnell wie moeglich|so bald wie moeglich|schnellstmoeglich|umgehend|dringend|asap|unverzueglich|sofort|noch heute|baldmoeglichst|spaetestens) .{0,40}(antwort|bescheid|zusage|entscheid\w*|rueckmeldung|wissen|melden|meldung)`,
		`(antwort|antworten|bescheid|zusage|entscheid\w*|rueckmeldung|melden|melden sie sich) .{0,30}(so schnell wie moeglich|so bald wie moeglich|schnellstmoeglich|umgehend|dringend|asap|unverzueglich|sofort|noch heute|baldmoeglichst|spaetestens)\b`,
		`(dringend|unbedingt) (auf )?(\w+ )?(die|diese|eine|den|einen|diesen|stelle|job|arbeit|angewiesen) .{0,20}(stelle|job|arbeit|angewiesen|geld)`,
		`ich erwarte (von ihnen|ihre|eine|bis|dass)\b`,
		`(habe|bekomme|kriege) ich (nun |jetzt )?(die|den|eine) (stelle|job|zusage)`,
		`stellen sie mich ein`,
		`nehmen sie mich (bitte|doch|einfach)?`,
		`(eine|die|diese|noch eine|meine) (\w+ )?chance .{0,15}(geben|zu geben)`,
		`(geben|gib) (sie )?mir .{0,30}(chance|stelle|moeglichkeit|job)`,
		`brauche (diese|die|den|diesen|dringend|unbedingt|wirklich|einfach) .{0,20}(stelle|job|arbeit|position|geld)`,
		`(flehe|bettle|bettele|bitte sie (instaendig|von herzen|inbruenstig)|verzweifelt)\b`,
		`(sie )?werden es nicht bereuen`,
		`bitte (nehmen|waehlen|beruecksichtigen|entscheiden|machen) sie (sich )?(mich|fuer mich|bei mir|meine|eine ausnahme)`,
		`(wie hoch|was|wieviel|wie viel) .{0,30}(gehalt|lohn|verguetung|zahlen|verdien\w*)\b`,
		`(mein|das|ein|ueber|zum|hoeheres|hoehe des|das genaue|meine|beim|vom) (\w+ )?(gehalt|gehaltsvorstellung\w*|verguetung|lohn|stundenlohn|jahresgehalt|monatsgehalt|einstiegsgehalt|bonus)\b`,
		`gehalts(vorstellung|wunsch|frage|verhandlung|rahmen|erhoehung)\w*`,
		`(gehalt|lohn|verguetung) (von|ist|sollte|muesste|verhandeln|sprechen)`,
		`\d[\d.' ]* ?(euro|eur|\$|franken|chf) (brutto|netto|im (jahr|monat)|pro (jahr|monat|stunde)|jaehrlich|monatlich|die stunde)\b.{0,30}(sollte\w*|muess\w*|moechte|haette|stelle|erwarte|brauche|verdien\w*|verlange|anfangen|arbeiten|waere\w*|will|wuensche)`,
		`(unter|mindestens|wenigstens|nicht unter|erwarte|verlange|brauche|moechte|will|wuensche|vorstellung) (\w+ ){0,2}\d[\d.' ]* ?(euro|eur|\$|franken|chf)\b`,
		`(urlaubstage|homeoffice-tage|firmenwagen)`,
		`(eine )?ausnahme .{0,30}(machen|gewaehren|fuer mich)`,
		`(drueck\w*|druecken) .{0,20}auge zu`,
		`ueber .{0,40}hinwegsehen`,
		`(sehen|schauen) sie .{0,30}(hinweg|nach)\b`,
		`(tut|tat) (es )?mir (\w+ ){0,2}leid`,
		`(entschuldigen|verzeihen|entschuldige|verzeih) (sie )?(bitte |mir |mich |noch einmal |nochmals )*(mein\w*|dass|fuer|wenn|die|das|den)\b`,
		`(bitte )?(um|ich bitte) (\w+ )?(entschuldigung|verzeihung|nachsicht)`,
		`(mich|aufrichtig|nochmals|noch einmal|vielmals) (\w+ )?(entschuldigen|entschuldige)\b`,
		`(entschuldig\w*|verzeih\w*|bedauer\w*|bedaur\w*) .{0,60}(nervo|nervoe|antwort|gestotter|stotter|auftritt|vorbereitet|schlecht|durcheinander|verhaspel|worte|gestammel|blackout)`,
		`war (leider |nur |an dem tag )?(so |sehr |ziemlich |furchtbar |total )*nervoes`,
		`nicht (meine[nr]?|mein) beste[nrs]?`,
		`(andere[sn]?|weitere[sn]?|zweites|konkurrierendes|mehrere|noch ein) (\w+ )?(angebote?n?|zusagen?)\b`,
		`(unterschreibe|sage|gehe) (ich )?(\w+ )?(woanders|anderswo)`,
		`rufe (ich )?sie .{0,20}(morgen|taeglich|jeden)`,
	),
	noPushy: phrases(
		`(lassen|lass|sagen|geben) (sie )?(es |mir |mich )*(gern |gerne |bitte |jederzeit |einfach )*(wissen|bescheid),? (wenn|falls|sobald|ob ich (noch|etwas|ihnen))`,
		`(tut|tat) (es )?mir (\w+ ){0,2}leid (fuer|um) (ihn|sie|die|den)\b`,
		`(kein|keine|ohne|nicht|weder) (\w+ ){0,3}(gehalt|lohn|entschuldigung|bonus|ausnahme|chance)\b`,
	),
	timeline: phrases(
		`(wann|bis wann|wie lange|ab wann) .{0,40}(rechnen|entscheid\w*|hoeren|rueckmeldung|erfahren|dauert|dauern|melden|bescheid|weiter|erwarten|planen)`,
		`(koennen|koennten|duerfte|darf|wuerden|moegen|kann) (sie|ich) .{0,60}(zeitplan|zeitrahmen|naechsten schritte\w*|wann|wie lange|wie es weitergeht|ablauf)`,
		`(frage|fragen|interessieren|interessiert|wissen|erfahren|freuen|dankbar|hilfreich|verraten|sagen) .{0,50}(zeitplan|zeitrahmen|naechste[nr]? schritt\w*|wann |bis wann|wie lange|wie es weitergeht|weiteren? ablauf)`,
		`wie (sieht|sehen|ist|geht|waere) .{0,40}(zeitplan|zeitrahmen|naechsten? schritte?|ablauf|weiter|aus)`,
		`(welche|was) .{0,20}(naechsten? schritte?|zeitrahmen|zeitplan)`,
	),
	when: phrases(
		`(zeitplan|zeitrahmen|naechste[nr]? schritt\w*|wann|in welchem zeitraum|bis wann|wie lange|wie es weitergeht|weitere[nr]? ablauf)`,
	),
	stock: phrases(
		`(bedank|dank)\w* .{0,40}fuer (das|ihr|ihre|die|unser|den) .{0,30}(gespraech|zeit|vorstellungsgespraech|gelegenheit|einladung|moeglichkeit|interesse|kennenlernen|austausch|termin)`,
		`fuer (das|ihr|ihre|die|unser|den) .{0,30}(gespraech|zeit|einladung|gelegenheit|austausch|termin) (\w+ ){0,3}(bedanken|danken)`,
		`(gefreut|freude|vergnuegen),? (sie|dich|euch|ihr unternehmen|mehr) .{0,40}(kennen|erfahren|kennenzulernen|kennengelernt)`,
		`(naeher|besser|persoenlich) (kennenzulernen|kennenlernen|kennengelernt)`,
		`(stelle|position|aufgabe|unternehmen) (hat|haben) (mich|mir) (\w+ )?(ueberzeugt|zugesagt|gefallen|begeistert)`,
		`(ihr|das|euer) team (\w+ ){0,3}(bereichern|verstaerken|ergaenzen|unterstuetzen)`,
		`(zusammenarbeit|taetigkeit) .{0,20}(gut|durchaus|bestens|sehr) vorstellen`,
		`(positive|baldige|ihre|eine) (\w+ )?(rueckmeldung|antwort|nachricht|zusage) .{0,20}freuen`,
		`(sollten sie|falls sie|wenn sie|haben sie) .{0,20}(fragen|informationen|unterlagen)`,
		`auf diesem wege`,
		`(ausgeschriebene\w*|vakante\w*) (stelle|position)`,
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
		`(guten|ersten|umfassenden|tieferen|interessanten|spannenden) (\w+ )?einblick`,
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
	unsaid: phrases(
		`nicht (mehr |auch |noch |dazu gekommen,? )?(ueber|von) .{0,110}?(gesprochen|geredet|sprechen|reden|diskutiert|unterhalten)\b`,
		`(ueber|von) [^,;:]{1,100}? (haben|konnten|hatten) wir (leider )?nicht (mehr )?(gesprochen|geredet|sprechen|reden)\b`,
	),
	me: wholePhrases(
		`(ich|mein\w*)`,
	),
	you: wholePhrases(
		`(sie|ihr|ihre[nmrs]?|ihnen|du|dein\w*|dir|dich|euch|euer|eure\w*|wir|uns|unser\w*)`,
	),
	about: phrases(
		`(ihre?n?|deine?n?) (\w+ )?(idee|hinweis|bemerkung|vorschlag|ansatz|plan|geschichte|beispiel|frage|rat|tipp|vergleich|anekdote|satz|warnung),? `,
		`(erzaehlt|erklaert|geschildert|beschrieben|gezeigt|berichtet|gesagt|erwaehnt|erlaeutert)( haben| hatten| hast| habt)?,? (wie|dass|warum|was|von|wo|weshalb)\b`,
		`(gespraech|austausch|diskussion|unterhaltung|ausfuehrungen|ueberlegungen|gedanken|einblicke?|bericht|erzaehlungen?|idee|ideen|plaene|rundgang|geschichte|hinweise?|schilderung|erklaerung(en)?) (ueber|zu|zum|zur|von|vom|in|durch|rund um|auf)\b`,
		`(sie|wir|du|ihr) .{0,10}(haben|hatten) (mir |uns |auch |kurz |ausfuehrlich |lange )*(ueber|von|vom|zum|zur)\b`,
		`(sie|wir|du|ihr) (mir |uns |auch )?(erwaehnten|beschrieben|schilderten|erklaerten|erzaehlten|sprachen|zeigten|diskutierten|berichteten|ansprachen|nannten)( mir| uns)?( von| vom| ueber| zum| zur| dass| wie)?\b`,
		`wie sie (und ihr team )?`,
		`(beeindruckt|fasziniert|begeistert|ueberrascht) .{0,15}(hat|von|wie|war|vom)\b`,
		`(im gedaechtnis|im kopf|in erinnerung|nachgedacht|besonders) .{0,20}(geblieben|ueber|hat|ist|gefallen|interessiert|gefiel|interessant)\b`,
		`(geht|gehen|ging|gingen|will|wollen) (mir )?(\w+ ){0,8}nicht (mehr )?aus dem (kopf|sinn)`,
		`(beschaeftigt|beschaeftigen|verfolgt|bewegt|begleitet|umgetrieben|zu denken gegeben) .{0,30}(mich|seit|noch|hat)\b`,
		`(danach|zuhause|daheim|abends|abend|gleich|auf der (heimfahrt|rueckfahrt)) .{0,30}(nachgelesen|nachgeschlagen|ausprobiert|nachgerechnet|angeschaut|weitererzaehlt|erzaehlt)`,
		`(fuer|fuers|beim) (das )?(zeigen|erklaeren|vorfuehren|erzaehlen|mitnehmen|herumfuehren)`,
		`(die|eure|ihre) (sache|geschichte|idee|anekdote|nummer) mit\b`,
		`(angetan|gefallen|gefiel|gestaunt|gelacht|geschmunzelt|ueberrascht|verbluefft|beruehrt|imponiert)\b`,
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
		`(team|mannschaft|belegschaft|familie|truppe|mitglied|teil|mitarbeiterin|mitarbeiter|kollegin|kollege) (der|des|von|vom|bei|beim|bei der|in der)( firma)?`,
		`(wechsel|wechseln|einstieg|anfang) (zu|zur|zum|bei|in)( der| dem)?`,
		`teil (von|der firma)`,
		`bewerb\w* bei( der)?( firma)?`,
	),
	joinsBefore: wholePhrases(`(bei|beim|fuer)( der| dem| das| die)?( firma)?`),
	joinsAfter:  wordSet(`gehoeren kommen wechseln arbeiten anfangen beginnen einsteigen mitarbeiten starten taetig zu mitzuarbeiten anzufangen einzusteigen anheuern mitwirken`),
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
		oneWord: "1 Wort", manyWords: "%[1]s Wörter",
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
		tooLong:     "Der Brief hat %[1]s: Kürzen Sie ihn auf höchstens 250, dann wird er zu Ende gelesen.",
		tooShort:    "Der Brief hat %[1]s: Mit 40 oder mehr sagt er etwas über das Gespräch und über Sie.",
		stock:       "Das meiste davon steht in jeder Vorlage: Sagen Sie es mit eigenen Worten oder lassen Sie es weg.",
		pushy:       "Lassen Sie das weg: Der Brief dankt und fragt höchstens nach dem Zeitplan.",
		askTimeline: "Noch ist nicht bekannt, wann entschieden wird: Eine höfliche Frage nach dem Zeitplan passt hier.",
		byPost:      "Bringen Sie den Brief selbst vorbei oder schicken Sie eine E-Mail: Mit der Post kommt er vielleicht erst nach der Entscheidung an.",
	},
}
