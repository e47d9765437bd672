package message_test

import (
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

var (
	hidden = regexp.MustCompile(`(?s)<head>.*</head>|<div style="display:none.*?</div>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
	// addresses are links in the text part; in the HTML part one taps on the words before them.
	addresses = regexp.MustCompile(` <https://[^>]*>`)
	marks     = regexp.MustCompile(`(?m)^(  \| ?|- |-> |-- $)`)
)

func TestTextAndHTMLSayTheSame(t *testing.T) {
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		sample.Situation.Brand.Footer = "Acme Careers & Co\n1 Main Street"
		mail := render(t, ts, sample.Situation, events.Email)
		shown := strings.Fields(strings.ReplaceAll(html.UnescapeString(tags.ReplaceAllString(hidden.ReplaceAllString(mail.HTML, ""), " ")), " · ", " "))
		plain := strings.Fields(addresses.ReplaceAllString(marks.ReplaceAllString(mail.Text, ""), ""))
		// Where a tag ends before a full stop, the HTML side has a space more.
		if diff := cmp.Diff(strings.Join(plain, ""), strings.Join(shown, "")); diff != "" {
			t.Errorf("(-text +html):\n%s", diff)
		}
	})
}

func TestHTMLNeedsNothingFromOutside(t *testing.T) {
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		page := render(t, ts, sample.Situation, events.Email).HTML
		page = regexp.MustCompile(`<a href="[^"]*"`).ReplaceAllString(page, "<a")
		for _, outside := range []string{"<img", "http://", "https://", "url(", "<script", "@import", "ZgotmplZ"} {
			if strings.Contains(page, outside) {
				t.Errorf("the page has %q", outside)
			}
		}
		for _, wanted := range []string{"prefers-color-scheme: dark", `name="color-scheme"`, `lang="` + sample.Situation.Locale + `"`} {
			if !strings.Contains(page, wanted) {
				t.Errorf("the page lacks %q", wanted)
			}
		}
	})
}

// inline finds an element with a style of its own: its class, if it has one, and the style.
var inline = regexp.MustCompile(`<(\w+)[^>]*?(?: class="(\w+)")? style="([^"]*)"`)

// TestDarkModeIsReadable checks that whatever has a light background or dark letters of its own
// gets both anew in dark mode: with one of them alone, dark letters stand on dark ground.
func TestDarkModeIsReadable(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.Samples() {
		sample.Situation.Brand.Footer = "1 Main Street"
		page := render(t, ts, sample.Situation, events.Email).HTML
		_, after, _ := strings.Cut(page, "prefers-color-scheme: dark) {")
		dark, body, _ := strings.Cut(after, "</style>")
		changed := func(selector, property string) bool {
			for rule := range strings.SplitSeq(dark, "}") {
				names, declarations, _ := strings.Cut(rule, "{")
				for name := range strings.SplitSeq(names, ",") {
					if strings.TrimSpace(name) == selector && strings.Contains(" "+declarations, " "+property+":") {
						return true
					}
				}
			}
			return false
		}
		for _, element := range inline.FindAllStringSubmatch(body, -1) {
			selector := ".card " + element[1]
			if element[2] != "" {
				selector = "." + element[2]
			}
			style := ";" + element[3]
			if strings.Contains(style, ";background:") && (!changed(selector, "background") || !changed(selector, "color")) {
				t.Errorf("%s: %s keeps its ground or its letters in dark mode", sample.Name, selector)
			}
			if strings.Contains(style, ";color:") && !changed(selector, "color") {
				t.Errorf("%s: %s keeps its dark letters in dark mode", sample.Name, selector)
			}
		}
	}
}

func TestWhatPeopleTypedStaysText(t *testing.T) {
	ts := templates(t)
	for _, sample := range message.Samples() {
		s := sample.Situation
		s.Brief.Meeting.Employer.Name = `<script>alert(1)</script> "&" Co`
		s.Brief.Meeting.Candidate.Name = "{{.Name}} <b>Bold</b>"
		s.Brief.Meeting.Position.Title = "\x02javascript:alert(1)\x1fClerk\x03"
		s.Brand = events.Brand{Color: "red;background:url(https://evil.example)", Footer: "<i>x</i>"}
		mail := render(t, ts, s, events.Email)
		for _, raw := range []string{"<script>", "<b>", "<i>", "evil.example", "javascript:"} {
			if strings.Contains(mail.HTML, raw) {
				t.Errorf("%s: the page has %q", sample.Name, raw)
			}
		}
	}
}

