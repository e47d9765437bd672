package coach

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// finds reports whether a review of a note has a code.
func finds(n Note, c Code) bool {
	return slices.ContainsFunc(Check(n).Findings, func(f Finding) bool { return f.Code == c })
}

func noteOf(text string, topics ...string) Note {
	return Note{Text: "Dear Mr. Finn,\n\n" + text + "\n\nBest,\nJordan", Meeting: events.Meeting{
		Candidate: events.Candidate{Name: "Jordan Lee"}, Employer: events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
		Position: events.Position{Title: "Warehouse Planner", Required: []string{"SQL", "inventory planning"}}, Interviewers: []events.Interviewer{{ID: "a", Name: "Robert Finn"}}, Topics: topics,
	}, InterviewerID: "a"}
}

func TestTopics(t *testing.T) {
	for _, c := range []struct {
		topic, text, locale string
		want                bool
	}{
		{"the new depot in Newark", "The depot in Newark sounds like a good place.", "en", true},
		{"colour coding", "As you said, the colors on the racks make it simple.", "en", true},
		{"the new depot in Newark", "I liked your plans for Newark very much.", "en", true},
		{"the new depot in Newark", "That a depot may be loud at night is new to me.", "en", true},
		{"the school garden as a lab", "A school is a place where everybody can learn and grow.", "en", false},
		{"onboarding program", "It is good that onboarding takes two weeks here.", "en", true},
		{"route optimisation", "We talked about optimizing the routes of the vans.", "en", true},
		{"market expansion", "You are expanding into two new markets next year.", "en", true},
		{"night shift pilot", "I would like to know how the pilot at night goes on.", "en", true},
		{"night-shift pilot", "How the nightshift pilot began is a good story.", "en", true},
		{"nightshift", "I like what you do for the night shift and its people.", "en", true},
		{"three sites in Ohio", "To run 3 sites from one office is not easy.", "en", true},
		{"replacing spreadsheets with a forecasting tool", "The spreadsheets will be missed. A forecast never smells of coffee.", "en", true},
		{"replacing spreadsheets with a forecasting tool", "Spreadsheets are fine. That is all there is to say. Nobody knows.", "en", false},
		{"inventory planning", "I know inventory planning well and like to do it.", "en", false},
		{"warehouse planner role at Finn Logistics", "The Warehouse Planner role at Finn Logistics is what I want.", "en", false},
		{"team culture", "I like your culture and the team and everything.", "en", false},
		{"team culture", "We talked about the culture of the team for long.", "en", true},
		{"the new depot in Newark", "Depot, Newark.", "en", false},
		{"GDPR", "That GDPR comes before the camera was new to me.", "en", true},
		{"Depotplanung", "Die Planung des Depots hat mich sehr beschäftigt.", "de", true},
		{"Tourenplanung am Morgen", "Wie Sie Touren am Morgen planen, ist klug und einfach.", "de", true},
		{"Umstellung auf Elektro-Lkw", "Die Stelle ist genau das, was ich mir wünsche.", "de", false},
		{"las listas de espera", "Me contó cómo la lista de espera se hizo más corta.", "es", true},
		{"la rénovation du site de Lyon", "Vous rénovez un site superbe, à Lyon de surcroît.", "fr", true},
		{"scaling the customer support team", "I was glad to hear how you are scaling support without losing quality.", "en", true},
		{"scaling the customer support team", "I enjoyed learning about your team and your customers.", "en", false},
		{"moving from monolith to microservices", "Your story of breaking up the monolith piece by piece was a highlight.", "en", true},
		{"moving from monolith to microservices", "We spoke about splitting the monolithic application into smaller services.", "en", true},
		{"remote work policy", "I appreciated your openness about working remotely two days a week.", "en", true},
		{"remote work policy", "I would love to work with you.", "en", false},
		{"the Q3 product launch", "The launch planned for the third quarter sounds exciting.", "en", true},
		{"the Q3 product launch", "I am excited about your products and company.", "en", false},
		{"reducing patient wait times", "Cutting the time patients wait in the lobby is a goal I share.", "en", true},
		{"reducing patient wait times", "I look forward to hearing from you and can wait, and thank you for your time.", "en", false},
		{"sustainability goals for 2030", "What you said about becoming carbon neutral and sustainable by 2030 impressed me.", "en", true},
		{"sustainability initiatives", "Your commitment to sustainable packaging stood out to me.", "en", true},
		{"expansion into Latin America", "Your plan to expand into the Latin American market is bold.", "en", true},
		{"the new CRM rollout", "Rolling out a new CRM while selling is like changing tires while driving.", "en", true},
		{"mentorship program for junior engineers", "Having each junior engineer mentored by somebody from another team is a great idea.", "en", true},
		{"mentorship program for junior engineers", "As an engineer I find the company great.", "en", false},
		{"automated testing", "Your push for automating tests resonated with me.", "en", true},
		{"weekly client workshops", "Running a workshop with clients every week is intense and fruitful.", "en", true},
		{"supply chain delays", "When you described the delayed supplies from Asia, I thought about my last project.", "en", true},
		{"community outreach at the library", "Reaching out to the community through library evenings is close to my heart.", "en", true},
		{"budget cuts", "Handling the cuts to the budget with such transparency is rare.", "en", true},
		{"data privacy", "I was impressed by how seriously you take the privacy of user data.", "en", true},
		{"customer retention", "Retaining customers through the onboarding phase, as you described it, is key.", "en", true},
		{"customer retention", "I am a customer-oriented person and look forward to joining.", "en", false},
		{"team growth", "You said that the team will grow from five to twelve people this year.", "en", true},
		{"growth plans for the team", "I want to grow with the team and plan my future with you.", "en", false},
		{"the hybrid schedule", "A hybrid week with Tuesdays and Thursdays in the office suits me.", "en", true},
		{"Kubernetes migration", "Your migration to Kubernetes was discussed at length and I loved it.", "en", true},
		{"machine learning for fraud detection", "Detecting fraud with machine-learned models is where I'd love to contribute.", "en", true},
		{"machine learning for fraud detection", "I love learning new things.", "en", false},
		{"safety culture on the shop floor", "The way safety is lived on the shop floor struck me.", "en", true},
		{"zero-waste kitchen", "That nothing goes to waste in your kitchen struck me.", "en", true},
		{"early literacy", "I was moved by your work on literacy in the early grades.", "en", true},
		{"donor database", "We talked about cleaning up the database of donors.", "en", true},
		{"volunteer recruitment", "Recruiting volunteers among retirees, as you do, is smart.", "en", true},
		{"volunteer recruitment", "Thank you and the recruitment team for the interview.", "en", false},
		{"how the team handles on-call", "Hearing how you handle on-call rotations reassured me.", "en", true},
		{"the move to Building C", "That everybody will move to Building C in May made me smile.", "en", true},
		{"pricing strategy", "Your thoughts on how to price the premium plan made me think.", "en", true},
		{"Kundenbindung", "Wie Sie Kunden langfristig binden, hat mich beeindruckt.", "de", true},
		{"Digitalisierung der Buchhaltung", "Dass Sie die Buchhaltung digitalisieren wollen, finde ich spannend.", "de", true},
		{"Schichtplanung in der Pflege", "Die Planung der Schichten, über die wir sprachen, kenne ich gut.", "de", true},
		{"Nachhaltigkeit", "Ihr nachhaltiger Ansatz bei der Verpackung hat mich überzeugt.", "de", true},
		{"Fachkräftemangel", "Der Mangel an Fachkräften, den Sie ansprachen, beschäftigt mich.", "de", true},
		{"Umzug nach Leipzig", "Der Umzug nach Leipzig im Herbst klingt nach einem Abenteuer.", "de", true},
		{"la expansión a Portugal", "Me entusiasmó saber que se expanden en Portugal.", "es", true},
		{"fidelización de clientes", "Hablamos de cómo fidelizar a los clientes jóvenes.", "es", true},
		{"la digitalización del archivo", "Digitalizar el archivo, como usted contó, será un gran paso.", "es", true},
		{"la transition énergétique", "Votre transition vers une énergie propre m'a passionné.", "fr", true},
		{"la formation des apprentis", "Former les apprentis comme vous le faites est rare.", "fr", true},
		{"l'ouverture d'un magasin à Nantes", "Le magasin que vous ouvrirez à Nantes m'intéresse beaucoup.", "fr", true},
	} {
		n := noteOf(c.text, c.topic)
		n.Locale = c.locale
		if got := !finds(n, NotSpecific); got != c.want {
			t.Errorf("topic %q, %q: specific %v, want %v", c.topic, c.text, got, c.want)
		}
	}
}

