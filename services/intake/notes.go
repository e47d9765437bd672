package intake

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// NoteCheck is the body of POST /v1/notes/check, as described in the OpenAPI document; coach.ParseRequest reads it.
type NoteCheck coach.Request

// NoteReview is its answer.
type NoteReview coach.Review

// checkNote is POST /v1/notes/check. Nothing is stored, and no word of the note is logged.
func (s *Service) checkNote(c *call) (answer, error) {
	if err := requireJSON(c.Header); err != nil {
		return answer{}, err
	}
	explain := false
	switch c.URL.Query().Get("explain") {
	case "", "false":
	case "true":
		explain = true
	default:
		return answer{}, httpapi.RefuseFields([]httpapi.Fault{{Location: "explain", Message: "must be true or false"}})
	}
	note, err := coach.ParseRequest(c.body)
	if err != nil {
		return answer{}, err
	}
	review := coach.Check(note)
	if !explain {
		review.Evidence = nil
	}
	return reply(http.StatusOK, NoteReview(review))
}

func (d *described) checkNoteOperation() huma.Operation {
	return huma.Operation{
		OperationID: "check-note", Method: http.MethodPost, Path: "/v1/notes/check", Tags: []string{"Notes"},
		Summary: "Look over a candidate's thank-you note",
		Description: "The coach reads the candidate's own note and says what would make it better; it writes nothing and sends nothing, and nothing is stored. verdict is generic when the note could have been " +
			"written to anybody, needs_work when something else must be mended, and ready when nothing must be. score is 100 less what the findings cost. " +
			"A finding has a code, a severity (error, warn or tip), a sentence in the note's language that says what to do, and the span it speaks of in code points of the text as sent, or null.\n\n" +
			"Quoted mail, signatures and markup are not the candidate's words to this interviewer. With explain=true the answer also has evidence: which words decided.",
		Security: apiKey(),
		Parameters: []*huma.Param{{
			Name: "explain", In: "query", Description: "true adds the evidence.", Schema: &huma.Schema{Type: huma.TypeBoolean},
		}},
		RequestBody: &huma.RequestBody{Required: true, Content: jsonContent(d.schema(NoteCheck{}), d.noteExample())},
		Responses: d.responses(http.StatusOK, &huma.Response{Description: "The review.", Content: jsonContent(d.schema(NoteReview{}), nil)},
			httpapi.Malformed, httpapi.Unauthorized, httpapi.TooLarge, httpapi.MediaType, httpapi.Invalid, httpapi.RateLimited, httpapi.Internal),
	}
}

// noteExample is a note that is ready.
func (d *described) noteExample() map[string]any {
	return map[string]any{
		"text": "Dear Mr. Finn,\n\nThank you for taking an hour for me yesterday. What you said about the new depot in Newark stayed with me: " +
			"opening at night first is just how we began in Trenton. In five years of night dispatch I learned to keep such a start calm, " +
			"and I would be glad to do the same for you. I would very much like to join your team as a dispatcher.\n\nBest regards\nAda Park",
		"locale": "en", "interview": d.meetingExample(), "interviewer_id": "iv-1", "method": string(events.ByEmail),
	}
}
