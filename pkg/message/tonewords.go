package message

import "github.com/afterword-io/afterword/pkg/events"

// words are the sayings of one language that the rules of tone look for, each a
// regular expression for whole words in any case, with ' for every apostrophe.
type words struct {
	// blame dwells on what the reader has or has not done; pressure hurries; stale has been read a hundred times.
	blame, pressure, stale []string
	// you are the ways to speak to the reader; the first one is the usual one.
	you []string
}

func toneWords(language events.Language) words {
	switch language {
	case events.German:
		return words{
			blame: []string{
				`hätte(n|st|t)?( \p{L}+){0,6} sollen`, `sollen hätte(n|st|t)?`, `vergessen`, `vergiss`, `vergesst`, `versäum\p{L}*`, `verpass\p{L}*`,
				`überfällig\p{L}*`, `immer noch (nicht|kein\p{L}*)`, `noch immer (nicht|kein\p{L}*)`, `schon wieder`, `zu spät`, `verspätet\p{L}*`,
				`enttäusch\p{L}*`, `leider`, `bedau[e]?r\p{L}*`, `entschuldig\p{L}*`, `tut (mir|uns|es) leid`, `schuld`, `vorwurf`, `vorwürfe`, `gescheitert`, `versagt`,
			},
			pressure: []string{
				`letzte chance`, `letzte mahnung`, `dringend\p{L}*`, `sofort`, `unverzüglich`, `umgehend`, `schnellstmöglich`,
				`so schnell wie möglich`, `beeil\p{L}*`, `sie müssen`, `müssen sie`, `du musst`, `musst du`, `allerhöchste zeit`,
			},
			stale: []string{
				`nur (mal |kurz |noch |einmal |schnell )*(nachfragen|nachgefragt)`, `nur (mal |kurz )*nachhören`, `nur (mal |kurz )*(melden|gemeldet)`, `nachhaken`, `nachgehakt`,
				`(nur )?(eine )?(kurze|kleine|freundliche|nette) erinnerung`, `zur erinnerung`, `in erinnerung rufen`, `ich hoffe, (es geht ihnen|ihnen geht es) gut`,
			},
			you: []string{`sie`, `ihnen`, `ihr(e|en|em|er|es)?`, `du`, `dich`, `dir`, `dein(e|en|em|er|es)?`},
		}
	case events.Spanish:
		return words{
			blame: []string{
				`deber[ií]as? haber`, `deb[ií]a(s)? haber`, `tendr[ií]as? que haber`, `tendría que haber`, `olvid\p{L}*`, `(todav[ií]a|a[uú]n) no (has|ha) (hecho|enviado|escrito|contestado|respondido)`,
				`otra vez tarde`, `demasiado tarde`, `con retraso`, `atrasad[oa]s?`, `vencid[oa]s?`, `decepci\p{L}*`, `lamentablemente`, `desafortunadamente`,
				`desgraciadamente`, `por desgracia`, `lament(o|amos)`, `lo (siento|sentimos)`, `culpa(s|ble|bles)?`, `fracas\p{L}*`, `fallaste`, `descuid\p{L}*`,
			},
			pressure: []string{
				`última oportunidad`, `último aviso`, `urgente(s|mente)?`, `urgencia`, `inmediatamente`, `de inmediato`, `cuanto antes`, `lo antes posible`,
				`a la mayor brevedad`, `(date|dese|dáte) prisa`, `apresúr\p{L}*`, `debes`, `debe usted`, `usted debe`, `tienes que`,
			},
			stale: []string{
				`s[oó]lo quer[ií]a`, `solamente quería`, `s[oó]lo para (saber|preguntar|hacer|dar|recordar)\p{L}*`, `(hacer|haciendo|dar|dando|darle|hacerle) seguimiento`,
				`(un )?(amable |pequeño |breve |simple )?recordatorio`, `retomar el contacto`, `espero que (se encuentre|te encuentres|estés|esté) bien`,
			},
			you: []string{`usted`, `te`, `ti`, `tú`, `tus?`, `contigo`, `sus?`, `le`, `tuy[oa]s?`},
		}
	case events.French:
		return words{
			blame: []string{
				`(auriez|aurais|aurait) dû`, `oubli\p{L}*`, `n'avez (toujours|encore) pas`, `n'as (toujours|encore) pas`, `toujours pas`, `encore en retard`, `de nouveau en retard`,
				`en retard`, `trop tard`, `déç\p{L}*`, `décev\p{L}*`, `déception`, `malheureusement`, `hélas`, `regrett\p{L}*`, `regrets?`, `désolée?s?`, `navrée?s?`, `(votre|ta) faute`,
				`coupables?`, `échou\p{L}*`, `échec`, `(avez|as) (manqué|raté|négligé)`, `excus\p{L}*`,
			},
			pressure: []string{
				`dernière chance`, `dernier avis`, `urgen(t|te|ts|tes|ce)`, `d'urgence`, `immédiatement`, `au plus vite`, `dès que possible`, `le plus (vite|tôt|rapidement) possible`,
				`dépêch\p{L}*`, `vous devez`, `tu dois`, `sans tarder`, `sans délai`,
			},
			stale: []string{
				`(un )?(petit |simple |gentil |bref )?rappel( amical)?`, `relanc\p{L}*`, `(faire|fais) (juste )?(un|le) suivi`, `juste pour savoir`, `juste un (petit )?mot`,
				`(voulais|voulions) (juste|simplement)`, `juste prendre (de vos|de tes|des) nouvelles`, `j'espère que vous allez bien`,
			},
			you: []string{`vous`, `votre`, `vos`, `vôtres?`, `tu`, `toi`, `te`, `ton`, `ta`, `tes`},
		}
	default:
		return words{
			blame: []string{
				`should(n't)? have`, `could have`, `ought to have`, `forg[eo]t(ten)?`, `haven't`, `have not`, `failed`, `failing`, `failure`, `missed`, `neglect\p{L}*`,
				`overdue`, `late again`, `too late`, `disappoint\p{L}*`, `unfortunately`, `sorry`, `regret\p{L}*`, `apolog\p{L}*`, `ashamed`, `guilt\p{L}*`, `your fault`, `let down`,
			},
			pressure: []string{
				`last chance`, `final notice`, `hurry`, `urgent\p{L}*`, `immediately`, `asap`, `as soon as possible`, `at once`, `without delay`, `you (really )?must`, `must`, `act now`,
			},
			stale: []string{
				`just checking`, `checking in`, `just wanted to`, `follow(ing)?[- ]up (with|on)`, `following up`, `touch(ing)? base`, `circl(e|ing) back`, `ping(ing)? you`,
				`(gentle|friendly|quick|kind|little) reminder`, `reminder`, `hope(s)? this (finds|email finds) you`,
			},
			you: []string{`you`, `your`, `yours`, `yourself`, `you'(d|ll|re|ve)`},
		}
	}
}
