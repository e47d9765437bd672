package portal

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/coach"
	"github.com/afterword-io/afterword/pkg/link"
)

// Notes are looked at while they are written and kept nowhere: they come with the form and go back with the answer.

// noteDesk is the desk with empty notes.
func (v *visit) noteDesk() NoteDesk {
	desk := NoteDesk{
		Form: v.form(actSent), Check: v.path + "/" + actNote, Owed: len(v.brief.Unthanked), Deadline: v.when(v.brief.Deadline),
		Late: !v.brief.Deadline.IsZero() && !v.now.Before(v.brief.Deadline), Handwriting: v.brief.Meeting.Candidate.Prefers == preferHandwriting,
	}
	if from, to, ok := followup.CarryByHand(v.brief, v.policy.OfficeHours, v.now); ok {
		desk.ByHand, desk.ByHandUntil = v.when(from), v.when(to)
	}
	for _, i := range v.brief.Meeting.Interviewers {
		desk.Notes = append(desk.Notes, v.note(i))
	}
	return desk
}

func (v *visit) note(i events.Interviewer) Note {
	owed := slices.ContainsFunc(v.brief.Unthanked, func(u events.Interviewer) bool { return u.ID == i.ID })
	ref := interviewerRef(i.ID)
	n := Note{
		W: v.words, Ref: ref, Name: i.Name, Title: i.Title, Email: i.Email, Phone: i.Phone, Check: v.path + "/" + actNote, Card: v.path + "/" + routeCard + "/" + ref,
		Sent: !owed, Method: events.ByEmail, Limit: coach.MaxText, Topics: v.brief.Meeting.Topics,
	}
	n.address(v)
	return n
}

// address makes the link that opens the note in a mail program.
func (n *Note) address(v *visit) {
	n.Mailto, n.MailtoCut = mailto(n.Email, v.words.Note.Subject, n.Text)
}

// fill puts what was typed back into the desk.
func (d *NoteDesk) fill(sub *submission) {
	for i := range d.Notes {
		n := &d.Notes[i]
		n.Text = noteText(sub.Get(fieldNotePrefix + n.Ref))
		if method := events.Method(sub.Get(fieldMethodPrefix + n.Ref)); isNoteMethod(method) {
			n.Method = method
		}
		n.TooLong = utf8.RuneCountInString(n.Text) > coach.MaxText
		n.address(sub.visit)
	}
}

// noteText is a note as the coach counts it: a browser sends line breaks as CR LF.
func noteText(sent string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(sent, "\uFFFD"), "\r\n", "\n")
}

func isNoteMethod(m events.Method) bool {
	return slices.Contains([]events.Method{events.ByEmail, events.ByHand, events.ByPost, events.ByOther}, m)
}

// answerNote looks at a note, or shows it as a card to write by hand. It changes nothing and keeps nothing.
func (s *Service) answerNote(w http.ResponseWriter, r *http.Request, sub *submission) {
	desk := sub.noteDesk()
	if len(desk.Notes) == 0 {
		http.Redirect(w, r, sub.path, http.StatusSeeOther) // Nobody is known to write to.
		return
	}
	desk.fill(sub)
	if i := desk.index(sub.Get(fieldCard)); i >= 0 {
		s.write(w, r, http.StatusOK, cardTemplate, s.card(sub.visit, desk.Notes[i]))
		return
	}
	i := desk.index(sub.Get(fieldCheck))
	if i < 0 {
		i = max(0, slices.IndexFunc(desk.Notes, func(n Note) bool { return strings.TrimSpace(n.Text) != "" }))
	}
	desk.review(sub.visit, i)
	if wantsFragment(r) {
		s.write(w, r, http.StatusOK, noteTemplate, desk.Notes[i])
		return
	}
	page, status := s.page(sub.visit), http.StatusOK
	if note := desk.Notes[i]; note.Review == nil {
		code := FaultEmpty
		if note.TooLong {
			code = FaultTooLong
		}
		desk.Faults = []Fault{{Field: fieldNotePrefix + note.Ref, Code: code, Limit: note.Limit}}
		page.Wrong, status = true, http.StatusUnprocessableEntity
	}
	page.Notes = desk
	s.write(w, r, status, pageTemplate, page)
}

