package message

import "github.com/afterword-io/afterword/pkg/events"

// AnswerWords are the words that texts ask the reader to answer with. Many more are understood, and every language
// understands the English ones.
type AnswerWords struct {
	Sent, Done, Called, Later, Offer, No, Undo string
	// Help, Stop and Start are the same in every language: the providers of texts know them, too.
	Help, Stop, Start string
}

// ReplyWords returns the words of a language; each takes a single segment's letters.
func ReplyWords(l events.Language) AnswerWords {
	w := AnswerWords{
		Sent: "SENT", Done: "DONE", Called: "CALLED", Later: "LATER", Offer: "OFFER", No: "NO", Undo: "UNDO",
		Help: "HELP", Stop: "STOP", Start: "START",
	}
	switch l {
	case events.German:
		w.Sent, w.Done, w.Called, w.Later, w.Offer, w.No, w.Undo = "GESENDET", "ERLEDIGT", "ANGERUFEN", "SPÄTER", "ANGEBOT", "ABSAGE", "ZURÜCK"
	case events.Spanish:
		w.Sent, w.Done, w.Called, w.Later, w.Offer, w.No, w.Undo = "ENVIADO", "HECHO", "LLAMÉ", "LUEGO", "OFERTA", "NO", "DESHACER"
	case events.French:
		w.Sent, w.Done, w.Called, w.Later, w.Offer, w.No, w.Undo = "ENVOYÉ", "FAIT", "APPELÉ", "PLUS TARD", "OFFRE", "REFUS", "ANNULER"
	}
	return w
}

// all lists the words.
func (w AnswerWords) all() []string {
	return []string{w.Sent, w.Done, w.Called, w.Later, w.Offer, w.No, w.Undo, w.Help, w.Stop, w.Start}
}
