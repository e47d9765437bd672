package coach

import (
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// TestPhrases adds one sentence to a note that is specific and tells whether a code is found then.
func TestPhrases(t *testing.T) {
	rest := map[string]string{
		"en": "We talked about the depot in Newark for long. ",
		"de": "Wir haben lange über das neue Depot in Newark gesprochen und ich habe viel gelernt. ",
		"es": "Hablamos mucho de lo que será el nuevo depot en Newark y de cómo es. ",
		"fr": "Nous avons parlé du nouveau depot de Newark et de ce que vous en faites. ",
	}
	for code, cases := range map[Code][]struct {
		text, locale string
		want         bool
	}{
		NoThanks: {
			{"I appreciate you meeting with me.", "en", false},
			{"I'm thankful for the talk.", "en", false},
			{"My thanks for a great afternoon.", "en", false},
			{"I can't thank you enough.", "en", false},
			{"Much obliged for your time.", "en", false},
			{"I appreciated our talk.", "en", false},
			{"It was nice to meet you.", "en", true},
			{"Thanks to you I now know more, and thank you for that.", "en", false},
			{"I would appreciate a quick answer.", "en", true},
			{"Customers thanked me often.", "en", true},
			{"Thank you in advance.", "en", true},
			{"I really enjoyed it and would be grateful for an update.", "en", true},
			{"It meant a lot to me that you took the time; I'm grateful.", "en", false},
			{"Ich weiß Ihre Zeit sehr zu schätzen.", "de", false},
			{"Ich möchte mich herzlich bedanken.", "de", false},
			{"Dank meiner Ausbildung kann ich das.", "de", true},
			{"Le estoy muy agradecida por su tiempo.", "es", false},
			{"Gracias a mi formación puedo ayudar.", "es", true},
			{"Je tiens à vous remercier.", "fr", false},
			{"Un grand merci pour votre accueil.", "fr", false},
			{"Grâce à vous, je connais le site.", "fr", true},
		},
		WrongAddressee: {
			{"I would love to join the Sunrise ward.", "en", false},
			{"I would love to join the Emerald Unit.", "en", false},
			{"Thank you Priya for your time.", "en", true},
			{"Danke Priya für die Zeit.", "de", true},
			{"Please thank Priya for her time.", "en", false},
			{"I also spoke to Priya about it.", "en", false},
			{"I would love to work at Boston Dynamics.", "en", true},
			{"I would love to be part of the Emergency Department.", "en", false},
			{"I would love to join Dr. Smith in the lab.", "en", false},
			{"I look forward to the position at Globex Logistics.", "en", true},
			{"Ich möchte gern für Kinder da sein.", "de", false},
			{"Ich würde gern bei Projekten in Hamburg mithelfen.", "de", false},
			{"Die Stelle in Hamburg interessiert mich.", "de", false},
			{"Ich möchte gern für Globex arbeiten.", "de", true},
			{"Me gustaría trabajar en Barcelona.", "es", false},
			{"Le poste à Toulouse m'intéresse.", "fr", false},
			{"I am excited to join Finn Logistics.", "en", false},
			{"I am excited to join Finn.", "en", false},
			{"I am excited to join Globex.", "en", true},
			{"I would love to work at Globex.", "en", true},
			{"I want to work for Initech Solutions.", "en", true},
			{"I worked at Globex for ten years.", "en", false},
			{"During my time at Globex I led a team.", "en", false},
			{"In my role at Globex I planned.", "en", false},
			{"At Globex, I planned.", "en", false},
			{"I left Globex to find this.", "en", false},
			{"I am very interested in the role at Globex.", "en", true},
			{"Thank you for the opportunity to interview at Globex.", "en", true},
			{"I'd love to be part of Globex.", "en", true},
			{"I look forward to joining the Globex team.", "en", true},
			{"I look forward to joining the Newark team.", "en", false},
			{"I look forward to joining the Operations team.", "en", false},
			{"I hope to join you in May.", "en", false},
			{"I would bring ten years of SAP to Finn Logistics.", "en", false},
			{"My experience with Oracle at Globex would bring much to Finn.", "en", false},
			{"I know I could contribute a lot to Globex.", "en", true},
			{"The Warehouse Planner position at Globex is what I want.", "en", true},
			{"The position of Warehouse Planner with Globex Corporation appeals to me.", "en", true},
			{"I am eager to help Globex grow.", "en", true},
			{"Thank you, Priya, for your time.", "en", true},
			{"It was great to meet you, Robert.", "en", false},
			{"Please greet Priya from me.", "en", false},
			{"Priya, thank you for your time.", "en", true},
			{"Ich würde gern bei Globex arbeiten.", "de", true},
			{"Bei Globex habe ich zehn Jahre gearbeitet.", "de", false},
			{"Ich freue mich darauf, Teil von Globex zu werden.", "de", true},
			{"Ich würde gern bei Ihnen in Newark arbeiten.", "de", false},
			{"Ich möchte gern für Sie und Ihr Team arbeiten.", "de", false},
			{"Die Stelle bei der Globex AG interessiert mich.", "de", true},
			{"Me gustaría trabajar en Globex.", "es", true},
			{"Trabajé en Globex diez años.", "es", false},
			{"Quiero formar parte de Finn Logistics.", "es", false},
			{"Me encantaría unirme a Globex.", "es", true},
			{"J'aimerais rejoindre Globex.", "fr", true},
			{"J'ai travaillé chez Globex dix ans.", "fr", false},
			{"Je serais ravi de travailler chez Globex.", "fr", true},
			{"Je serais ravi de vous rejoindre à Newark.", "fr", false},
		},
		Pushy: {
			{"Please tell me whether I got the job.", "en", true},
			{"What is the salary range?", "en", true},
			{"Could you tell me when you expect to decide?", "en", false},
			{"I apologize for being late.", "en", true},
			{"I was sorry to hear that the old depot must close.", "en", false},
			{"I look forward to your decision.", "en", false},
			{"I need an answer by Monday.", "en", true},
			{"Please consider me for the role.", "en", true},
			{"I hope you will choose me.", "en", true},
			{"Could we talk about compensation?", "en", true},
			{"I know I lack the degree, but please make an exception.", "en", true},
			{"Have you made a decision yet?", "en", true},
			{"I look forward to hearing from you.", "en", false},
		},
		AskTimeline: {
			{"May I ask what the next steps are?", "en", false},
			{"I look forward to the next steps.", "en", true},
			{"When do you think you will make a decision?", "en", false},
			{"Could you let me know roughly when I might hear back?", "en", false},
			{"What does the timeline look like from here?", "en", false},
			{"Do you have a sense of when you'll decide?", "en", false},
			{"Is there a timeline for the decision?", "en", false},
			{"I wonder when you plan to decide.", "en", false},
			{"Wissen Sie schon, wann Sie entscheiden?", "de", false},
			{"¿Para cuándo esperan decidir?", "es", false},
			{"Savez-vous quand vous prendrez votre décision ?", "fr", false},
		},
		NoValue: {
			{"I have ten years in retail.", "en", false},
			{"As a nurse I learned to stay calm.", "en", false},
			{"My skills and experience fit well.", "en", true},
			{"Having run a bakery, I know ovens.", "en", false},
			{"I speak Polish and drive a forklift.", "en", false},
			{"My degree in physics helps.", "en", false},
			{"I used to repair cranes.", "en", false},
		},
		NoInterest: {
			{"I want to work with you.", "en", false},
			{"I remain interested.", "en", false},
			{"This is the job I want.", "en", false},
			{"I'd jump at it.", "en", false},
			{"I hope we get to work together.", "en", false},
			{"I look forward to hearing from you.", "en", true},
			{"I would be proud to be on your crew.", "en", false},
			{"The position sounds like a perfect next step for me.", "en", false},
			{"I would like to know more.", "en", true},
			{"I'm excited about the opportunity.", "en", false},
			{"I'm enthusiastic about this role.", "en", false},
			{"I am looking forward to a possible collaboration.", "en", false},
		},
	} {
		for _, c := range cases {
			n := noteOf(rest[c.locale]+c.text, "the new depot in Newark")
			n.Locale = c.locale
			n.Meeting.Interviewers = append(n.Meeting.Interviewers, events.Interviewer{ID: "b", Name: "Priya Natarajan"})
			if got := finds(n, code); got != c.want {
				t.Errorf("%s in %q: %v, want %v", code, c.text, got, c.want)
			}
		}
	}
}