func TestConcrete(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"You mentioned the crane that stops when the tide is low.", true},
		{"Your point about writing labels before the racks arrive was good.", true},
		{"The labels you described would help everybody.", true},
		{"It was good to hear that Rotterdam does it the same way.", true},
		{"It impressed me to hear of 300 trucks and two men.", true},
		{"I keep thinking about your words \"label first, rack later\".", true},
		{"I enjoyed learning more about the company and the team.", false},
		{"You told me about the Warehouse Planner role and about SQL.", false},
		{"Our conversation about the position and its responsibilities was very helpful.", false},
		{"I appreciated the 45 minutes that you took to talk with me on Tuesday.", false},
		{"It was a pleasure to speak with you, Mr. Finn of Finn Logistics.", false},
		{"In my last job I built 12 robots and learned how to weld pipes.", false},
		{"The way you described the culture and the values inspired me.", false},
		{"I especially enjoyed learning about your team's approach to accessibility testing.", true},
		{"Hearing about the challenges with the legacy payroll system was eye-opening.", true},
		{"Your passion for teaching was contagious.", false},
		{"I loved the tour of the bakery and the smell of cinnamon.", true},
		{"I was impressed with the company's growth and its commitment to excellence.", false},
		{"I found our conversation about the industry and where it is heading fascinating.", false},
		{"The example you gave of the delivery that went to the wrong village made me laugh.", true},
		{"I was fascinated to hear that you grew from 3 to 40 people in two years.", true},
		{"It was great to learn about the daily responsibilities and expectations for this role.", false},
		{"I appreciate the insights you shared about the company's direction.", false},
		{"You explained that every bug gets a birthday cake.", true},
		{"I enjoyed meeting you and the rest of the team and seeing the office.", false},
		{"Thank you for answering all of my questions so patiently.", false},
		{"I enjoyed discussing how my skills could benefit your organization.", false},
		{"Discussing event sourcing with you was a treat.", true},
		{"Your advice to read the incident reports first was golden.", true},
		{"The opportunity to work in such a fast-paced environment excites me.", false},
		{"What you said about failing early resonated with me.", true},
		{"What you said about hard work and trust resonated with me.", false},
		{"The clockmaker who hid his ledgers behind the panelling of the cellar deserves a tour of his own.", true},
		{"I have cooked in Bath, Lyon and Leeds, and I make a good risotto with saffron and marrow.", false},
		{"There was never a better place, and my heart told me so at once.", false},
		{"I left our meeting energized and more convinced than ever.", false},
		{"I really valued your perspective on leadership and career development.", false},
		{"I was especially interested to hear about your plans for the coming year.", false},
		{"I was especially interested to hear about your plans for a second clinic in Dover.", true},
		{"Thank you for explaining the hiring process and next steps.", false},
		{"I enjoyed hearing about the work your team is doing and the impact it has on clients.", false},
	} {
		if got := !finds(noteOf(c.text), NotSpecific); got != c.want {
			t.Errorf("%q: concrete %v, want %v", c.text, got, c.want)
		}
	}
}

