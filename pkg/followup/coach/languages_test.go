package coach

import "testing"

// TestLanguages tells of German, Spanish and French what TestPhrases tells of English: one sentence more, and whether a code is found.
func TestLanguages(t *testing.T) {
	rest := map[string]string{
		"de": "Wir haben lange über das neue Depot in Newark gesprochen. ",
		"es": "Hablamos mucho de lo que será el nuevo depot en Newark. ",
		"fr": "Nous avons parlé du nouveau depot de Newark. ",
	}
	for code, cases := range map[Code][]struct {
		text, locale string
		want         bool
	}{
		NoThanks: {
			{"Das war sehr nett von Ihnen.", "de", false},
			{"Dass Sie sich die Zeit nahmen, rechne ich Ihnen hoch an.", "de", false},
			{"Vergelt's Gott für den Vormittag!", "de", false},
			{"Haben Sie herzlichen Dank.", "de", false},
			{"Dank Ihnen weiß ich nun mehr.", "de", false},
			{"Dank guter Planung lief alles.", "de", true},
			{"Die Kunden haben sich oft bedankt.", "de", true},
			{"Ich wäre Ihnen dankbar, wenn Sie anrufen.", "de", true},
			{"Muchas grasias por todo.", "es", false},
			{"Le quedo muy agradecida.", "es", false},
			{"Fue muy amable de su parte.", "es", false},
			{"Los vecinos siempre me dieron las gracias.", "es", true},
			{"Estoy agradecido con la vida.", "es", true},
			{"Mille mercis pour la visite.", "fr", false},
			{"C'est gentil d'avoir pris ce moment.", "fr", false},
			{"Je vous sais gré de votre temps.", "fr", false},
			{"Je tenais à vous dire merci.", "fr", false},
			{"Nous étions à la merci du vent.", "fr", true},
			{"Les clients disaient merci.", "fr", true},
			{"Mon chef m'a remercié pour cela.", "fr", true},
			{"J'ai développé une reconnaissance vocale.", "fr", true},
			{"On sait que les visiteurs de mon stage me remerciaient.", "fr", true},
			{"Los vecinos siempre agradecían la fiesta.", "es", true},
		},
		NoInterest: {
			{"Die Stelle hätte ich sehr gern.", "de", false},
			{"Ich wäre sofort dabei.", "de", false},
			{"Ich hab echt Bock auf den Job.", "de", false},
			{"Über eine Zusage würde ich mich freuen.", "de", false},
			{"Ich bewerbe mich um Ihre Stelle.", "de", false},
			{"Ich freue mich auf Ihre Antwort.", "de", true},
			{"Ich möchte mich sehr herzlich bedanken.", "de", true},
			{"Ich würde Sie gern etwas fragen.", "de", true},
			{"Es hat mich gefreut, Sie zu treffen.", "de", true},
			{"Contad conmigo.", "es", false},
			{"Ojalá pueda estrenarlo con vosotros.", "es", false},
			{"Querría ser uno de sus guías.", "es", false},
			{"Me muero de ganas de empezar.", "es", false},
			{"Quisiera agradecerle su tiempo.", "es", true},
			{"Espero que se encuentre bien.", "es", true},
			{"Me gustaría preguntarle algo.", "es", true},
			{"Je suis partante.", "fr", false},
			{"Ce poste, je le veux.", "fr", false},
			{"Je ne demande qu'à recommencer chez vous.", "fr", false},
			{"Je croise les doigts.", "fr", false},
			{"Geben Sie mir eine Schürze, und ich fange an.", "de", false},
			{"Soy la persona que están buscando.", "es", false},
			{"Je suis à vous dès lundi.", "fr", false},
			{"Je tenais à vous remercier.", "fr", true},
			{"Je suis ravie d'avoir fait votre connaissance.", "fr", true},
			{"J'espère que vous allez bien.", "fr", true},
		},
		NoValue: {
			{"Bei Globex habe ich zwei Lager umgebaut.", "de", false},
			{"Als gelernte Köchin kenne ich Öfen.", "de", false},
			{"Im Helpdesk hatten wir eine Tafel mit Magneten.", "de", false},
			{"Ich habe einen sehr guten Eindruck gewonnen.", "de", true},
			{"Mein Interesse an der Stelle ist groß.", "de", true},
			{"En el hostal nos pasaba con los autobuses.", "es", false},
			{"Como maestra he llevado a niños a museos.", "es", false},
			{"Mi interés por el puesto es grande.", "es", true},
			{"Chez un imprimeur j'ai trié des tickets.", "fr", false},
			{"Douze ans de transport m'ont rendue matinale.", "fr", false},
			{"Cet échange m'a permis de mieux comprendre.", "fr", true},
			{"Je tenais à vous écrire.", "fr", true},
		},
		Pushy: {
			{"Bitte geben Sie mir bis Freitag Bescheid, ob ich die Stelle bekomme.", "de", true},
			{"Unter 52.000 Euro kann ich nicht anfangen.", "de", true},
			{"Ich kann sofort loslegen.", "de", false},
			{"Entschuldigung noch einmal für die Schuhe.", "de", false},
			{"Ich möchte mich aufrichtig entschuldigen.", "de", true},
			{"Lassen Sie mich bitte wissen, wenn Sie Zeugnisse brauchen.", "de", false},
			{"¿Puede decirme hoy mismo si estoy contratada?", "es", true},
			{"Se lo ruego, necesito trabajar.", "es", true},
			{"La gente perdona la espera.", "es", false},
			{"Perdona otra vez por llegar tarde.", "es", false},
			{"Le pido disculpas por mis nervios.", "es", true},
			{"Le ruego reciba un cordial saludo.", "es", false},
			{"Il me faut une réponse ferme demain.", "fr", true},
			{"Je peux commencer au plus vite.", "fr", false},
			{"J'ai appris à vendre sans m'excuser.", "fr", false},
			{"Merci, et désolée d'avoir renversé le seau !", "fr", false},
			{"Je suis vraiment désolée.", "fr", true},
			{"J'ai d'autres pistes et je ne peux attendre.", "fr", true},
		},
		AskTimeline: {
			{"¿Sabes cuándo diréis algo?", "es", false},
			{"Auriez-vous une idée de la date de votre réponse ?", "fr", false},
			{"Quand on aime, on ne compte pas.", "fr", true},
		},
		WrongAddressee: {
			{"Ich würde mich freuen, zum Team der Kita Regenbogen zu gehören.", "de", true},
			{"Ich weiß Ihr Wort zur Bereitschaft zu schätzen.", "de", false},
			{"Me encantaría contarla como guía del Museo de Levante.", "es", true},
			{"Tengo ganas de empezar en el Restaurante La Barca.", "es", true},
			{"Entrar en Japón me parece bien.", "es", false},
			{"J'aimerais beaucoup travailler au Musée de la Dentelle.", "fr", true},
			{"Je rêve de faire partie d'Alstom.", "fr", true},
			{"J'ai fait partie d'Alstom.", "fr", false},
		},
	} {
		for _, c := range cases {
			n := noteOf(rest[c.locale]+c.text, "the new depot in Newark")
			n.Locale = c.locale
			if got := finds(n, code); got != c.want {
				t.Errorf("%s in %q: %v, want %v", code, c.text, got, c.want)
			}
		}
	}
}
