package intake

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

func (d *described) postInterview() huma.Operation {
	return huma.Operation{
		OperationID: "post-interview", Method: http.MethodPost, Path: "/v1/interviews", Tags: []string{"Facts"},
		Summary: "Tell of an interview that is over, or announce one",
		Description: "With interview.ended_at the interview is over and its follow-up begins (interview.completed). With interview.ends_at and without ended_at it is " +
			"announced (interview.scheduled): the candidate gets a closing brief before it, and 15 minutes after the planned end it counts as over unless you say otherwise.\n\n" +
			"The event's id comes from the content, so the same interview posted twice is one fact. To say again what was said before, for example that an interview is " +
			"back at its first time, send an Idempotency-Key. Unknown fields are refused, because a typo would be lost.",
		Security: apiKey(), Parameters: []*huma.Param{d.idempotencyKey()},
		RequestBody: &huma.RequestBody{Required: true, Content: jsonContent(d.schema(events.Meeting{}), d.meetingExample())},
		Responses: d.responses(http.StatusAccepted, d.accepted(d.schema(Receipt{}), Receipt{ID: "int-42", Followup: "/v1/followups/int-42", Event: "content-4b1f0c7e2a9d4c55b0a6f4f2a1f7c9d3"}),
			httpapi.Malformed, httpapi.Unauthorized, httpapi.Forbidden, keyInUse(), httpapi.TooLarge, httpapi.MediaType, httpapi.Invalid, keyReused(), httpapi.RateLimited, httpapi.Internal, httpapi.Unavailable),
	}
}

func (d *described) postFact() huma.Operation {
	content := jsonContent(d.factData(), map[string]any{"interviewer_ids": []string{"iv-1"}, "method": "email"})
	return huma.Operation{
		OperationID: "post-fact", Method: http.MethodPost, Path: "/v1/followups/{id}/facts/{fact}", Tags: []string{"Facts"},
		Summary: "Tell what happened since",
		Description: "The body is the data of the fact alone; candidate.erased and interview.cancelled need none. A fact may come before its interview: it is kept for it for 24 hours. " +
			"Unknown fields are refused.\n\n" +
			"fact.retracted takes back a report that was made by mistake, by its source and id: from then on the plan goes on as if it had never been said, and what was sent stays sent. " +
			"It can take back what follows an interview, not what is said of the interview itself; one that names anything else changes nothing.\n\n" +
			"Without an Idempotency-Key each request is a fact of its own, because the same words may be true again on another day. Send one if you may have to repeat the request.",
		Security: apiKey(),
		Parameters: []*huma.Param{
			d.followupID(),
			{
				Name: "fact", In: "path", Required: true, Description: "The short name of the fact's type, noun.verb.",
				Schema: &huma.Schema{Type: huma.TypeString, Enum: factNameValues()}, Example: "thankyou.sent",
			},
			d.idempotencyKey(),
		},
		RequestBody: &huma.RequestBody{Content: content},
		Responses: d.responses(http.StatusAccepted, d.accepted(d.schema(Receipt{}), Receipt{ID: "int-42", Followup: "/v1/followups/int-42", Event: "once-5QZC4H2T6VWYX3KDPLMBNA7JRE"}),
			httpapi.Malformed, httpapi.Unauthorized, httpapi.Forbidden, keyInUse(), httpapi.TooLarge, httpapi.MediaType, httpapi.Invalid, keyReused(), httpapi.RateLimited, httpapi.Internal, httpapi.Unavailable),
	}
}

func (d *described) getFollowup() huma.Operation {
	return huma.Operation{
		OperationID: "get-followup", Method: http.MethodGet, Path: "/v1/followups/{id}", Tags: []string{"Follow-ups"},
		Summary: "Read what is so now, with the plan and its reasons",
		Description: "The snapshot as it was worked out last: the stage, the outcome, and every reminder that was due, was skipped or is to come, each with the sentence that says why. " +
			"It holds no names, no addresses and no words of the candidate.\n\n" +
			"A first fact that was accepted a moment ago may not have its plan yet. The answer is then 404 with Retry-After: 1.",
		Security: apiKey(),
		Parameters: []*huma.Param{
			d.followupID(),
			{Name: "If-None-Match", In: "header", Description: "The ETag of an earlier answer; 304 if nothing has changed since.", Schema: &huma.Schema{Type: huma.TypeString}},
		},
		Responses: func() map[string]*huma.Response {
			all := d.responses(http.StatusOK, &huma.Response{
				Description: "The snapshot.",
				Headers:     map[string]*huma.Param{"ETag": {Description: "The snapshot's revision.", Schema: &huma.Schema{Type: huma.TypeString}}},
				Content:     jsonContent(d.schema(events.Snapshot{}), nil),
			}, httpapi.Unauthorized, noSuchFollowup(), httpapi.RateLimited, httpapi.Internal, httpapi.Unavailable)
			all["304"] = &huma.Response{Description: "Nothing has changed since the ETag given."}
			return all
		}(),
	}
}

