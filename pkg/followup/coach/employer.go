package coach

import (
	"slices"
	"strings"
)

// legal are the forms of firms, and words that many firms have in their name.
var legal = wordSet(`inc llc ltd limited corp corporation co company companies group holding holdings plc lp llp gmbh ag kg se ohg ug mbh sa sl slu srl sas sarl cie spa bv nv pty the of and und y et de del la le les der die das & und
	firma unternehmen empresa grupo groupe societe entreprise gruppe haus`)

// checkEmployer finds the name of another employer where the note applies, joins or wants to work. Names of former
// employers, clients and products are none of its business.
func (j *judgement) checkEmployer() {
	own := j.employerNames()
	for _, m := range j.words.joins.all(j.folded, -1) {
		if m[1] >= len(j.folded) || j.folded[m[1]] != ' ' {
			continue
		}
		s := j.sentences[j.sentenceAt(m[0])]
		i := j.tokenAt(s, m[1])
		if i >= s.tokens[1] || j.tokens[i].at != m[1]+1 {
			continue
		}
		from := max(s.bytes[0], m[0]-48)
		if j.words.formerly.in(j.folded[from:m[1]]) {
			continue
		}
		name := j.properName(i, s.tokens[1])
		if len(name) == 0 {
			continue
		}
		span := Span{j.tokens[i].start, j.tokens[i+len(name)-1].end}
		if i := slices.IndexFunc(name, isDistinctive); i >= 0 && own[foldText(name[i].text, false)] {
			j.prove(EmployerWords, span, j.note.Meeting.Employer.Name)
			continue
		}
		if j.strangeName(name, own) && !j.isDepartment(i+len(name), s.tokens[1]) {
			j.find(WrongAddressee, j.say.of(j.say.wrongEmployer, string(j.letter.visible(span.Start, span.End)), j.note.Meeting.Employer.Name), &span)
			return
		}
	}
}

// properName returns the run of capitalised words from token i on.
func (j *judgement) properName(i, end int) []token {
	from := i
	for i < end && i-from < 6 && (j.tokens[i].upper || isDigits(j.tokens[i].text) && i > from) {
		if i > from {
			gap := string(j.letter.visible(j.tokens[i-1].end, j.tokens[i].start))
			if strings.Trim(gap, " &-'\u2019.") != "" || strings.Contains(gap, ". ") {
				break
			}
		}
		if calendarWords[j.tokens[i].folded] || j.tokens[i].stop {
			break
		}
		i++
	}
	return j.tokens[from:i]
}

// isDistinctive reports whether a word of a name tells firms of one kind apart.
func isDistinctive(t token) bool { return !legal[t.folded] && !institutions[t.folded] }

// institutions are words that many names begin with.
var institutions = wordSet(`university college school hospital clinic bank hotel st saint san santa institute center centre museum city county
	universitaet hochschule schule krankenhaus klinik klinikum sparkasse stadt sankt
	universidad colegio hospital clinica banco instituto centro ayuntamiento fundacion
	universite ecole hopital clinique banque institut centre mairie fondation ateliers maison`)

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

// isDepartment reports whether what follows a name says that it is a part of the employer.
func (j *judgement) isDepartment(i, end int) bool {
	return i < end && j.words.departments[j.tokens[i].folded]
}

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