// TestConcreteInAllLanguages: what is concrete and what only sounds so.
func TestConcreteInAllLanguages(t *testing.T) {
	thanks := map[string]string{"en": "Thank you for your time. ", "de": "Vielen Dank für Ihre Zeit. ", "es": "Muchas gracias por su tiempo. ", "fr": "Merci beaucoup pour votre temps. "}
	for _, c := range []struct {
		locale, text string
		want         bool
	}{} {
		n := noteOf(thanks[c.locale] + c.text)
		n.Locale = c.locale
		if got := !finds(n, NotSpecific); got != c.want {
			t.Errorf("%q: concrete %v, want %v", c.text, got, c.want)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for text, want := range map[string]bool{
		"I want to join [Company].": true, "I want to join [ ].": true, "I want to join {name}.": true, "I want {{ job_title }}.": true, "I want to join <Company Name>.": true,
		"I want to join <<Firma>>.": true, "At XYZ I did it.": true, "I love ABC Company.": true, "I love your company name.": true, "On ______ we met.": true, "%COMPANY% is great.": true,
		"${company} is great.": true, "Insert topic here.": true, "It is (company name) that I want.": true, "Ich mag die Musterfirma.": true, "*|FNAME|* is here.": true, "Lorem ipsum dolor.": true,
		"I read it twice [1].": false, "He said so [sic].": false, "So it was [...] then.": false, "See [my site](https://example.com).": false, "Use a[i] there.": false, "Mail <ada@example.com> please.": false,
		"See <https://example.com/name>.": false, "It is <b>bold</b>.": false, "It costs $300.": false, "50% of the 20% we had.": false, "{\"a\": 1}": false, "It was [not kidding] loud.": false, "On [Tuesday] we met.": false, "I met [Interviewer] there.": true, "I love [school].": true, "I love {{societe}}.": true, "I love {societe}.": true, "I love <societe>.": true, "The set {a} is open.": false, "The XYZ stage moves.": false, "All XYZ axes move.": false, "At ??? I was glad.": true, "At Company Name I was glad.": true, "I met him [the one with the hat] there.": false, "It fell [the last one, I promise] over.": false, "Use `{ allow: true }` there.": false,
		"I loved [topic we talked about].": true, "I love [your favourite project].": true, "On TT.MM.JJJJ we met.": true, "On DD/MM we met.": true, "I hope to join NAME OF LIBRARY soon.": true, "THE NAME OF THE ROSE is a book.": false, "I began in [PREVIOUS JOB OF MINE] once.": true, "xylophone": false, "The company name is nice.": false,
	} {
		if got := finds(noteOf(text), Placeholder); got != want {
			t.Errorf("%q: placeholder %v, want %v", text, got, want)
		}
	}
	if finds(noteOf("We spoke of the XYZ stage.", "the XYZ stage"), Placeholder) {
		t.Error("what stands in a topic is no placeholder")
	}
}

// TestOtherEmployers: a name after what one wants to do there is the employer's, or a wrong one.
func TestOtherEmployers(t *testing.T) {
	for text, want := range map[string]bool{
		"I would love to start my apprenticeship at Dawson Heating.": true, "I would be glad to be a planner at Castleford Savings.": true, "I want to work at the Castleford Savings.": true,
		"I would love to carry what I know over to Halcyon Mutual.": true, "It would be an honour to represent Meridian Health.": true, "I would love to hear how you deliver to the clinics.": false, "I built this for Halcyon Mutual and would love to show it.": false, "I want to work at Finn Logistics.": false, "I used to be a planner at Castleford Savings.": false, "I would like to work at XYZ Logistics.": false, "I want to work at the depot.": false,
	} {
		if got := finds(noteOf(text), WrongAddressee); got != want {
			t.Errorf("%q: wrong employer %v, want %v", text, got, want)
		}
	}
}

// TestCopies edits every nth word of a copy: a few edits leave it one.
func TestCopies(t *testing.T) {
	var words []string
	for i := range 80 {
		words = append(words, fmt.Sprintf("w%dx", i))
	}
	edited := func(every int) string {
		out := slices.Clone(words)
		for i := every - 1; every > 0 && i < len(out); i += every {
			out[i] = "other" + out[i]
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		text string
		want bool
	}{
		{edited(0), true},
		{edited(20), true},
		{edited(8), true},
		{edited(5), true},
		{edited(3), false},
		{strings.Join(words[:60], " ") + " one two three four five six seven eight nine ten", true},
		{strings.Join(words[:40], " ") + strings.Repeat(" new", 40), false},
		{strings.Join(words[60:], " ") + " " + strings.Join(words[:60], " "), true},
		{"too few words here", false},
	} {
		n := noteOf(strings.Join(words, " "))
		n.Meeting.Interviewers = append(n.Meeting.Interviewers, events.Interviewer{ID: "b", Name: "Priya Natarajan"})
		n.Others = []OtherNote{{InterviewerID: "b", Text: "Dear Priya,\n\n" + c.text + "\n\nBest,\nJordan"}}
		if got := finds(n, Copied); got != c.want {
			t.Errorf("%.60s...: copied %v, want %v", c.text, got, c.want)
		}
		n.Others[0].InterviewerID = "a"
		if finds(n, Copied) {
			t.Errorf("%.60s...: an own draft to the same interviewer is no copy", c.text)
		}
	}
}

// TestCopiesWithOtherNames: names and titles are what one changes in a copy.
func TestCopiesWithOtherNames(t *testing.T) {
	text := strings.Repeat("Mr. Finn was kind to me and Finn was good. ", 4)
	n := noteOf(text)
	n.Meeting.Interviewers = append(n.Meeting.Interviewers, events.Interviewer{ID: "b", Name: "Priya Natarajan"})
	n.Others = []OtherNote{{InterviewerID: "b", Text: strings.ReplaceAll(strings.ReplaceAll(text, "Mr. ", "Dr. "), "Finn", "Natarajan")}}
	if !finds(n, Copied) {
		t.Error("a copy with other names was not found")
	}
}

// TestNearlyAnotherInterviewer: a misspelt name means this interviewer, unless it is another's name as it stands.
func TestNearlyAnotherInterviewer(t *testing.T) {
	n := noteOf("Thank you for the depot.")
	n.Text = strings.Replace(n.Text, "Finn", "Fink", 1)
	if finds(n, WrongAddressee) {
		t.Error("a typing error greets somebody else")
	}
	n.Meeting.Interviewers = append(n.Meeting.Interviewers, events.Interviewer{ID: "b", Name: "Rosa Fink"})
	if !finds(n, WrongAddressee) {
		t.Error("the name of another interviewer was taken for a typing error")
	}
}

// TestOneStockSentence is no template yet.
func TestOneStockSentence(t *testing.T) {
	if finds(noteOf("Thank you for taking the time to meet with me."), StockPhrases) {
		t.Error("one sentence is called a template")
	}
	if !finds(noteOf("Thank you for taking the time to meet with me. I look forward to hearing from you."), StockPhrases) {
		t.Error("two template sentences and nothing else are none")
	}
}

// TestPushyOnRecord: to speak of salaries is not to ask for one where they were the topic.
func TestPushyOnRecord(t *testing.T) {
	text := "Your remarks about the salary bands of small towns were new to me."
	if !finds(noteOf(text, "the depot in Newark"), Pushy) || finds(noteOf(text, "salary bands"), Pushy) {
		t.Error("a topic on record must not be called pushy, and the same words without it must")
	}
}
