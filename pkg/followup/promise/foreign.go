package promise

import "sync"

// foreign are neighbouring languages that are not understood. They share words with
// those that are ("marzo", "den", "dia"), so they are recognised by their commonest
// words, lest somebody's "not before" be read as a date.
var foreign = sync.OnceValue(func() []lexicon {
	return []lexicon{
		known(`il, lo, la, i, gli, le, l', un, una, di, del, della, dell', dei, a, al, alla, da, dal, dalla, in, nel, nella, con, per,
			tra, fra, entro, non, prima, dopo, oltre, e, o, che, ci, vi, ti, mi, si, se, lunedì, martedì, mercoledì, giovedì, venerdì,
			sabato, domenica, gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre,
			dicembre, oggi, domani, dopodomani, giorno, giorni, settimana, settimane, mese, mesi, prossimo, prossima, prossimi, fine,
			inizio, metà, questa, questo, due, tre, quattro, cinque, dieci, faremo, sapere, risposta, sentiamo, chiamiamo, mattina,
			sera`),
		known(`o, a, os, as, um, uma, de, do, da, dos, das, em, no, na, nos, nas, ao, à, para, por, pelo, até, não, antes, depois,
			apenas, e, ou, que, se, com, lhe, nós, segunda, terça, quarta, quinta, sexta, sábado, domingo, feira, segunda-feira,
			terça-feira, quarta-feira, quinta-feira, sexta-feira, janeiro, fevereiro, março, abril, maio, junho, julho, agosto,
			setembro, outubro, novembro, dezembro, hoje, amanhã, depois de amanhã, dia, dias, semana, semanas, mês, meses, próximo,
			próxima, próximos, que vem, vem, fim, final, início, meados, esta, este, dois, duas, três, quatro, cinco, dez, dentro,
			úteis, resposta, ligamos, manhã, tarde`),
		known(`de, het, een, en, of, van, voor, na, niet, geen, op, in, aan, tot, uiterlijk, binnen, over, eind, begin, midden,
			maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, januari, februari, maart, april, mei, juni, juli,
			augustus, september, oktober, november, december, vandaag, morgen, overmorgen, dag, dagen, week, weken, maand, maanden,
			volgende, komende, deze, twee, drie, vier, vijf, tien, werkdagen, we, wij, u, je, jullie, horen, bellen, antwoord, laten,
			weten, pas, vanaf, ochtend, avond`),
		known(`el, la, els, les, l', un, una, de, del, dels, d', a, al, en, per, per a, abans, després, fins, no, i, o, que, abril,
			març, maig, juny, juliol, agost, setembre, octubre, novembre, desembre, gener, febrer, dilluns, dimarts, dimecres, dijous,
			divendres, dissabte, diumenge, setmana, setmanes, dia, dies, mes, demà, avui, dins, vinent, propera, final, principis,
			dos, dues, tres, quatre, cinc, deu, resposta`),
		known(`den, det, en, et, ett, og, och, i, på, om, til, till, før, före, innan, efter, etter, ikke, inte, ej, senest, inden,
			innen, fra, från, mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, måndag, tisdag, lördag, söndag, januar,
			februar, marts, mars, april, maj, mai, juni, juli, august, september, oktober, november, december, desember, i dag, idag,
			i morgen, i morgon, imorgon, dag, dage, dager, dagar, uge, uger, uke, uker, vecka, veckor, næste, neste, nästa,
			slutningen, slutten, slutet, denne, denna, to, två, tre, fire, fyra, fem, ti, tio, vi, du, svar, tidligst, tidigast`),
	}
})

func known(words string) lexicon {
	return newLexicon([]entry{{sense{class: plain}, words}})
}
