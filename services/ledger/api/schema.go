package api

import (
	"maps"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// newSchemas makes the schemas from the types of the code and adds what Go types cannot say: meanings, forms, words.
func newSchemas() huma.Registry {
	schemas := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	for _, v := range []any{Followups{}, Timeline{}, Reminders{}, Deliveries{}, Stats{}, audit.Report{}, Line{}, httpapi.Problem{}} {
		schemas.Schema(reflect.TypeOf(v), true, "")
	}
	all := schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for field, property := range all[name].Properties {
			if property.Type == huma.TypeArray {
				property.Nullable = false // huma says that every list may be null; none of ours is
			}
			if rule, ok := rulesOf(name)[field]; ok {
				rule.apply(property)
			}
		}
	}
	return schemas
}

// rule adds to one field's schema.
type rule struct {
	doc  string
	edit func(*huma.Schema)
}

func (r rule) apply(s *huma.Schema) {
	if r.doc != "" {
		s.Description = r.doc
	}
	if r.edit != nil {
		r.edit(s)
	}
}

// rulesOf are a schema's rules by field.
func rulesOf(schema string) map[string]rule {
	page := rule{"The cursor of the following page; absent on the last one.", nil}
	const group = "Of at least min_group, else hidden."
	switch schema {
	case "Followups", "Reminders", "Deliveries":
		return map[string]rule{"next": page}
	case "Followup":
		return map[string]rule{
			"candidate":      {"Personal; absent once the candidate was erased.", nil},
			"employer_key":   {"What groups the follow-ups of one employer: its id, else its name, folded.", nil},
			"employer_zone":  {"An IANA name.", nil},
			"candidate_zone": {"An IANA name.", nil},
			"stage":          {"What it waits for.", words(events.Stages())},
			"outcome":        {"Absent while there is none.", words(events.Outcomes())},
			"decided_at":     {"When the employer's answer became known; absent for silence.", nil},
			"opened_at":      {"When the first fact became known.", nil},
			"ended_at":       {"When the interview ended.", nil},
			"closed_at":      {"From then on nothing more is sent.", nil},
			"assumed":        {"Nobody has confirmed the end.", nil},
			"promised_by":    {"The promise in force, in the employer's zone.", date},
			"notes_owed":     {"The interviewers not yet thanked.", nil},
			"next_due_at":    {"When the next reminder is due; absent if none is to come.", nil},
			"next_kind":      {"What the next reminder asks for.", words(events.Kinds())},
			"revision":       {"Counts the plans.", nil},
			"planned_with":   {"Names the policy, calendars and rules of the plan.", nil},
			"facts":          {"The distinct facts taken into account.", nil},
			"erased":         {"The candidate's data are gone.", nil},
		}
	case "Reminder":
		return map[string]rule{
			"id":         {"<followup>.<kind>.<n>.", nil},
			"kind":       {"What it asks for.", words(events.Kinds())},
			"n":          {"Counts those of the kind from 1.", nil},
			"state":      {"How far it has come.", words(record.States())},
			"due_at":     {"Not sent before this instant.", nil},
			"expires_at": {"Not sent from this instant on.", nil},
			"handed_at":  {"When it was handed to the notifier.", nil},
			"sent_at":    {"When the first provider accepted it.", nil},
			"rule":       {"What skipped it, or made it of no use.", nil},
			"reason":     {"A sentence.", nil},
		}
	case "Delivery":
		return map[string]rule{
			"reminder":   {"The reminder's id.", nil},
			"kind":       {"", words(events.Kinds())},
			"channel":    {"", words([]events.Channel{events.Email, events.SMS, events.Adviser})},
			"result":     {"What became of it.", words(record.Results())},
			"at":         {"When it came to its result.", nil},
			"sends":      {"The messages that a provider has accepted: more than one is a double. Of advisers, who each get one, those to the same of them; the result is then of one whom it did not reach, if there is any.", nil},
			"class":      {"What became of the last attempt.", words([]events.DeliveryClass{events.Accepted, events.Temporary, events.Permanent, events.Ambiguous})},
			"message_id": {"The email's Message-ID, or the provider's id.", nil},
			"code":       {"The provider's own, such as 550.", nil},
			"rule":       {"What skipped it.", nil},
			"receipt":    {"What the provider said later, such as delivered.", nil},
		}
	case "Timeline":
		return map[string]rule{
			"entries":   {"Every event, in the order in which they became known.", nil},
			"reminders": {"By due instant.", nil}, "deliveries": {"The latest first.", nil},
		}
	case "Entry":
		return map[string]rule{
			"stream":    {"FACTS, FOLLOWUPS or DELIVERIES.", nil},
			"sequence":  {"Its place in the stream.", nil},
			"stored_at": {"When it was stored.", nil}, "time": {"When it became known.", nil},
			"type":   {"io.afterword.<noun>.<verb>.v1.", nil},
			"source": {"Who says so.", nil},
			"data":   {"Of a fact its data, null once the candidate was erased; of a plan what changed in it; of a delivery its record.", anything},
		}
	case "Stats":
		return map[string]rule{
			"followups":         {"The interviews that ended in the time asked for.", nil},
			"thank_you_on_time": {"Of the interviews: after which every interviewer was thanked within 24 hours. Those whose 24 hours still run count neither way. " + group, nil},
			"checked_in":        {"Of the check-ins that were asked for: those that the candidate has made. Of at least min_group follow-ups with any, else hidden.", nil},
			"answered":          {"Of those that ended, which is closed and neither cancelled nor withdrawn: in which the employer gave an answer. " + group, nil},
			"promise_kept":      {"Of those that ended with a promise: decided by its day. " + group, nil},
			"silent":            {"Of those that ended: without a word. " + group, nil},
			"days_to_decision":  {"The median of whole days from the interview's end; null when too few are known.", nil},
			"outcomes":          {"The closed ones, by outcome; of one employer empty below min_group.", nil},
			"stages":            {"Those that are not closed, by stage; of one employer empty.", nil},
			"deliveries":        {"By channel and result; of one employer empty.", nil},
			"days":              {"The same day by day, UTC; of one employer, or of more than 400 days, month by month. Days without anything are left out.", nil},
			"employers":         {"Those with the most follow-ups, over all time; only if asked for.", nil},
		}
	case "Rate":
		return map[string]rule{
			"of":     {"How many there are.", nil},
			"count":  {"How many of them; null if hidden.", nil},
			"share":  {"From 0 to 1; null if hidden.", nil},
			"hidden": {"There are too few to tell.", nil},
		}
	case "Employer":
		return map[string]rule{"key": {"What the parameter employer takes.", nil}, "days_to_decision": {"The median; null when too few are known.", nil}}
	case "DayCount":
		return map[string]rule{"day": {"The first of the month, where it stands for a month.", date}, "followups": {"Interviews that ended.", nil}, "sent": {"Messages.", nil}, "failed": {"Messages.", nil}}
	case "Report":
		return map[string]rule{
			"since":         {"From when on follow-ups were looked at; absent for all.", nil},
			"judged":        {"The reminders that were judged.", nil},
			"by_record":     {"The follow-ups that could only be judged by their own record: their plan rests on another policy, calendar or rules than today's.", nil},
			"trimmed":       {"The messages that only the ledger has, since the beginning of their stream was trimmed.", nil},
			"compared":      {"The messages of the streams that were held against the ledger.", nil},
			"counts":        {"The verdicts and gaps, by kind.", nil},
			"skipped_by":    {"The skipped, by rule.", nil},
			"failed_for":    {"The failed, by reason or code.", nil},
			"findings":      {"What is not as it must be.", nil},
			"more_findings": {"How many more there are.", nil},
			"repaired":      {"What was done about each finding; only of a repair.", nil},
		}
	case "Finding":
		return map[string]rule{"kind": {"What was found.", words(slices.Concat(audit.Verdicts(), audit.Gaps()))}, "detail": {"A sentence.", nil}, "last_sequence": {"The last of several messages, from sequence on.", nil}}
	case "Problem":
		return map[string]rule{
			"type":   {"What kind of problem it is.", func(s *huma.Schema) { s.Format = "uri-reference" }},
			"errors": {"Every parameter at fault.", nil},
		}
	default:
		return nil
	}
}

func date(s *huma.Schema) { s.Type, s.Format, s.Ref, s.Properties = huma.TypeString, "date", "", nil }

// anything is any JSON.
func anything(s *huma.Schema) { *s = huma.Schema{Description: s.Description} }

func words[T ~string](allowed []T) func(*huma.Schema) {
	return func(s *huma.Schema) {
		s.Enum = nil
		for _, w := range allowed {
			s.Enum = append(s.Enum, string(w))
		}
	}
}