func (d *NoteDesk) index(ref string) int {
	return slices.IndexFunc(d.Notes, func(n Note) bool { return n.Ref == ref })
}

// review asks the coach about one note beside all the others.
func (d *NoteDesk) review(v *visit, i int) {
	n := &d.Notes[i]
	if n.TooLong || strings.TrimSpace(n.Text) == "" {
		return
	}
	meeting := v.brief.Meeting
	if meeting.Promise == nil && !v.brief.PromisedBy.IsZero() {
		meeting.Promise = &events.Promise{By: v.brief.PromisedBy}
	}
	note := coach.Note{Text: n.Text, Locale: meeting.Candidate.Locale, Meeting: meeting, InterviewerID: meeting.Interviewers[i].ID, Method: n.Method}
	for j, other := range d.Notes {
		if j != i && strings.TrimSpace(other.Text) != "" && !other.TooLong {
			note.Others = append(note.Others, coach.OtherNote{InterviewerID: meeting.Interviewers[j].ID, Text: other.Text})
		}
	}
	n.Review = reviewOf(n.Text, coach.Check(note))
}

// reviewOf numbers the findings and cuts the text where they begin and end.
func reviewOf(text string, r coach.Review) *Review {
	review := &Review{Verdict: r.Verdict, Score: r.Score}
	runes := []rune(text)
	cuts := []int{0, len(runes)}
	for i, f := range r.Findings {
		review.Findings = append(review.Findings, Finding{
			Number: i + 1, Code: f.Code, Severity: f.Severity, Message: f.Message, Marked: f.Span != nil,
		})
		if f.Span != nil {
			cuts = append(cuts, f.Span.Start, f.Span.End)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i, start := range cuts[:len(cuts)-1] {
		piece := Piece{Text: string(runes[start:cuts[i+1]])}
		for n, f := range r.Findings {
			if f.Span == nil || f.Span.Start > start || f.Span.End < cuts[i+1] {
				continue
			}
			piece.Numbers = append(piece.Numbers, n+1)
			if piece.Severity == "" {
				piece.Severity = f.Severity // The findings come by severity, the worst first.
			}
		}
		review.Pieces = append(review.Pieces, piece)
	}
	return review
}

// showDrafts answers "I sent it" for one of several notes: the page, with the others as they were typed. To load it
// again sends the form again, which changes nothing.
func (s *Service) showDrafts(w http.ResponseWriter, r *http.Request, sub *submission, shown bool) {
	if v, err := s.visit(r.Context(), lastPart(sub.path), link.Page); err == nil {
		sub.visit = v // As it is now that the note is sent.
	}
	page := s.page(sub.visit)
	page.Notes.fill(sub)
	page.Notice = &Notice{Saved: actSent, Pending: !shown}
	s.write(w, r, http.StatusOK, pageTemplate, page)
}

func lastPart(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// showCard is GET card/{interviewer}: a card with lines.
func (s *Service) showCard(w http.ResponseWriter, r *http.Request, rt route) {
	v, ok := s.open(w, r, rt, link.Page)
	if !ok {
		return
	}
	for _, i := range v.brief.Meeting.Interviewers {
		if interviewerRef(i.ID) == rt.rest {
			s.write(w, r, http.StatusOK, cardTemplate, s.card(v, v.note(i)))
			return
		}
	}
	s.refuse(w, r)
}

func (s *Service) card(v *visit, n Note) CardPage {
	m := v.brief.Meeting
	c := CardPage{
		Frame: s.frameOf(v), Back: v.path, Note: n, From: m.Candidate.Name, Employer: m.Employer.Name, Position: m.Position.Title,
		Topics: m.Topics, Strengths: m.Strengths,
	}
	if text := strings.TrimSpace(n.Text); text != "" {
		c.Lines = strings.Split(text, "\n")
	}
	return c
}
