package coach

import (
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// nameParts returns the folded words of a person's name that greet them: without titles.
func nameParts(name string) []string {
	return slices.DeleteFunc(wordsOf(name), func(w string) bool { return titles[w] })
}

// sameName reports whether a greeted word means a word of a name: itself, its initial, a usual
// short form, its first syllable, or the same with one typing error.
func sameName(said, name string, surname bool) bool {
	switch {
	case said == name:
		return true
	case len(said) == 1:
		return strings.HasPrefix(name, said)
	case umlautless(said) == umlautless(name):
		return true
	case shortForms(said, name), !surname && len(said) == 3 && len(name) >= 6 && strings.HasPrefix(name, said):
		return true
	case len(said) < 4 || len(name) < 4 || distance(said, name) > 1:
		return false
	case surname:
		return true
	default:
		// Another first name is often one letter away at its end (Daniel, Daniela; Mark, Mary); a slip of the fingers is inside.
		n := min(len(said), len(name))
		return n >= 5 && said[0] == name[0] && said[len(said)-1] == name[len(name)-1]
	}
}

// umlautless spells umlauts the short way, so that Müller, Muller and Mueller meet.
func umlautless(s string) string {
	return strings.NewReplacer("ae", "a", "oe", "o", "ue", "u").Replace(s)
}

// exactly reports whether a word is a word of a person's name as it stands, or a short form of it.
func exactly(said string, person events.Interviewer) bool {
	return slices.ContainsFunc(nameParts(person.Name), func(n string) bool {
		return len(said) > 1 && !particles[said] && (said == n || umlautless(said) == umlautless(n) || shortForms(said, n))
	})
}

// meant reports whether the greeted words can mean a person, all of them but for particles and middle names.
func meant(said []string, person events.Interviewer) bool {
	parts := nameParts(person.Name)
	if len(parts) == 0 || len(said) == 0 {
		return false
	}
	if strings.Join(said, "") == strings.Join(parts, "") {
		return true
	}
	matches := func(w string) bool {
		if len(w) == 1 && len(said) == 1 {
			return false // an initial alone greets nobody
		}
		for i, p := range parts {
			if sameName(w, p, i == len(parts)-1 || strings.Contains(person.Name, ",") && i == 0) {
				return true
			}
		}
		return false
	}
	joined := strings.Join(said, "")
	if slices.ContainsFunc(parts, func(p string) bool { return p == joined }) {
		return true
	}
	for i := range len(parts) - 1 { // Annemarie for Anne-Marie
		if parts[i]+parts[i+1] == said[0] && (len(said) == 1 || matches(said[len(said)-1])) {
			return true
		}
	}
	first, last := said[0], said[len(said)-1]
	if !matches(first) && !particles[first] || !matches(last) {
		return false
	}
	for _, w := range said {
		if !matches(w) && !particles[w] && len(said) < 3 {
			return false
		}
	}
	return true
}

// shortForms reports whether two first names are forms of one (Bob and Robert, Pepe and José).
func shortForms(a, b string) bool {
	for _, group := range nameGroups[a] {
		if slices.Contains(nameGroups[b], group) {
			return true
		}
	}
	return false
}

// nameGroups gives each name the groups of forms that it belongs to.
var nameGroups = func() map[string][]int {
	groups := map[string][]int{}
	for i, line := range strings.Split(strings.TrimSpace(firstNames), "\n") {
		for name := range strings.FieldsSeq(line) {
			groups[name] = append(groups[name], i)
		}
	}
	return groups
}()

// firstNames are the usual forms of first names, one group a line, folded.
const firstNames = `
robert rob bob bobby robbie bert
robert robbe
william will bill billy liam willy
richard rick dick rich ricky richie
steven stephen steve stefan
stephen steph
stephanie steph steffi stefanie
stefan steffen steff
elizabeth liz beth betty eliza lizzie libby elisabeth lisa elise lizzy
elisabeth lisa sissi elli betty lisbeth
katherine catherine kate kathy katie cathy kathryn kat katharine kit
katharina kathi katja kati kathrin katrin
thomas tom tommy
michael mike mick mikey micha michi
james jim jimmy jamie
john jack johnny jon
jonathan jon jonny johnny nathan
johannes hans hannes johann jo
joseph joe joey josef
josef sepp joschi
jose pepe josep
josefa pepa josefina
francisco paco fran pancho curro kiko
francisca paca paqui fran
ignacio nacho
manuel manolo manu
jesus chus suso
enrique quique kike
guillermo guille memo
alberto beto tito
roberto beto tito rober
antonio tono toni antoni
dolores lola
concepcion concha conchi
rosario charo
isabel isa
mercedes merche
pilar pili
teresa tere maite
guadalupe lupe
eduardo edu lalo
rafael rafa
javier javi xavi
alejandro alex jandro ale
alejandra alex ale
fernando nando fer
miguel micky miki
santiago santi
sebastian seb basti
gabriel gabi gabe
gabriele gabriela gabriella gabi
daniel dan danny dani
daniela daniella dani
danielle dani
david dave davy davey
edward ed eddie ted ned teddy
edmund ed ted
theodore ted theo teddy
theodor theo
anthony tony ant
andrew andy drew
andreas andi andy
andrea andi
alexander alex sandy xander alec sascha
alexandra alex sandra sandy lexi
alexandre alex
alexis alex
samuel sam sammy
samantha sam sammy
benjamin ben benny benji
christopher chris kit topher
christoph chris
christian chris
christine chris christina tina chrissy kirsten
christiane christa
christophe chris
matthew matt
matthias matze mathias hias
matthieu matt
nicholas nick nicky nicolas
nikolaus klaus niko nick
nicole nicky nikki
patrick pat paddy
patricia pat patty tricia trish patti
peter pete
philip phil phillip philipp
philippe phil
gregory greg
gerald gerry jerry
gerard gerry ged
jeffrey jeff geoffrey geoff
jeremy jerry jem
jennifer jen jenny jenn
jessica jess jessie
joanna jo joanne joan
susan sue susie suzanne suzy
susanne susi sanne
margaret maggie meg peggy marge madge greta
margarete grete gretel greta
margarita marga rita
marguerite margot
deborah deb debbie debra
barbara barb babs barbie
rebecca becky becca
victoria vicky tori vic
victor vic
virginia ginny
veronica ronnie vero
ronald ron ronnie
donald don donnie
kenneth ken kenny
lawrence larry laurie
laurence laurie
leonard leo len lenny
leopold leo poldi
lucas luke luca
ludwig lutz wiggerl
frederick fred freddie
frederic fred
friedrich fritz fred
alfred fred alf alfie
albert al bert
allan al alan allen
charles charlie chuck chas
charlotte charlie lotte
karl charly
timothy tim timmy
zachary zach zack
vincent vince vinnie vinz
raymond ray
rachel rach
abigail abby gail
amanda mandy
angela angie
angelika geli angie
cynthia cindy
dorothy dot dottie
dorothea doro thea
eleanor ellie nell nora
emily em emmy
florence flo
frances fran
francis frank fran
frank franky
franziska franzi
franz franzl
georg schorsch jorg
george georgie
gertrude trudy
hannah hanna
harold harry hal
henry harry hank hal
heinrich heinz heiner
helen nell
helene leni lena
herbert bert herb
jacob jake
jakob jockel
jacqueline jackie
janet jan
joaquin quino ximo
josephine jo josie
joshua josh
judith judy
julian jules
julia jules
katarina kata
kimberly kim
kristina tina kris
leslie les
louis lou
louise lou
lucia lucy
lucille lucy
luis lucho
madeleine maddie
magdalena lena magda leni
maria mia mariechen
martin marty
martina tina
maximilian max
maxwell max
maxime max
melanie mel
melissa mel lissa
mohammed mohamed muhammad mo
natalie nat
nathaniel nate nat nathan
nathan nate
oliver ollie
pamela pam
penelope penny
regina gina
reinhard reini
rodney rod
roger rog
rosemary rosie
sabine bine
sarah sally sadie
sophia sophie
stanley stan
stuart stu
sylvia sylvie
tamara tammy
terence terry
theresa terry tess tessa
tobias tobi toby
ulrich uli
ulrike uli
ursula uschi ulla
valerie val
vanessa nessa
walter walt wally
wilhelm willi willy helmut
wolfgang wolf
yvonne yve
xavier xavi
emmanuel manu
emmanuelle manu
jeanpierre jp
jean johnny
genevieve ginette
catherine cathy
beatrice bea
beatriz bea
dominique dom
dominic dom nick
sandrine sandy
pascal pasc
laetitia leti
leticia leti
monica moni
monika moni
manuela manu
alexander sasha sacha alexis
alexandra sasha sacha
benoit ben
nicolas nico
sebastien seb
matthieu mat
maximilien max
caroline caro
carolina caro
veronique vero
laurent lolo
jesus chuy
antonio toni
ignacio iggy
montserrat montse
consuelo chelo
elisabeth lisi
wolfgang wolfi
alejandro sandro
mikhail misha mike
michael misha
dmitri dima mitya
dmitry dima mitya
maria masha mari
anna anya annie ann
anne annie
vladimir vlad volodya
ekaterina katya kate
natalia natasha nat
evgeny zhenya gene
eugene gene
krzysztof kris chris
katarzyna kasia
malgorzata gosia
agnieszka aga
tomasz tomek tom
giovanni gianni
giuseppe beppe
francesco franco
abdul abdel
mohamed moh
bethan beth
bethany beth
`
