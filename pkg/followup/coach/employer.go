package coach

import (
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// legal are the forms of firms, and words that many firms have in their name.
var legal = wordSet(`inc llc ltd limited corp corporation co company companies group holding holdings plc lp llp gmbh ag kg se ohg ug mbh sa sl slu srl sas sarl cie spa bv nv pty the of and und y et de del la le les der die das & und
	firma unternehmen empresa grupo groupe societe entreprise gruppe haus`)

// checkEmployer finds the name of another employer where the note applies, joins or wants to work. Names of former
// employers, clients and products are none of its business.
func (j *judgement) checkEmployer() {
	own := j.employerNames()
	for _, m := range j.words.joins.all(j.folded, -1) {
		if j.checkNameAfter(m, own, nil) {
			return
		}
	}
	if j.words.joinsBefore != nil {
		for _, m := range j.words.joinsBefore.all(j.folded, -1) {
			if j.checkNameAfter(m, own, j.words.joinsAfter) {
				return
			}
		}
	}
	for _, s := range j.sentences {
		if j.checkWishedFor(s, own) {
			return
		}
	}
}

// checkWishedFor finds, in a sentence with a wish and nothing of the past, the full name of another firm or institution after "at", "for", "with"
// and the like. It reports whether there is one.
func (j *judgement) checkWishedFor(s sentence, own map[string]bool) bool {
	text := j.text(s)
	wish, _, ok := j.words.interest.next(text, 0)
	if !ok || j.words.value.in(text) || j.words.formerly.in(text) {
		return false
	}
	for i := s.tokens[0] + 1; i < s.tokens[1]; i++ {
		before := j.tokens[i-1]
		if !whither[before.folded] || before.at < s.bytes[0]+wish || !j.tokens[i].upper {
			continue
		}
		name := j.properName(i, s.tokens[1])
		if len(name) > 1 && slices.ContainsFunc(name, func(t token) bool { return kinds[t.folded] || institutions[t.folded] }) &&
			j.checkNameAfter([2]int{before.at, before.at + len(before.folded)}, own, nil) {
			return true
		}
	}
	return false
}

// whither are the words before a place to work at.
var whither = wordSet(`at for to with about represent bei fuer zu en para chez pour a`)

// kinds are words that the names of firms end with.
var kinds = wordSet(`inc llc ltd corp gmbh ag sa sl sas transit insurance mutual savings labs laboratories systems solutions technologies technology software partners energy electric
	power water plumbing heating foods logistics industries services consulting media health healthcare care medical pharma biosciences airlines motors capital financial
	credit union federal district authority council foundation trust elementary middle high theatre theater studio studios bakery farms brewery pharmacy dental veterinary animal
	construction builders agency press publishing group holdings logistik versicherung bau technik gebaeudetechnik elektro stadtwerke verlag
	seguros transportes logistica consultores assurances logistique editions`)

// checkNameAfter looks at the name that comes after a match, and before one of the words that must then follow, if any. It reports whether
// the name is another employer's.
func (j *judgement) checkNameAfter(m [2]int, own, then map[string]bool) bool {
	begins := m[1]
	switch {
	case begins >= len(j.folded):
		return false
	case j.folded[begins] == ' ':
		begins++
	case j.folded[begins-1] != '\'': // as in "d'Alstom"
		return false
	}
	s := j.sentences[j.sentenceAt(m[0])]
	i := j.tokenAt(s, m[1])
	if i >= s.tokens[1] || j.tokens[i].at != begins {
		return false
	}
	if j.words.formerly.in(j.folded[max(s.bytes[0], m[0]-formerReach):m[1]]) {
		return false
	}
	article := articles[j.tokens[i].folded] && !j.tokens[i].upper && i+1 < s.tokens[1]
	if article {
		i++
	}
	name := j.properName(i, s.tokens[1])
	next := i + len(name)
	// After an article every German noun would be one.
	if len(name) == 0 || article && j.language == events.German && len(name) < 2 || then != nil && (next >= s.tokens[1] || !then[j.tokens[next].folded]) {
		return false
	}
	span := Span{name[0].start, name[len(name)-1].end}
	if i := slices.IndexFunc(name, isDistinctive); i >= 0 && own[foldText(name[i].text, false)] {
		if j.anotherKind(name[i+1:]) && !j.isDepartment(name[len(name)-1:], next, s.tokens[1]) {
			j.find(WrongAddressee, j.say.of(j.say.wrongEmployer, string(j.letter.visible(span.Start, span.End)), j.note.Meeting.Employer.Name), &span)
			return true
		}
		j.prove(EmployerWords, span, j.note.Meeting.Employer.Name)
		return false
	}
	if j.touches(span) {
		return false // a placeholder, which is said already
	}
	elsewhere := !slices.ContainsFunc(name, func(t token) bool { return !places[t.folded] })
	if elsewhere || titles[name[0].folded] || !j.strangeName(name, own) || j.isDepartment(name[len(name)-1:], next, s.tokens[1]) {
		return false
	}
	j.find(WrongAddressee, j.say.of(j.say.wrongEmployer, string(j.letter.visible(span.Start, span.End)), j.note.Meeting.Employer.Name), &span)
	return true
}

// anotherKind reports whether the words after the first of the employer's name make it a firm of another kind: Finn Bakery where the
// employer is Finn Logistics.
func (j *judgement) anotherKind(rest []token) bool {
	kind := func(word string) bool { return (kinds[word] || institutions[word]) && !legal[word] }
	full := wordsOf(j.note.Meeting.Employer.Name)
	if !slices.ContainsFunc(full, kind) || slices.ContainsFunc(rest, func(t token) bool { return slices.Contains(full, t.folded) }) {
		return false
	}
	return slices.ContainsFunc(rest, func(t token) bool { return kind(t.folded) && !j.data[t.stem] && !j.words.departments[t.folded] })
}

// articles may stand between and the name.
var articles = wordSet(`the der die das dem den la el los las le les l`)

// formerReach is how many bytes before a match may say that an earlier job is meant.
const formerReach = 48

// properName returns the run of capitalised words from token i on.
func (j *judgement) properName(i, end int) []token {
	from := i
	for i < end && i-from < 6 {
		if i > from && !slices.ContainsFunc(j.tokens[from:i], isDistinctive) {
			i = j.overParticles(i, end) // Musée de la Dentelle
		}
		if !j.tokens[i].upper && (i == from || !isDigits(j.tokens[i].text)) {
			break
		}
		if i > from {
			gap := string(j.letter.visible(j.tokens[i-1].end, j.tokens[i].start))
			if strings.Trim(gap, " &-'\u2019.") != "" || strings.Contains(gap, ". ") {
				break
			}
		}
		article := i > from && articles[j.tokens[i].folded] && i+1 < end && j.tokens[i+1].upper // Restaurante La Barca
		if calendarWords[j.tokens[i].folded] || j.tokens[i].stop && !article {
			break
		}
		i++
	}
	return j.tokens[from:i]
}

// overParticles returns the token after the small words that stand inside a name, or i when none do.
func (j *judgement) overParticles(i, end int) int {
	const most = 2
	for k := i; k < min(i+most+1, end); k++ {
		switch t := j.tokens[k]; {
		case t.upper:
			return k
		case !insideNames[t.folded]:
			return i
		}
	}
	return i
}

// insideNames are the small words that stand inside the names of institutions.
var insideNames = wordSet(`of de du des d del la las los le les l von vom am an der im in zum zur dem den`)

// isDistinctive reports whether a word of a name tells firms of one kind apart.
func isDistinctive(t token) bool { return !legal[t.folded] && !institutions[t.folded] }

// institutions are words that many names begin with.
var institutions = wordSet(`university college school hospital clinic bank hotel st saint san santa institute center centre museum city county
	universitaet hochschule schule krankenhaus klinik klinikum sparkasse stadt sankt
	universidad colegio hospital clinica banco instituto centro ayuntamiento fundacion
	universite ecole hopital clinique banque institut centre mairie fondation ateliers maison museum museo musee restaurant restaurante kita kindergarten cafe cafeteria autocars autocares transports transportes cabinet bar praxis autohaus academy academia academie foundation library
	baeckerei apotheke gasthof gasthaus agentur kanzlei spedition werkstatt verein stiftung verlag theater buchhandlung druckerei brauerei tischlerei gaertnerei fahrschule pflegeheim gymnasium grundschule architekten architekturbuero
	taller talleres panaderia farmacia libreria tienda editorial agencia biblioteca escuela teatro residencia asociacion gimnasio estudio despacho bufete laboratorio laboratorios construcciones hostal exportadora importadora
	boulangerie pharmacie librairie agence atelier lycee theatre imprimerie garage editions laboratoire laboratoires association clinique menuiserie menuiseries fleurs reseau brasserie auberge bibliotheque creche`)

// strangeName reports whether no word of a name is of the employer, and one is not in the data at all.
func (j *judgement) strangeName(name []token, own map[string]bool) bool {
	var whole strings.Builder
	strange := false
	first := slices.IndexFunc(name, isDistinctive)
	for i, t := range name {
		word := foldText(t.text, false)
		whole.WriteString(word)
		if i == first {
			for o := range own {
				if len(o) >= 5 && distance(o, word) <= 1 {
					return false
				}
			}
		}
		strange = strange || !legal[word] && !j.words.departments[word] && !j.data[t.stem] && !j.words.generic[t.stem] && len(word) > 1
	}
	return strange && !own[whole.String()]
}

// isDepartment reports whether the last word of a name, or the word after it, says that it is a part of the employer.
func (j *judgement) isDepartment(last []token, next, end int) bool {
	return parts[last[0].folded] || next < end && j.words.departments[j.tokens[next].folded]
}

// parts are what employers are made of.
var parts = wordSet(`department unit ward division program programme lab office faculty crew team abteilung bereich station team departamento unidad area equipo service unite pole equipe`)

// places are towns and countries in which one works without working for them.
var places = wordSet(`new york boston chicago houston dallas austin denver seattle portland atlanta miami toronto montreal vancouver washington london manchester leeds bristol dublin edinburgh glasgow america europe
	berlin hamburg muenchen munchen munich koeln koln frankfurt stuttgart leipzig dresden hannover nuernberg bremen wien zuerich zurich bern basel graz salzburg deutschland oesterreich schweiz
	madrid barcelona valencia sevilla bilbao malaga zaragoza mexico bogota lima santiago buenos quito caracas monterrey guadalajara medellin espana europa latinoamerica
	paris lyon marseille toulouse nantes lille bordeaux strasbourg rennes nice grenoble bruxelles geneve lausanne montreal quebec france belgique suisse luxembourg canada
	japon japan china chine alemania francia italia portugal brasil argentina chile peru colombia uruguay italie espagne allemagne angleterre italien spanien frankreich england`)

// employerNames returns the words that name the employer: those of its name that are not of every firm, the
// name in one word, and its initials.
func (j *judgement) employerNames() map[string]bool {
	own := map[string]bool{}
	var whole, initials strings.Builder
	for i, word := range wordsOf(j.note.Meeting.Employer.Name) {
		whole.WriteString(word)
		if !legal[word] {
			initials.WriteByte(word[0])
			if i == 0 || !j.words.departments[word] {
				own[word] = true
			}
		}
	}
	own[whole.String()] = true
	if initials.Len() > 1 {
		own[initials.String()] = true
	}
	return own
}
