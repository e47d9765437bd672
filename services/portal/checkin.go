package portal

import "github.com/afterword-io/afterword/pkg/events"

// checkin tells what came of asking. A day belongs to "they need more time" and to "call back"; with the other answers it
// is what was left in the fields, and is passed over.
func (sub *submission) checkin() []statement {
	c := events.Checkin{
		Method: chosen(sub.input, fieldMethod, events.ByCall, events.ByEmail),
		Result: choice(sub.input, fieldResult, events.StillDeciding, events.CallBack, events.WillContact, events.NoAnswer,
			events.CheckinOffer, events.CheckinReject),
	}
	switch c.Result {
	case events.StillDeciding:
		c.Promise = sub.promise(formCheckin)
	case events.CallBack:
		if p := sub.promise(formCheckin); p != nil {
			c.Promise = p
		}
	}
	return []statement{{0, events.CheckinMade, c}}
}

// fill puts what was typed back into the form.
func (c *Checkin) fill(sub *submission, reading *Reading) {
	c.Method, c.Said, c.By = events.Method(sub.Get(fieldMethod)), sub.Get(fieldSaid), sub.Get(fieldBy)
	c.Reading = reading
}