func TestBrand(t *testing.T) {
	s := unlinked(message.Samples()[0].Situation)
	s.Brand = events.Brand{SenderName: "Acme Careers", Color: "#123abc", Logo: "https://acme.example/logo.png", Footer: "1 Main Street"}
	mail := render(t, templates(t), s, events.Email)
	for _, want := range []string{"#123abc", `src="https://acme.example/logo.png"`, `alt="Acme Careers"`, "1 Main Street"} {
		if !strings.Contains(mail.HTML, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if !strings.HasSuffix(mail.Text, "Acme Careers\n\n-- \n1 Main Street\n") {
		t.Errorf("the text ends %q", mail.Text[len(mail.Text)-60:])
	}
}

// branded is a page with everything that a page can have.
func branded(t *testing.T) string {
	t.Helper()
	s := sampleNamed(t, "check_in")
	s.Page, s.Unsubscribe = "https://afterword.example.org/f/token", "https://afterword.example.org/unsubscribe/token"
	s.Brand = events.Brand{SenderName: "Acme Careers", Color: "#123abc", Logo: "https://acme.example/logo.png", Footer: "Acme & Co\n1 Main Street"}
	return render(t, templates(t), s, events.Email).HTML
}

// What stands after the preheader in the page must not stand after it in the list of letters.
func TestThePreheaderIsPadded(t *testing.T) {
	first := html.UnescapeString(tags.ReplaceAllString(regexp.MustCompile(`(?s)<div style="display:none.*?</div>`).FindString(branded(t)), ""))
	preheader := "What to say if you call, and what to write if you email."
	rest, ok := strings.CutPrefix(first, preheader)
	if !ok || utf8.RuneCountInString(first) < message.MaxPreheader {
		t.Errorf("the hidden line is %q; want the preheader and padding to %d characters", first, message.MaxPreheader)
	}
	if strings.Trim(rest, "\u034f\u200c\u00a0") != "" {
		t.Errorf("the padding shows %q", rest)
	}
}

func TestTheFooterKeepsItsLines(t *testing.T) {
	if !strings.Contains(branded(t), "Acme &amp; Co<br>1 Main Street</p>") {
		t.Error("the lines of the footer are not lines on the page")
	}
}

func TestAPageWithoutImagesIsWhole(t *testing.T) {
	images := regexp.MustCompile(`<img[^>]*>`).FindAllString(branded(t), -1)
	if len(images) != 1 || !strings.Contains(images[0], `alt="Acme Careers"`) {
		t.Errorf("the images are %q; want the logo, which says whose it is", images)
	}
}

// Outlook on the web has a mark of its own for dark mode.
func TestDarkModeHasTheSameRulesOnOutlookOnline(t *testing.T) {
	style, _, _ := strings.Cut(branded(t), "</style>")
	_, dark, _ := strings.Cut(style, "prefers-color-scheme: dark) {")
	everywhere, outlook, found := strings.Cut(dark, "\n}\n")
	if diff := cmp.Diff(strings.TrimSpace(everywhere), strings.TrimSpace(strings.ReplaceAll(outlook, "[data-ogsc] ", ""))); diff != "" || !found || !strings.Contains(outlook, "[data-ogsc] .card p, [data-ogsc] .card li") {
		t.Errorf("(-everywhere +outlook):\n%s", diff)
	}
}

// Letters stand out from their ground by 4.5 to 1 at least (WCAG 2.2, 1.4.3), by day and by night.
func TestContrast(t *testing.T) {
	page, grounds := branded(t), regexp.MustCompile(`background: ?#\w+`)
	pair := func(where, style string) {
		ground, ink := regexp.MustCompile(`background: ?(#\w+)`).FindStringSubmatch(style), regexp.MustCompile(`(?:^|[; ])color: ?(#\w+)`).FindStringSubmatch(style)
		if ground == nil || ink == nil {
			t.Errorf("%s has not both ground and letters: %s", where, style)
			return
		}
		if ratio := contrast(t, ground[1], ink[1]); ratio < 4.5 {
			t.Errorf("%s: %s on %s is %.1f to 1", where, ink[1], ground[1], ratio)
		}
	}
	light := map[string]string{}
	for _, element := range inline.FindAllStringSubmatch(page, -1) {
		if element[2] != "" {
			light[element[2]] = element[3]
		}
		if element[1] == "a" {
			light["link"] = element[3]
		}
	}
	dark := map[string]string{}
	for _, rule := range regexp.MustCompile(`(?m)^([^{\n]*) \{ (.*) \}$`).FindAllStringSubmatch(page, -1) {
		for name := range strings.SplitSeq(rule[1], ", ") {
			dark[strings.TrimPrefix(name, ".")] = rule[2]
		}
	}
	for mode, styles := range map[string]map[string]string{"light": light, "dark": dark} {
		link := styles["link"] + styles["card a"]
		for _, ground := range []string{"page", "card", "say", "step", "logo"} {
			pair(mode+" "+ground, styles[ground])
			if ground != "page" && ground != "logo" {
				pair(mode+" link on "+ground, grounds.FindString(styles[ground])+";"+link)
			}
		}
		pair(mode+" footer", grounds.FindString(styles["page"])+";"+styles["small"])
	}
}

// contrast is the contrast ratio of WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(color string) float64 {
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			value, err := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			part := float64(value) / 255
			if part <= 0.04045 {
				sum += weight * part / 12.92
			} else {
				sum += weight * math.Pow((part+0.055)/1.055, 2.4)
			}
		}
		return sum
	}
	both := []float64{luminance(a), luminance(b)}
	slices.Sort(both)
	return (both[1] + 0.05) / (both[0] + 0.05)
}