func (d *described) postEvents() huma.Operation {
	event := d.schema(CloudEvent{})
	content := map[string]*huma.MediaType{
		"application/cloudevents+json":       {Schema: event, Example: d.eventExample()},
		"application/cloudevents-batch+json": {Schema: &huma.Schema{Type: huma.TypeArray, Items: event, MaxItems: ptr(1000)}},
		"application/json":                   {Schema: d.factData()},
	}
	return huma.Operation{
		OperationID: "post-events", Method: http.MethodPost, Path: "/v1/events", Tags: []string{"Facts"},
		Summary: "Send facts as CloudEvents 1.0",
		Description: "In structured mode (application/cloudevents+json), in batches (application/cloudevents-batch+json: all or nothing, at most 1,000 events; an empty one is accepted), " +
			"or in binary mode (application/json, with the attributes in ce- headers). source and id name an event: the same pair again changes nothing. " +
			"tenant is set from your key; another tenant's is refused with 403. Unknown fields of the data are ignored.\n\n" +
			"The types are io.afterword.<noun>.<verb>.v1. What Afterword says itself, such as reminder.due, cannot be sent.",
		Security: []map[string][]string{{"apiKey": {}}, {"accessToken": {}}},
		Parameters: []*huma.Param{
			d.idempotencyKey(),
		},
		RequestBody: &huma.RequestBody{Required: true, Content: content},
		Responses: d.responses(http.StatusAccepted,
			d.accepted(&huma.Schema{OneOf: []*huma.Schema{d.schema(Receipt{}), d.schema(BatchReceipt{})}},
				Receipt{ID: "int-42", Followup: "/v1/followups/int-42", Event: "evt-1"}),
			httpapi.Malformed, httpapi.Unauthorized, otherTenant(), httpapi.Forbidden, keyInUse(), httpapi.TooLarge, httpapi.MediaType, httpapi.Invalid, keyReused(), httpapi.RateLimited, httpapi.Internal, httpapi.Unavailable),
	}
}

func (d *described) handshake() huma.Operation {
	text := func(what string) *huma.Param {
		return &huma.Param{Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	return huma.Operation{
		OperationID: "ask-to-deliver", Method: http.MethodOptions, Path: "/v1/events", Tags: []string{"Facts"},
		Summary:     "Ask whether webhooks may be delivered here",
		Description: "The abuse protection of the CloudEvents webhook profile. Every sender may try; each delivery needs an API key all the same. WebHook-Request-Callback is not called.",
		Security:    []map[string][]string{},
		Parameters: []*huma.Param{
			{Name: "WebHook-Request-Origin", In: "header", Description: "The sender's DNS name.", Schema: &huma.Schema{Type: huma.TypeString}, Example: "hooks.example.com"},
			{Name: "WebHook-Request-Rate", In: "header", Description: "The deliveries a minute that the sender asks for.", Schema: &huma.Schema{Type: huma.TypeInteger}, Example: 120},
		},
		Responses: d.responses(http.StatusNoContent, &huma.Response{
			Description: "The sender may deliver.",
			Headers: map[string]*huma.Param{
				"Allow":                  text("POST."),
				"WebHook-Allowed-Origin": text("The origin that asked."),
				"WebHook-Allowed-Rate":   text("The deliveries a minute that are taken."),
			},
		}, httpapi.Malformed),
	}
}

func (d *described) simulate() huma.Operation {
	return huma.Operation{
		OperationID: "simulate", Method: http.MethodPost, Path: "/v1/simulate", Tags: []string{"Follow-ups"},
		Summary: "See what would be sent, without sending it",
		Description: "Runs the rules that run in production through to the end of the follow-up of the first fact, each fact becoming known at its time. The body is one CloudEvent, an array of them, " +
			"or an object with facts and, if you like, policy (what differs from your tenant's) and until (an instant). Facts about other interviews of the same application serve to close earlier rounds only. Nothing is stored.",
		Security: apiKey(),
		RequestBody: &huma.RequestBody{Required: true, Content: jsonContent(&huma.Schema{AnyOf: []*huma.Schema{
			d.schema(CloudEvent{}),
			{Type: huma.TypeArray, Items: d.schema(CloudEvent{}), MinItems: ptr(1)},
			d.schema(Simulation{}),
		}}, d.eventExample())},
		Responses: d.responses(http.StatusOK, &huma.Response{Description: "The story, from the first fact to the end.", Content: jsonContent(d.schema(followup.Story{}), nil)},
			httpapi.Malformed, httpapi.Unauthorized, otherTenant(), httpapi.TooLarge, httpapi.MediaType, httpapi.Invalid, httpapi.RateLimited, httpapi.Internal),
	}
}

func factNameValues() []any {
	var names []any
	for _, t := range events.FactTypes() {
		names = append(names, t.Name())
	}
	return names
}
