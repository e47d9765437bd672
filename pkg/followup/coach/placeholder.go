package coach

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bracketed are words in brackets or braces, and fill are words and signs that wait to be replaced. Both are matched with what is
// shown, not folded, because XYZ is one and xyz may be none.
var (
	bracketed = regexp.MustCompile(`\[{1,2}[^\[\]\n]{0,60}\]{1,2}|\{{1,2}[^{}\n]{1,60}\}{1,2}|<{1,2}[^<>\n]{1,40}>{1,2}|%%?[A-Za-z_]{2,30}%%?|\$\{?[A-Za-z_]{3,30}\}?|\*\|[A-Za-z_:]{2,30}\|\*|«[^«»\n]{1,40}»`)
	fill      = regexp.MustCompile(`\b(XYZ|xyz|XXX+|xxx+|ABC (?:Company|Corp|Inc|GmbH|AG|Corporation)|X{2}|(?:Company|Firm|Firma|Empresa|Entreprise|Unternehmen) [XYZ]|(?:NAME OF|NAME DER|NAME DES|NOMBRE DE|NOMBRE DEL|NOM DE|NOM DU) (?:LA |L['’])?[A-Z]{4,}|(?:Company|Interviewer|Employer|Recruiter|Firma|Herr|Frau) (?:Name|XY)|XY (?:GmbH|AG|Company|Inc))\b|(?i:\b(?:at|for|join|bei|en|chez)) \?{2,}|#[A-Z_]{3,30}#|__[A-Za-z]{3,30}__|_{3,}|\.{6,}|…{3,}|(?i:\b(?:lorem ipsum|` +
		`your company(?:'s|’s)? name|(?:the )?company(?:'s|’s)? name here|insert (?:\w+ ){0,3}(?:here|name|company|topic|title|date|position)|(?:your|interviewer(?:'s|’s)?|recipient(?:'s|’s)?|hiring manager(?:'s|’s)?) name(?: here)?|name of (?:the )?(?:company|interviewer|position)|position title here|topic here|` +
		`ihr firmenname|name (?:des unternehmens|der firma|des ansprechpartners)|musterfirma|mustermann|hier (?:namen|firma|thema|position) einf(?:ü|ue)gen|firmenname|` +
		`nombre de (?:la|su|tu) empresa|nombre del entrevistador|(?:insertar?|inserte|poner) (?:aqu(?:í|i)|nombre|empresa|puesto)|` +
		`nom de (?:l'|l’|votre )entreprise|nom du recruteur|ins(?:é|e)rer (?:ici|le nom|nom)|(?:à|a) compl(?:é|e)ter)\b)|\b(?:TT\.MM\.JJJJ|(?i:dd|tt|jj)[/.](?i:mm)[/.](?i:yyyy|aaaa|jjjj|yy|aa)|MM/DD/YYYY|DD/MM|TT\.MM)\b`)
	inParens = regexp.MustCompile(`(?i)\((?:your |the |insert |interviewer(?:'s)? |company )?(?:name|company|company name|position|job title|topic|title|date|firma|firmenname|thema|empresa|nombre|puesto|entreprise|nom|poste)\)`)
	// heldOpen are the words that placeholders are made of; a French quotation counts only when it is one of them.
	heldOpen = regexp.MustCompile(`(?i)\b(name|company|firm|firma|unternehmen|empresa|entreprise|nombre|nom|position|job|title|titel|stelle|puesto|poste|topic|thema|tema|sujet|date|datum|interviewer|manager|employer|skill|insert|first name|last name|city|school|hospital|university|department|product|number|recruiter|role|soci(?:e|é)t(?:e|é)|arbeitgeber|fecha|vorname|nachname|ansprechpartner)\w*`)
	// axes are what follows XYZ where it names directions, and XX where it names chromosomes and sizes.
	axes = regexp.MustCompile(`(?i)^[- ]*(ax[ei]s|achsen?|ejes?|axes?|stages?|coordinates?|koordinaten|coordenadas|coordonnees|planes?|gantry|table|tisch|mesa|robots?|printers?|motion|space|positions?|moves?|files?|chromosomes?|chromosomen|cromosomas|large|l\b)`)
	// opensHolder is how a longer placeholder begins, after an article; an aside begins otherwise.
	opensHolder = regexp.MustCompile(`(?i)^[\[{]*\s*(?:(?:the|an?|my|der|die|das|den|el|la|los|le|les|un|una|une) |l'|l’)?(?:names?|company|firma?|unternehmen|empresa|entreprise|nombre|nom|position|role|job|title|titel|stelle|puesto|poste|topic|thema|tema|sujet|date|day|datum|fecha|interviewer|manager|recruiter|employer|department|team|skills?|product|city|number|first name|last name|vorname|nachname|ansprechpartner|` +
		`your|their|his|specific|something|example|detail|insert|add|mention|describe|fill|replace|put|write|explain|ihre?|hier|etwas|konkret\w*|beispiel|su|tu|aqu(?:i|í)|algo|ejemplo|poner|escrib\w+|votre|ici|exemple|mettre|ins(?:e|é)rer)\b`)
	// fillHints are what every match of fill has one of, in lower case: looking for them is cheap.
	fillHints = strings.Fields("xx xyz abc company firm empresa entreprise unternehmen ___ ...... ……… lorem insér inser name nombre nom topic muster einf poner compl ?? # __ herr frau recruiter employer interviewer .mm /mm mm/")
	noHolder  = regexp.MustCompile(`(?i)^[\[{(<]*\s*(sic|x|…|\.{1,3}|[\d,.;: +-]+|laughs?|smiles?|https?:.*|www\..*|.*@.*|mailto:.*|image.*|cid:.*|logo|extern(al)?|caution.*|signature.*)?\s*[\])}>]*$`)
)

