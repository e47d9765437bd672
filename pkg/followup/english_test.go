package followup_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// TestEnglishReasons reads what a career adviser would say: one sentence of every kind, every basis, every move and
// every rule.
func TestEnglishReasons(t *testing.T) {
	t.Parallel()
	kinds, rules := map[events.Kind]bool{}, map[string]bool{}
	for _, c := range []struct{ story, id, want string }{
		{
			"closing brief early in the morning", "closing_brief.1",
			"Monday 2 March, 19:30 in New York: the interview begins on Tuesday 3 March, 09:00, so it is time for a last look " +
				"at what to say and ask at the end.",
		},
		{
			"rescheduled", "closing_brief.2",
			"Thursday 5 March, 12:00 in New York: the interview begins at 14:00, so it is time for a last look at what to say " +
				"and ask at the end.",
		},
		{
			"snoozed", "debrief.1",
			"Wednesday 4 March, 10:00 in New York: the conversation is fresh, so this is the time to note what was discussed " +
				"and when they will decide. It was put off until Wednesday 4 March, 10:00.",
		},
		{
			"rescheduled after an assumed completion", "debrief.2",
			"Thursday 5 March, 16:00 in New York: the conversation is fresh, so this is the time to note what was discussed " +
				"and when they will decide.",
		},
		{
			"the worked example of the specification", "thank_you.2",
			"Wednesday 4 March, 13:00 in New York: still time for the thank-you notes; they do the most good within a day, so " +
				"by Wednesday 4 March, 15:00.",
		},
		{
			"daylight time begins inside the 24 hours", "thank_you.2",
			"Sunday 8 March, 11:00 in New York: still time for the thank-you notes; they do the most good within a day, so by " +
				"Sunday 8 March, 13:00.",
		},
		{
			"rescheduled after an assumed completion", "thank_you.1",
			"Thursday 5 March, 18:00 in New York: a good moment for the thank-you notes; they are best sent by Friday 6 " +
				"March, 15:00.",
		},
		{
			"reported the next morning", "thank_you.1",
			"Wednesday 4 March, 10:00 in New York: a good moment for the thank-you notes; they are best sent by Wednesday 4 " +
				"March, 15:00. We learned of this on Wednesday 4 March, 10:00, after the usual time.",
		},
		{
			"an evening interview", "thank_you.1",
			"Wednesday 4 March, 10:00 in New York: a good moment for the thank-you notes; they are best sent by Wednesday 4 " +
				"March, 19:30. It was moved to leave some time after the previous message.",
		},
		{
			"daylight time begins inside the 24 hours", "thank_you_late.1",
			"Sunday 8 March, 13:00 in New York: a day has passed, but a late note is better than none.",
		},
		{
			"reported after the last call: it alone is sent", "thank_you_late.1",
			"Wednesday 4 March, 16:00 in New York: a day has passed, but a late note is better than none. It was moved to " +
				"leave some time after the previous message.",
		},
		{
			"the worked example of the specification", "check_in.1",
			"They said by Thursday 5 March; the next business morning is Friday 6 March, 09:00 in New York.",
		},
		{
			"the worked example of the specification", "check_in.2",
			"There was no word after the last check-in, so we give them until Friday 13 March; the next business morning is " +
				"Monday 16 March, 09:00 in New York.",
		},
		{
			"Independence Day", "check_in.1",
			"They said by Thursday 2 July; Friday 3 July is Independence Day (observed), so Monday 6 July, 09:00 in New York.",
		},
		{
			"closures", "check_in.1",
			"They said by Thursday 5 March; the office is closed on Friday 6 March and Monday 9 March, so Tuesday 10 March, " +
				"09:00 in New York.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.1",
			"They said by Thursday 5 March; the next business morning is Friday 6 March, 09:00 in New York (15:00 in Berlin).",
		},
		{
			"check-in answered: call back", "check_in.2",
			"They asked for a call back; the next business morning is Monday 9 March, 09:00 in New York.",
		},
		{
			"check-in answered: call back", "check_in.3",
			"They asked for a call on Wednesday 11 March; the time for it is 09:00 in New York.",
		},
		{
			"Easter in Auckland", "check_in.1",
			"They said by Thursday 2 April; Friday 3 April is Good Friday and Monday 6 April is Easter Monday, so Tuesday 7 " +
				"April, 09:00 in Auckland.",
		},
		{
			"the candidate moves to the west", "check_in.1",
			"They said by Thursday 5 March; the check-in is set for Friday 6 March, 11:00 in New York (08:00 in Los Angeles).",
		},
		{
			"a region without holidays of its own", "check_in.1",
			"They said by Thursday 2 July; Friday 3 July is Independence Day (observed), so Monday 6 July, 09:00 in New York. " +
				"We know no public holidays for US-ZZ, so those of US apply.",
		},
		{
			"a promise after the last check-in's day asks again, an overtaken one does not", "check_in.2",
			"They said by Thursday 12 March; the next business morning is Friday 13 March, 09:00 in New York.",
		},
		{
			"reported four days later", "check_in.1",
			"They said by Thursday 5 March; the check-in is set for Monday 9 March, 09:00 in New York. We learned of this on " +
				"Saturday 7 March, 23:00, after the usual time.",
		},
		{
			"an outage is told as a story: snoozed past the expiry", "check_in.1",
			"They said by Thursday 5 March; the check-in is set for Tuesday 10 March, 09:00 in New York. It was put off until " +
				"Monday 9 March, 12:00.",
		},
		{
			"Israel: the week ends on Thursday", "check_in.1",
			"They said by Thursday 5 March; the next business morning is Sunday 8 March, 09:00 in Jerusalem. We know no " +
				"public holidays for IL, so only weekends count.",
		},
		{
			"candidate in Auckland: office hours at night", "check_in.1",
			"They said by Thursday 5 March; the check-in is set for Friday 6 March, 14:00 in New York (Saturday 7 March, " +
				"08:00 in Auckland).",
		},
		{
			"candidate in Kolkata: the windows never meet", "check_in.1",
			"They said by Thursday 5 March; their office hours and your hours for messages do not overlap, so Friday 6 March, " +
				"01:00 in New York (11:30 in Kolkata), before they open.",
		},
		{
			"an answer without a date waits for the promise in force", "check_in.1",
			"The day they named, Friday 20 March, still stands; the next business morning is Monday 23 March, 09:00 in New " +
				"York.",
		},
		{
			"not more often than every five business days", "check_in.2",
			"They named no date, so we give them until Thursday 12 March; the next business morning is Friday 13 March, 09:00 " +
				"in New York.",
		},
		{
			"budget: news after the third", "check_in.6",
			"There was no word after the last check-in, so we give them until Thursday 16 April; the next business morning is " +
				"Friday 17 April, 09:00 in New York.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.2",
			"There was no word after the last check-in, so we give them until Friday 13 March; the next business morning is " +
				"Monday 16 March, 09:00 in New York (14:00 in Berlin).",
		},
		{
			"silence never asks before the promise in force", "check_in.1",
			"They asked for a call back; the next business morning is Thursday 5 March, 09:00 in New York.",
		},
		{
			"an overtaken promise is neither news nor a reason to ask", "check_in_result.1",
			"Thursday 12 March, 09:00 in New York: there has been no word since the last check-in, so we ask how it went.",
		},
		{
			"candidate in Kolkata: the windows never meet", "check_in_result.1",
			"Monday 9 March, 02:00 in New York (11:30 in Kolkata): there has been no word since the last check-in, so we ask " +
				"how it went.",
		},
		{
			"a snoozed offer deadline", "offer_deadline.1",
			"Thursday 12 March, 12:00 in New York: they hope for an answer to the offer by Friday 13 March. It was put off " +
				"until Thursday 12 March, 12:00.",
		},
		{
			"an offer to be answered", "offer_deadline.1",
			"Wednesday 11 March, 09:00 in New York: they hope for an answer to the offer by Friday 13 March.",
		},
		{
			"a snoozed offer deadline", "congratulations.1",
			"Thursday 5 March, 10:00 in New York: there is an offer, and that calls for congratulations.",
		},
		{
			"an outcome that came before its interview", "congratulations.1",
			"Wednesday 4 March, 08:00 in New York: there is an offer, and that calls for congratulations. We learned of this " +
				"on Tuesday 3 March, 21:00, after the usual time.",
		},
		{
			"the same outcome from the candidate after the ATS", "regroup.1",
			"Thursday 5 March, 12:00 in New York: the answer was no, and what matters now is the next step.",
		},
		{
			"an ATS rejection stays quiet", "move_on.1",
			"Friday 20 March, 09:00 in New York: no word for 10 business days after the last check-in; it is time to look " +
				"ahead.",
		},
		{
			"a far promise", "move_on.1",
			"Thursday 11 June, 17:00 in New York: the interview was a long time ago; it is time to look ahead.",
		},
		{
			"reported two days later", "move_on.1",
			"Thursday 9 April, 09:00 in New York: no word for 10 business days after the last check-in; it is time to look " +
				"ahead.",
		},
		{
			"cancelled: an offer reported afterwards is kept and sends nothing", "closing_brief.1",
			"Not needed on Tuesday 3 March, 12:00 in New York: the interview did not take place.",
		},
		{
			"completed before the closing brief was due", "closing_brief.1",
			"Left out on Tuesday 3 March, 12:00 in New York: the interview is over.",
		},
		{
			"closing brief known too late", "closing_brief.1",
			"Left out: when we learned of it, its time had passed (Tuesday 3 March, 12:00 in New York).",
		},
		{
			"rescheduled after an assumed completion: the promise stays in force, as when it is rescheduled before", "debrief.1",
			"Not needed on Tuesday 10 March, 16:00 in New York: we already know what was discussed and when they will decide.",
		},
		{
			"reported after the hard end", "debrief.1",
			"Not sent: we learned of the interview when it was long over.",
		},
		{
			"reported the next morning", "debrief.1",
			"Left out on Wednesday 4 March, 10:00 in New York: a later message covers what matters now.",
		},
		{
			"reported four days later", "debrief.1",
			"Left out: by Sunday 8 March, 08:00 in New York it would have come too late to be of use.",
		},
		{
			"a note sent drops the thank-you reminders that are left", "thank_you.2",
			"Not needed on Wednesday 4 March, 13:00 in New York: the thank-you notes have been sent.",
		},
		{
			"a snoozed offer deadline", "thank_you.2",
			"Not needed on Thursday 12 March, 12:00 in New York: there is an offer.",
		},
		{
			"Easter in Auckland", "thank_you.2",
			"Not needed on Thursday 2 April, 13:00 in Auckland: the thank-you notes have been sent.",
		},
		{
			"cancelled and announced again", "thank_you.1",
			"Not sent: the candidate's data has been erased.",
		},
		{
			"a short window: the last call follows too closely", "thank_you.2",
			"Left out on Tuesday 3 March, 09:30 in New York: it would come too soon after the previous message.",
		},
		{
			"the deadline meets the check-in", "thank_you_late.1",
			"Left out on Tuesday 3 March, 09:00 in New York: the first check-in is due by then.",
		},
		{
			"the note goes out after the check-in's morning", "check_in.2",
			"Not needed on Thursday 12 March, 09:00 in New York: the application was withdrawn.",
		},
		{
			"an offer pressed by mistake, taken back before its message", "congratulations.1",
			"Not needed on Thursday 5 March, 08:00 in New York: the entry it came from was taken back.",
		},
		{
			"a thank-you that was not sent after all", "thank_you.1",
			"Tuesday 3 March, 18:30 in New York: a good moment for the thank-you notes; they are best sent by Wednesday 4 " +
				"March, 15:00. An entry was corrected on Tuesday 3 March, 18:30, when the time for this had already passed.",
		},
		{
			"rescheduled", "check_in.1",
			"Not needed on Wednesday 11 March, 09:00 in New York: the next round has begun.",
		},
		{
			"an ATS offer after the first check-in", "check_in.2",
			"Left out on Monday 16 March, 09:00 in New York: another check-in would be an annoyance.",
		},
		{
			"a promise after the last check-in's day asks again, an overtaken one does not", "check_in_result.1",
			"Not needed on Thursday 12 March, 09:00 in New York: there has been news since the check-in.",
		},
		{
			"rescheduled after a check-in under an assumed completion", "check_in_result.1",
			"Not needed on Friday 6 March, 09:00 in New York: the interview was moved.",
		},
		{
			"snoozed past the expiry: the check-in is skipped, the next one takes its place", "check_in_result.1",
			"Left out on Monday 9 March, 09:00 in New York: the check-in it asks about was not sent.",
		},
		{
			"an offer that is taken back and made again has a deadline of its own", "congratulations.1",
			"Not needed on Thursday 5 March, 08:00 in New York: the answer was no.",
		},
	} {
		s, got := story(t, c.story), ""
		for _, r := range followup.Simulate(s.policy, s.ownFirst(), time.Time{}).Reminders {
			if r.ID == "int-42."+c.id {
				got, kinds[r.Kind], rules[r.Rule] = r.Reason, true, true
			}
		}
		if got != c.want {
			t.Errorf("%s, %s:\n got %s\nwant %s", c.story, c.id, got, c.want)
		}
	}
	for _, kind := range events.Kinds() {
		if !kinds[kind] {
			t.Errorf("no sentence tells of the kind %s", kind)
		}
	}
	for _, rule := range followup.Rules() {
		if !rules[string(rule)] {
			t.Errorf("no sentence tells of the rule %s", rule)
		}
	}
}
