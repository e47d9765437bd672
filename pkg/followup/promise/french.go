package promise

import (
	"slices"
	"time"
)

// french is the lexicon of French. For some "jeudi prochain" is the first Thursday
// to come ("le plus proche"), for others next week's, so it is read only where both
// are the same day; "jeudi qui vient" is the first one. "Huit jours" is a week and
// "quinze jours" a fortnight when they are spoken, 8 and 15 days in figures. "Avant
// jeudi" may be any day until then, and is not guessed. "Mar." is Tuesday; after a
// number ("12 mar.") it may be March, and is not guessed.
var french = newLexicon(frenchWords, frenchNumbers)

var frenchNumbers = slices.Concat(
	numbered(number, 2,
		"deux, couple de, un couple de", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix, dizaine de, une dizaine de", "onze", "douze, douzaine de, une douzaine de",
		"treize", "quatorze", "quinze", "seize", "dix-sept, dix sept", "dix-huit, dix huit", "dix-neuf, dix neuf", "vingt, vingtaine de, une vingtaine de",
		"vingt et un, vingt et une, vingt-et-un, vingt-et-une, vingt-un", "vingt-deux, vingt deux", "vingt-trois, vingt trois",
		"vingt-quatre, vingt quatre", "vingt-cinq, vingt cinq", "vingt-six, vingt six", "vingt-sept, vingt sept", "vingt-huit, vingt huit",
		"vingt-neuf, vingt neuf", "trente, trentaine de, une trentaine de", "trente et un, trente et une, trente-et-un, trente-et-une"),
	[]entry{
		{sense{class: number, value: 40}, `quarante`},
		{sense{class: number, value: 45}, `quarante-cinq, quarante cinq`},
		{sense{class: number, value: 48}, `quarante-huit, quarante huit`},
		{sense{class: number, value: 50}, `cinquante`},
		{sense{class: number, value: 60}, `soixante`},
		{sense{class: number, value: 70}, `soixante-dix, soixante dix`},
		{sense{class: number, value: 72}, `soixante-douze, soixante douze`},
		{sense{class: number, value: 90}, `quatre-vingt-dix, quatre vingt dix`},
		{sense{class: ordinal, value: 1}, `premier`},
	},
)