// checkPlaceholders finds what was to be replaced, in all that the candidate wrote, the signature included.
func (j *judgement) checkPlaceholders() {
	l := j.letter
	var text []rune
	var at []int
	for i, r := range l.shown {
		switch l.part[i] {
		case own, greeting, closing:
			if r != 0 {
				text, at = append(text, r), append(at, i)
			}
		case header, order, quoted, markup:
			if len(text) > 0 && text[len(text)-1] != '\n' {
				if r == 0 && l.part[i] == markup {
					continue
				}
				text, at = append(text, '\n'), append(at, i)
			}
		}
	}
	s := string(text)
	known, lower := j.knownText(), strings.ToLower(s)
	lacks := func(hint string) bool { return !strings.Contains(lower, hint) }
	for _, p := range []*regexp.Regexp{bracketed, fill, inParens} {
		switch { // most notes need not be looked at closely
		case p == bracketed && !strings.ContainsAny(s, "[{<%$*«"), p == inParens && lacks("("), p == fill && !slices.ContainsFunc(fillHints, func(hint string) bool { return !lacks(hint) }):
			continue
		}
		for _, m := range p.FindAllStringIndex(s, -1) {
			found := s[m[0]:m[1]]
			if p == fill && strings.HasPrefix(strings.ToLower(found), "x") && axes.MatchString(s[m[1]:]) {
				continue
			}
			if p == bracketed && (inCode(s, m[0]) || !isHolder(s, m[0], m[1])) || strings.Contains(known, strings.ToLower(found)) {
				continue
			}
			from := utf8.RuneCountInString(s[:m[0]])
			to := from + utf8.RuneCountInString(found)
			span := Span{at[from], at[to-1] + 1}
			if !j.touches(span) {
				j.find(Placeholder, j.say.of(j.say.placeholder, found), &span)
			}
			break
		}
	}
}

// isHolder reports whether a bracket is one to be filled in, and no footnote, link, address, aside or code.
func isHolder(s string, from, to int) bool {
	found := s[from:to]
	if noHolder.MatchString(found) && strings.TrimSpace(strings.Trim(found, "[]{}<>")) != "" {
		return false
	}
	if to < len(s) && s[to] == '(' { // a link of Markdown
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	if from > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before)) && found[0] != '%' {
		return false
	}
	switch found[0] {
	case '%', '$', '*':
		return found[0] != '$' || found == strings.ToUpper(found) || strings.HasPrefix(found, "${")
	case '<':
		return heldOpen.MatchString(found)
	}
	if strings.HasPrefix(found, "«") {
		return len(strings.Fields(found)) <= 4 && heldOpen.MatchString(found) && found == strings.ToUpper(found)
	}
	inside := strings.TrimSpace(strings.Trim(found, "[]{}"))
	if found[0] == '{' && found[:min(len(found), 2)] != "{{" && strings.ContainsAny(inside, `"':=,;()`) {
		return false // code, or a set
	}
	words := strings.Fields(inside)
	switch {
	case inside == "", strings.Contains(inside, "_"), strings.HasPrefix(found, "{{"), strings.ToUpper(inside) == inside && len(inside) > 1:
		return true
	case found[0] == '{' && len(words) == 1:
		return len(inside) > 2
	}
	// "[the repeat garages, I mean]" and "[not kidding]" are asides.
	if len(words) > 2 {
		return len(words) <= 6 && opensHolder.MatchString(found)
	}
	lower := slices.ContainsFunc(words, func(w string) bool { return !startsUpper(w) })
	return heldOpen.MatchString(found) || opensHolder.MatchString(found) || !lower && !calendarWords[foldText(inside, false)]
}

// inCode reports whether a place stands between backticks.
func inCode(s string, at int) bool {
	line := s[strings.LastIndexByte(s[:at], '\n')+1 : at]
	return strings.Count(line, "`")%2 == 1
}

// knownText is the record in lower case: what stands in it may look like a placeholder and be none.
func (j *judgement) knownText() string {
	m := j.note.Meeting
	parts := append([]string{m.Employer.Name, m.Position.Title, m.Candidate.Name}, m.Topics...)
	parts = append(append(parts, m.Strengths...), m.Position.Required...)
	for _, p := range m.Interviewers {
		parts = append(parts, p.Name, p.Title)
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}
