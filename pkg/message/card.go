package message

// Card is what to say and to write when asking how the decision is coming along. The email of kind check_in shows the
// same words.
type Card struct {
	// Script is what to say on the phone to whom one wants to speak, SomebodyElse to anybody else.
	Script, SomebodyElse string
	// DraftSubject and DraftBody are the email to write instead; the body has lines and blank lines.
	DraftSubject, DraftBody string
}

// Card returns the words for checking in. Which check-in it is, the situation's reminder says.
func (t *Templates) Card(s Situation) (Card, error) {
	b := t.book(s.Locale)
	return b.card(viewOf(s, b.language, noLimit))
}

func (b *book) card(v view) (Card, error) {
	var c Card
	for block, to := range map[string]*string{
		scriptBlock: &c.Script, somebodyElseBlock: &c.SomebodyElse, draftSubjectBlock: &c.DraftSubject, draftBodyBlock: &c.DraftBody,
	} {
		var err error
		if *to, err = whole(b.parts[cardPart], block, v); err != nil {
			return Card{}, err
		}
	}
	return c, nil
}