var frenchWords = []entry{
	{sense{class: filler}, `la, les, l', de, d', des, en, dans, dans la, dans les, dans le, d'ici, dici, ici, sous, par, aux, au cours de, au cours de la, au cours du, courant, dans le courant de, dans le
		courant de la, dans le courant du, pendant, durant, environ, à peu près, peut-être, peut être, probablement, sans doute, certainement, normalement, sûrement, éventuellement, jusque, au plus
		tard, plus tard le, au maximum, maximum, max., au plus, pas plus tard que, pas au-delà de, dans un délai de, délai de, un délai de, à un moment, matin, au matin, le matin, après-midi, l'après-midi, midi, à midi, soir,
		au soir, le soir, en matinée, dans la matinée, en soirée, dans la soirée, matinée, soirée, à la première heure, première heure, tôt, encore, déjà, entre, ou si possible, possible si, calendaires, calendaire, prochainement le, même,
		si possible, idéalement, à l'issue de, prochain jour, quelque part, disons, mettons, bien, en tout cas`},
	{sense{class: onThe}, `le, au, du, d'ici le, d'ici au, pour le, jusqu'au, au plus tard le, à la date du, en date du, date du`},
	{sense{class: atHour, form: joining}, `à`},
	{sense{class: atHour}, `vers, pour, jusqu'à, d'ici à`},
	{sense{class: plain}, `je, j', tu, il, elle, on, nous, vous, ils, elles, me, m', te, t', se, s', lui, leur, leurs, mon, ma, mes, ton, ta, tes, son, sa, ses, notre, nos, votre, vos,
		que, qu', qui, quoi, dont, c', c'est, est, sont, êtes, sommes, suis, était, être, sera, seront, serait, été, ai, as, avons, avez, ont, avait, avoir, aura,
		aurez, auras, aurons, auront, aurait, aurions, aurai, y, va, vais, vont, allons, allez, aller, peut, peuvent, pouvons, pourra, pourrons, pourrait, doit, doivent, devons,
		devrait, devrions, devriez, devraient, devrais, veut, veulent, fait, font, faisons, fera, ferons, feront, faire, dit, disent, dire, dira, dirons, diront, disait, ont dit, donner, donne, donnent, donnons,
		donnera, donnerons, donneront, appeler, appelle, appellent, appellera, appellerons, appelleront, rappeler, rappelle, rappellent, rappelons, rappellera, rappellerons, rappelleront, rappellerai, écrire, écrit, écrira, écrirons, contacter, contacte, contactons, contactera,
		contacterons, contacteront, recontacter, recontacte, recontactons, recontactera, recontacterons, recontacteront, recontacterai, recontactent, tiendrons, tiendra, tiendront, tiens, tient, tenir, courant de tout, au courant, reviendrons, reviendra, reviendront, reviendrai, revenons, revient vers, reviens, revenir,
		répondre, réponse, répondrons, répondra, répondront, réponses, nouvelle, nouvelles, des nouvelles, retour, un retour, retours, décision, une décision, une réponse, décider, décide, déciderons, décidera, décideront, décidons, décidé, trancher, tranchera, trancherons, trancheront, tranché, prendre,
		prendra, prendrons, prendront, prenons, prend, prise, choisir, choix, résultat, résultats, offre, une offre, mail, un mail, e-mail, email, courriel, téléphone, appel, un appel, un coup de fil, coup, fil, message, informer, informerons, informera,
		informeront, prévenir, préviendrons, préviendra, préviendront, savoir, saurez, sauras, saurons, saura, sais, sait, savons, connaître, connaîtrez, espérer, espère, espérons, espèrent, espérant, compte, comptons, comptent, pense, pensons, pensent, penser, essayer, essaie, essayons, essayera, essaiera, essaierons, prévu, prévoit, prévoyons, prévoient, promis, promettent,
		attendre, attend, attendez, attendons, recevoir, recevrez, recevras, reçoit, envoyer, envoie, enverra, enverrons, enverront, avec, et puis, mais, aussi, très, bon, bonne, merci, oui, tout, tous, toutes, toute, quelque chose, quelqu'un, équipe, entreprise,
		société, chef, patron, directeur, directrice, direction, rh, drh, ressources, humaines, ressources humaines, comité, responsable, responsables, manager, recruteur, recruteuse, recrutement, candidat, candidate, candidats, candidature, candidatures, poste,
		processus, définitif, définitive, définitivement, finale, bientôt, rapidement, vite, dès que possible, au plus vite, le plus vite possible, le plus tôt possible, sous peu, prochainement, d'ici peu, d'ici là, peu, incessamment, week-end, weekend, le week-end, ce week-end, week-end prochain, noël, pâques, été prochain, vacances scolaires, hiver, printemps,
		automne, date, moment, temps, en temps voulu, heure actuelle, terminer, terminerons, termine, clore, clôturer, réunion, réunit, réunissons, réunira, parler, parlerons, parle, monsieur, madame, mme, chez, sur, pas de souci, voilà, donc, alors, car, comme, cela, ça, ceci, étape, prochaine étape,
		étape suivante, suite, ferai, vous ferai, ci, soit, tard`},
	{sense{class: blocker}, `ne, n', pas, jamais, aucun, aucune, ni, sans, avant, avant le, avant la, avant de, avant que, après, après le, après la, après que, dès le, dès la, dès lundi, dès mardi, dès mercredi, dès jeudi, dès vendredi, dès que, dès lors, depuis, à partir, à partir de, à partir du, à compter, à compter de, à compter du, si, s'il, s'ils, sauf, excepté, à moins,
		moins, au moins, minimum, au minimum, au plus tôt, plus tôt, quand, lorsque, lorsqu', une fois, dernier, dernière, derniers, dernières, passé, passée, précédent, précédente, hier, avant-hier, il y a, chaque, tous les, toutes les,
		demi, demie, et demi, et demie, vacances, congé, congés, en déplacement, absent, absente, de retour, selon, dépend, dépendra, cela dépend, impossible, improbable, peu probable, entretiens, en entretien, ou plus, ou plus tard, en huit, en quinze, plus de, rentre, reprend, guère, rien, sinon, jusque-là`},
	{sense{class: counted}, `entretien, tour, étage, phase, trimestre, semestre, fois, manche, essai, round`},
	{sense{class: article}, `un, une, autre, un autre, une autre`},
	{sense{class: few}, `quelques, plusieurs, les quelques`},
	{sense{class: unit, value: day}, `jour, jour calendaire`},
	{sense{class: unit, value: day, form: plural}, `jours, jours calendaires`},
	{sense{class: unit, value: businessDay}, `jour ouvré, jour ouvrable, jour de travail`},
	{sense{class: unit, value: businessDay, form: plural}, `jours ouvrés, jours ouvrables, jours de travail, ouvrés, ouvrables`},
	{sense{class: unit, value: week}, `semaine, sem.`},
	{sense{class: unit, value: week, form: plural}, `semaines`},
	{sense{class: unit, value: hour}, `heure, h`},
	{sense{class: unit, value: hour, form: plural}, `heures`},
	{sense{class: unit, value: wholeMonth}, `mois`},
	{sense{class: unit, value: year}, `an, ans, année, années, l'année`},
	{sense{class: stretch, value: 7}, `huit jours, huitaine, une huitaine, une huitaine de jours, huitaine de jours, huit prochains jours, prochains huit jours, aujourd'hui en huit`},
	{sense{class: stretch, value: 8}, `demain en huit`},
	{sense{class: stretch, value: 14}, `quinze jours, quinzaine, une quinzaine, quinzaine de jours, une quinzaine de jours, quinze prochains jours, prochains quinze jours, aujourd'hui en quinze`},
	{sense{class: fewDaysAhead}, `dans les prochains jours, les prochains jours, d'ici les prochains jours, ces prochains jours, prochains jours, dans les jours à venir, les jours à venir, dans les jours qui viennent,
		les jours qui viennent, ces jours-ci, dans les tout prochains jours, dans les jours prochains, jours prochains, au cours des prochains jours`},
	{sense{class: weekday, value: int(time.Monday)}, `lundi, lun., lundis`},
	{sense{class: weekday, value: int(time.Tuesday)}, `mardi, mar., mardis`},
	{sense{class: weekday, value: int(time.Wednesday)}, `mercredi, mer., mercredis`},
	{sense{class: weekday, value: int(time.Thursday)}, `jeudi, jeu., jeudis`},
	{sense{class: weekday, value: int(time.Friday)}, `vendredi, ven., vendredis`},
	{sense{class: weekday, value: int(time.Saturday)}, `samedi, sam., samedis`},
	{sense{class: weekday, value: int(time.Sunday)}, `dimanche, dim., dimanches`},
	{sense{class: month, value: int(time.January)}, `janvier, janv., jan.`},
	{sense{class: month, value: int(time.February)}, `février, févr., fév.`},
	{sense{class: month, value: int(time.March)}, `mars`},
	{sense{class: month, value: int(time.April)}, `avril, avr.`},
	{sense{class: month, value: int(time.May)}, `mai`},
	{sense{class: month, value: int(time.June)}, `juin`},
	{sense{class: month, value: int(time.July)}, `juillet, juil.`},
	{sense{class: month, value: int(time.August)}, `août`},
	{sense{class: month, value: int(time.September)}, `septembre, sep., sept .`},
	{sense{class: month, value: int(time.October)}, `octobre, oct.`},
	{sense{class: month, value: int(time.November)}, `novembre, nov.`},
	{sense{class: month, value: int(time.December)}, `décembre, déc.`},
	{sense{class: next, form: disputed}, `prochain, prochaine, prochains, prochaines, suivant, suivante, suivants, suivantes`},
	{sense{class: next, form: coming}, `qui vient, à venir, qui arrive`},
	{sense{class: this}, `ce, cet, cette, ces, ce même`},
	{sense{class: span}, `dans les prochains, dans les prochaines, d'ici les prochains, les prochains, les prochaines, sous les prochaines, au cours des prochains, au cours des prochaines, durant les prochaines, pendant les prochaines`},
	{sense{class: end}, `fin, la fin, à la fin, en fin, pour la fin, d'ici fin, d'ici la fin, d'ici à la fin, avant la fin, avant fin, vers la fin, jusqu'à la fin, jusqu'à fin, sur la fin, au terme`},
	{sense{class: early}, `début, en début, au début, le début, d'ici début, pour le début, dès le début, dès début, au commencement, commencement`},
	{sense{class: middle}, `milieu, au milieu, en milieu, le milieu, d'ici le milieu, vers le milieu, mi, à la mi, courant mi`},
	{sense{class: late}, `plus tard dans, plus tard, deuxième moitié, seconde moitié, 2e moitié`},
	{sense{class: dayOffset, value: 0}, `aujourd'hui, aujourd hui, aujourd'hui même, ce soir, ce matin, cet après-midi, cette après-midi, cet aprèm, ce midi, tout à l'heure, le jour même, ce jour, dans l'heure`},
	{sense{class: dayOffset, value: 1}, `demain, demain matin, demain soir, demain midi, demain après-midi, dès demain, le lendemain, lendemain, jour suivant, le jour suivant, jour d'après, le jour d'après`},
	{sense{class: dayOffset, value: 2}, `après-demain, après demain, le surlendemain, surlendemain`},
	{sense{class: endOfDay}, `eod, fin de journée, en fin de journée, la fin de journée, la fin de la journée, à la fin de la journée, d'ici la fin de la journée, d'ici fin de journée, d'ici la fin de journée, avant la fin de la journée, avant
		la fin de journée, dans la journée, en journée, en cours de journée, au cours de la journée, dans le courant de la journée, fin d'après-midi, en fin d'après-midi, fin de matinée, en fin de matinée, début d'après-midi, en début d'après-midi,
		en milieu de journée, en début de soirée, en fin de soirée, fermeture, la fermeture des bureaux, fin de la journée, à la fermeture`},
	{sense{class: thisWeek}, `avant le week-end, avant ce week-end, avant le weekend, d'ici le week-end, d'ici ce week-end, d'ici le weekend, dans la semaine, dans le courant de la semaine, courant de la semaine, courant de semaine, en cours de semaine,
		courant semaine, au cours de la semaine, plus tard dans la semaine, durant la semaine, pendant la semaine, plus tard cette semaine`},
	{sense{class: weekOffset, value: 1}, `semaine prochaine, prochaine semaine, semaine suivante, semaine d'après, semaine qui vient, semaine à venir, dans la semaine prochaine, dans le courant de la semaine prochaine, courant de la semaine prochaine,
		courant semaine prochaine, au cours de la semaine prochaine, durant la semaine prochaine, pendant la semaine prochaine`},
	{sense{class: monthEnd}, `fin de mois, en fin de mois, la fin de mois, d'ici fin de mois`},
	{sense{class: yearEnd}, `fin d'année, la fin d'année, en fin d'année, d'ici fin d'année`},
	{sense{class: rangeTo}, `ou, et, ou bien, voire, ou peut-être, ou alors, ou le, ou d'ici`},
	{sense{class: from}, `à compter d`},
	{sense{class: now}, `maintenant`},
	{sense{class: weekOf}, `semaine du, la semaine du, dans la semaine du`},
}
