package api

import (
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/outcomes"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// idPattern is the form of every id (DESIGN.md section 9).
const idPattern = `^[A-Za-z0-9][A-Za-z0-9._:@/-]{0,127}$`

func (d *described) followups() huma.Operation {
	return huma.Operation{
		OperationID: "list-followups", Method: http.MethodGet, Path: "/v1/followups", Tags: []string{"Follow-ups"},
		Summary:     "List follow-ups",
		Description: "Every parameter narrows the list. Without sort=due the interview that ended last comes first, and those whose end is not known come last; with it the next reminder to come is first, and follow-ups that wait for none are left out.",
		Security:    apiKey(),
		Parameters: append([]*huma.Param{
			textParam("q", "The beginnings of words of the candidate's, the employer's or the position's name, all of which must be found, or a whole id."),
			wordsParam("stage", "What it waits for.", events.Stages()),
			wordsParam("outcome", "How it ended.", events.Outcomes()),
			textParam("employer", "The employer_key of an employer: its id, or what its name comes to."),
			textParam("candidate", "The id of a candidate."),
			instantParam("ended_from", "Interviews that ended at or after this."),
			instantParam("ended_to", "Interviews that ended before this."),
			instantParam("due_from", "The next reminder is due at or after this."),
			instantParam("due_to", "The next reminder is due before this."),
			flagParam("overdue", "Only those whose next reminder was due more than 5 minutes ago, without any word of it."),
			query("sort", "The order.", &huma.Schema{Type: huma.TypeString, Enum: []any{sortEnded, sortDue}, Default: sortEnded}),
		}, pageParams()...),
		Responses: d.answers(d.found(Followups{}, "A page.", true)),
	}
}

func (d *described) timeline() huma.Operation {
	most := events.MaxID
	return huma.Operation{
		OperationID: "get-timeline", Method: http.MethodGet, Path: "/v1/followups/{id}/timeline", Tags: []string{"Follow-ups"},
		Summary: "Read everything about one follow-up",
		Description: "Every fact with its data, what changed in the plan each time and why, every reminder with its reason, and every delivery with its result. " +
			"Entries are in the order in which they became known. The data of facts is null once the candidate was erased.",
		Security: apiKey(),
		Parameters: []*huma.Param{
			{
				Name: "id", In: "path", Required: true, Description: "The follow-up's id, percent-encoded: app/7:2 is app%2F7:2.",
				Schema: &huma.Schema{Type: huma.TypeString, Pattern: idPattern, MaxLength: &most}, Example: "int-42",
			},
			ifNoneMatch(),
		},
		Responses: d.answers(d.found(Timeline{}, "All of it.", false), noSuchFollowup()),
	}
}

func (d *described) reminders() huma.Operation {
	return huma.Operation{
		OperationID: "list-reminders", Method: http.MethodGet, Path: "/v1/reminders", Tags: []string{"Messages"},
		Summary:     "List reminders",
		Description: "By due instant, the earliest first.",
		Security:    apiKey(),
		Parameters: append([]*huma.Param{
			textParam("followup", "The id of a follow-up."),
			wordsParam("state", "How far it has come.", record.States()),
			wordsParam("kind", "What it asks for.", events.Kinds()),
			instantParam("due_from", "Due at or after this."),
			instantParam("due_to", "Due before this."),
		}, pageParams()...),
		Responses: d.answers(d.found(Reminders{}, "A page.", true)),
	}
}

func (d *described) deliveries() huma.Operation {
	return huma.Operation{
		OperationID: "list-deliveries", Method: http.MethodGet, Path: "/v1/deliveries", Tags: []string{"Messages"},
		Summary:     "List deliveries",
		Description: "What became of each reminder on each channel, the latest first. No address is among it.",
		Security:    apiKey(),
		Parameters: append([]*huma.Param{
			textParam("followup", "The id of a follow-up."),
			wordsParam("result", "What became of it.", record.Results()),
			wordsParam("channel", "How it was sent.", []events.Channel{events.Email, events.SMS, events.Adviser}),
			instantParam("from", "Came to its result at or after this."),
			instantParam("to", "Came to its result before this."),
		}, pageParams()...),
		Responses: d.answers(d.found(Deliveries{}, "A page.", true)),
	}
}

func (d *described) stats() huma.Operation {
	return huma.Operation{
		OperationID: "get-stats", Method: http.MethodGet, Path: "/v1/stats", Tags: []string{"Figures"},
		Summary: "Read the figures",
		Description: "How many notes were sent in time, check-ins made, answers given and promises kept, how long decisions took, and what became of the messages.\n\n" +
			"A rate of fewer follow-ups than min_group is hidden: its count and share are null. Days to the decision are whole days. Of one employer the figures are by month, so from and to are those of whole months.",
		Security: apiKey(),
		Parameters: []*huma.Param{
			dayParam("from", "The first day, UTC; the first of all, if absent."),
			dayParam("to", "The day after the last one, UTC."),
			textParam("employer", "The employer_key of one employer."),
			numberParam("min_group", "The least number of follow-ups of which a rate is told.", leastGroup, 1000, leastGroup),
			numberParam("employers", "How many employers to add, those with the most follow-ups first, over all time.", 0, 500, 0),
			ifNoneMatch(),
		},
		Responses: d.answers(d.found(Stats{}, "The figures.", false)),
	}
}

func (d *described) outcomes() huma.Operation {
	return huma.Operation{
		OperationID: "get-outcomes", Method: http.MethodGet, Path: "/v1/outcomes.csv", Tags: []string{"Figures"},
		Summary: "Download the outcomes",
		Description: "A line for each follow-up with its outcome, for first-destination reports: RFC 4180, UTF-8, with a header line. Where a spreadsheet would take a part of a line for a formula, an apostrophe comes before it. " +
			"The file is streamed; one that was cut off ends the connection before its end.",
		Security: apiKey(),
		Parameters: []*huma.Param{
			instantParam("ended_from", "Interviews that ended at or after this."),
			instantParam("ended_to", "Interviews that ended before this."),
			wordsParam("outcome", "How it ended.", events.Outcomes()),
			textParam("employer", "The employer_key of an employer."),
		},
		Responses: d.answers(&huma.Response{
			Description: "The file.",
			Headers:     map[string]*huma.Param{"Content-Disposition": header("The name of the file.")},
			Content:     map[string]*huma.MediaType{outcomes.ContentType: {Schema: &huma.Schema{Type: huma.TypeString}}},
		}),
	}
}

func (d *described) audit() huma.Operation {
	return d.auditing(huma.Operation{
		OperationID: "run-audit", Method: http.MethodGet, Path: "/v1/audit",
		Summary:     "Hold what was sent against what should have been",
		Description: "Replays the facts of every follow-up through the rules and compares: what was lost, doubled, early, late or never meant to be sent, and what is missing between intake, plan and ledger. It changes nothing.",
	})
}

func (d *described) repair() huma.Operation {
	return d.auditing(huma.Operation{
		OperationID: "repair", Method: http.MethodPost, Path: "/v1/audit/repairs",
		Summary:     "Drive again what is missing",
		Description: "Runs the audit and mends what can be mended, without sending anything twice. It needs a key that may write. The report says what was repaired.",
	}, httpapi.Forbidden)
}

func (d *described) auditing(op huma.Operation, problems ...httpapi.Kind) huma.Operation {
	op.Description += "\n\nWith Accept: " + progressType + " the answer is lines of JSON: {\"progress\":{\"done\":1,\"of\":2}} now and then, and at the end {\"report\":...}, or {\"fault\":...} if it could not be finished. Progress counts follow-ups."
	op.Tags, op.Security = []string{"Audit"}, apiKey()
	op.Parameters = []*huma.Param{instantParam("since", "Follow-ups that are open or of which anything became known since; all, if absent.")}
	content := jsonContent(d.schema(audit.Report{}))
	content[progressType] = &huma.MediaType{Schema: d.schema(Line{})}
	op.Responses = d.answers(&huma.Response{Description: "The report.", Content: content}, slices.Concat(problems, []httpapi.Kind{auditRunning()})...)
	return op
}
