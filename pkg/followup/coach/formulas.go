package coach

import (
	"regexp"
	"strings"
)

// The forms of mails and letters, in all languages at once: programs write heads in the language of the
// sender's computer, and people sign a German note with "Best". Patterns are matched with folded lines.

var (
	headerLine = regexp.MustCompile(`^\*?(from|to|cc|bcc|subject|date|sent|reply-to|importance|attachments?|von|an|betreff|gesendet|datum|de|para|asunto|fecha|enviado( el)?|objet|a|envoye( le)?|re|fw|fwd|aw|wg|tr|rv) ?:\*? ?\S`)
	// mailOnly are the words that begin no sentence of a letter.
	mailOnly = regexp.MustCompile(`^\*?(from|to|cc|bcc|subject|sent|reply-to|betreff|gesendet|asunto|enviado( el)?|objet|envoye( le)?|fw|fwd|aw|wg) ?:`)
	fromLine = regexp.MustCompile(`^\*?(from|von|de) ?:`)

	forwardMark = regexp.MustCompile(`^[-_*> ]*(original message|forwarded message|begin forwarded message|original appointment|urspruengliche nachricht|ursprungliche nachricht|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|mensaje original|mensaje reenviado|message d'origine|message original|message transfere|debut du message (transfere|reexpedie)|courriel original)[-_*: ]*$`)

	attributionStart = regexp.MustCompile(`^(on|am|le|el|il|em|at|[a-z' .]{2,60} (wrote|schrieb|ecrit|escribio)) ?\S*`)
	attribution      = regexp.MustCompile(`^(on|am|le|el|at) .{4,250}(wrote|schrieb.{0,80}|a ecrit|escribio) ?:$|^[a-z' .]{2,60}(<[^>]*> )?(wrote|schrieb|a ecrit|escribio)( on .{4,60}| am .{4,60})? ?:$`)
)

// greet is what a greeting begins with.
var greet = regexp.MustCompile(`^(` + strings.Join([]string{
	"(my )?dear(est)?", "(hi|hello|hey|hiya|heya|hullo|howdy|alright|all right|yo|g'?day)( there| again)?", "(good )?(morning|afternoon|evening|day)", "respected", "greetings", "to",
	"sehr geehrte[rs]?", "geehrte[rs]?", "(liebe[rs]?|werte[rs]?|hallo|moin|servus|gruezi|gruess gott|gruss gott)( liebe[rs]?)?", "guten (tag|morgen|abend)( liebe[rs]?)?", "verehrte[rs]?",
	"(muy )?(estimad|querid|apreciad|distinguid)[oa]s?( amig[oa])?", "hola", "buen(os|as)? (dias?|tardes|noches)", "saludos",
	"bonjour", "bonsoir", "(tres )?cher", "chere", "chers", "cheres", "salut", "coucou", "allo", "rebonjour",
}, "|") + `)( |,|$)`)

// anybody are the words that greet nobody in particular.
var anybody = wordSet(`hiring manager managers team teams committee panel recruiter recruiting recruitment hr all everyone everybody folks
	sir sirs madam madame madams there whom it may concern interviewer interviewers interview department friend friends colleagues ladies gentlemen human resources
	talent acquisition or and
	damen herren alle allerseits zusammen personalabteilung kollegen kolleginnen personalteam team
	senores senoras equipo todos todas quien corresponda responsable seleccion contratacion comite departamento recursos humanos reclutador
	messieurs mesdames equipe tous toutes recruteur service ressources humaines responsable recrutement`)

// titles stand before a name and are no part of it.
var titles = wordSet(`mr mrs ms miss mx dr prof professor doctor sir madam madame herr herrn frau fraulein dipl ing mag doktor professorin
	senor senora senorita sr sra srta don dona doctora profesor profesora licenciado licenciada lic principal dean president director directora chancellor captain judge officer chef coach pastor rabbi father sister senator directeur directrice president presidente presidenta direktor direktorin ingeniero ingeniera maestro maestra arquitecto arquitecta contador contadora abogado abogada magister
	monsieur mademoiselle m mme mlle docteur professeur maitre rev hon`)

// particles stand inside names.
var particles = wordSet(`de del la las los le van von zu zum der den di da dos du d bin ibn al el y e mc st`)

// conjunctions join two names.
var conjunctions = wordSet(`and und y e et amp`)

// formula is how letters end.
const formula = `((very )?best( regards| wishes)?|all the best|(kind(est)?|warm(est)?|best|many|with( kind| warm| best)?|friendly) (regards|wishes)|regards|cheers|` +
	`(yours )?(sincerely|truly|faithfully|respectfully|cordially)( yours)?|sincerely|respectfully( yours)?|warmly|cordially|gratefully( yours)?|` +
	`with (gratitude|appreciation|warm regards|thanks|best wishes|kind regards)|take care|yours|` +
	`(mit )?(den )?(freundlichen?|besten?|herzlichen?|vielen?|lieben?|schoenen?|schonen?)( |n )?(gruessen|grussen|gruesse|grusse|gruess|gruss)( aus [a-z]+)?|mfg|hochachtungsvoll|(gruesse|grusse|gruss|herzlichst|ihr|ihre)|` +
	`(un )?(cordial(es)?|atento|afectuoso)( saludos?)?|(reciba (un|mis) )?(cordial(es)? |atentos? )?saludos?( cordial(es)?| atentos?)?|atentamente|cordialmente|(muy )?atentamente( le saluda)?|un saludo( cordial)?|un abrazo|respetuosamente|` +
	`(bien )?cordialement|bien a vous|sinceres salutations|salutations( distinguees| cordiales)?|(bien )?respectueusement|` +
	`(veuillez|je vous prie) .{0,60}(salutations|sentiments|consideration)( .{0,40})?|amicalement|meilleures salutations|bonne (journee|soiree))`

var (
	// closingLine is a formula alone on its line, or with no more than a name.
	closingLine = regexp.MustCompile(`^` + formula + `[,.!:;-]*( [a-z.'-]+){0,4}[,.]?$`)
	// closingInline ends a paragraph.
	closingInline = regexp.MustCompile(`[.!?;] ` + formula + `[,.!]?( [a-z.'-]+){0,4}[,.]?$`)
	// thanksLine is thanks as a formula, worth no more than "Best": it names nothing to be thankful for.
	thanksLine = regexp.MustCompile(`^((many |with |my )?(sincere |warm )?thanks( again| so much| in advance)?|thank you( again| so much| very much| in advance)?|vielen dank( nochmals| im voraus)?|danke( nochmals)?|besten dank|herzlichen dank|(muchas |mil )?gracias( de nuevo| de antemano)?|(un grand )?merci( encore| d'avance| beaucoup)?)[,.!]?( [a-z.'-]+){0,3}[,.]?$`)

	signatureMark = regexp.MustCompile(`^(--|__+|-- )$`)
	postscript    = regexp.MustCompile(`^p\.? ?[sd]\.?[ :,.-]`)
)

// wordSet makes a set of the words of a text.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}
