package dashboard

import (
	"fmt"
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// pipelinePage is what the page is filled with.
type pipelinePage struct {
	Filter *filter
	// Employer narrows everything to one employer; empty is all.
	Employer string
	From, To events.Date
	Periods  []link
	Figures  book.Stats
	Rates    []rateView
	Stages   []stageBar
	Charts   []columns
	Channels []channelBar
	MinGroup int
	// Lined, Dotted and Crossed are the classes with these textures.
	Lined, Dotted, Crossed []string
}

// stageBar is how many are in a stage, and the list of them.
type stageBar struct {
	Stage string
	Count int
	// Width is in percent of the fullest stage.
	Width, To string
}

// channelBar is what became of the messages on a channel.
type channelBar struct {
	Channel string
	Total   int
	Counts  []channelCount
	Bar     stacked
}

type channelCount struct {
	Result, Class string
	Count         int
	To            string
}

// rateView is a rate with what it means.
type rateView struct {
	Name, Meaning string
	Rate          book.Rate
	Width         string
	MinGroup      int
}

// period is how far back the figures go.
type period struct {
	word, text string
	days       int
}

func periods() []period {
	return []period{{"7d", "7 days", 7}, {"", "30 days", 30}, {"90d", "90 days", 90}, {"12m", "12 months", 365}}
}

// pipeline is GET /t/{tenant}/pipeline.
func (d *Dashboard) pipeline(w http.ResponseWriter, r *http.Request) {
	tenant, f := r.PathValue("tenant"), newFilter(r, d.clock.Now())
	if f.tidy(w, r) {
		return
	}
	c := pipelinePage{
		Filter: f, MinGroup: minGroup,
		Lined: []string{"c-rejection", "c-failed"}, Dotted: []string{"c-no-response", "c-ambiguous"}, Crossed: []string{"c-other", "c-skipped"},
	}
	key := f.hidden("employer", "Employer", func(key string) string {
		c.Employer = d.employerName(r, key)
		return c.Employer
	})
	chosen, ok := periodOf(f.values.Get("period"))
	if !ok {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	g := byDay
	switch {
	case key != "":
		// One employer's figures are kept month by month: day by day they would tell of single people.
		g, chosen = byMonth, periods()[3]
	case chosen.days > 31:
		g = byWeek
	}
	c.To = events.DateOf(d.clock.Now().UTC()).AddDays(1)
	c.From = g.first(c.To.AddDays(-chosen.days))
	if g == byWeek && c.From.Before(c.To.AddDays(-chosen.days)) {
		c.From = c.From.AddDays(7)
	}
	if key == "" {
		c.Periods = f.periods(chosen)
	}
	figures, err := d.book.Stats(r.Context(), book.StatsQuery{Tenant: tenant, From: c.From, To: c.To, EmployerKey: key, MinGroup: minGroup})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	c.Figures = figures
	c.Rates, c.Charts = ratesOf(figures), chartsOf(g, c.From, c.To, figures, key != "")
	// Neither stages nor messages are counted by employer.
	if key == "" {
		c.Stages, c.Channels = stageBars(tenant, figures), channelBars(tenant, c.From, c.To, figures)
	}
	title := "Pipeline"
	if c.Employer != "" {
		title = "Pipeline of " + c.Employer
	}
	d.render(w, r, "pipeline.html", title, c)
}

// employerName is what people call an employer, if it has been told often enough to be listed.
func (d *Dashboard) employerName(r *http.Request, key string) string {
	known, err := d.book.Employers(r.Context(), r.PathValue("tenant"), minGroup, mostEmployers)
	if err == nil {
		for _, e := range known {
			if e.Key == key && e.Name != "" {
				return e.Name
			}
		}
	}
	return key
}

func periodOf(word string) (period, bool) {
	for _, p := range periods() {
		if p.word == word {
			return p, true
		}
	}
	return period{}, false
}

// periods are the links to the other stretches of time.
func (f *filter) periods(chosen period) []link {
	var links []link
	for _, p := range periods() {
		to := f.Path
		if p.word != "" {
			to += "?period=" + p.word
		}
		links = append(links, link{Text: p.text, To: to, Here: p == chosen})
	}
	return links
}

func ratesOf(s book.Stats) []rateView {
	rates := []rateView{
		{Name: "Thanked in time", Meaning: "interviews: every interviewer had a note within 24 hours", Rate: s.OnTime},
		{Name: "Checked in", Meaning: "check-ins that were asked for, and made", Rate: s.CheckedIn},
		{Name: "Answered", Meaning: "closed follow-ups: the employer gave an answer", Rate: s.Answered},
		{Name: "Promise kept", Meaning: "promises: decided by the day that was named", Rate: s.PromiseKept},
		{Name: "Silent", Meaning: "closed follow-ups: never a word", Rate: s.Silent},
	}
	for i, r := range rates {
		rates[i].Width, rates[i].MinGroup = fmt.Sprintf("%.1f", 100*r.Rate.Share), minGroup
	}
	return rates
}

func stageBars(tenant string, s book.Stats) []stageBar {
	most := 1
	for _, n := range s.Stages {
		most = max(most, n)
	}
	var bars []stageBar
	for _, stage := range events.Stages() {
		if stage == events.Closed {
			continue
		}
		n := s.Stages[stage]
		bars = append(bars, stageBar{Stage: say(stage), Count: n, Width: pct(100 * float64(n) / float64(most)), To: listAt(tenant, "followups", "stage", string(stage))})
	}
	return bars
}

// chartsOf draws what happened over time. Messages are not counted by employer.
func chartsOf(g grain, from, to events.Date, s book.Stats, ofEmployer bool) []columns {
	per := " per " + string(g)
	interviews := draw("interviews", "Interviews"+per, "interviews", []series{{"interviews", "c-interviews"}},
		binned(g, from, to, s.Days, func(c book.DayCount) []int { return []int{c.Followups} }))
	named := []series{{"offer", "c-offer"}, {"advanced", "c-advanced"}, {"rejection", "c-rejection"}, {"no response", "c-no-response"}, {"other", "c-other"}}
	decided := draw("outcomes", "Outcomes"+per, "outcomes", named, binned(g, from, to, s.Days, func(c book.DayCount) []int {
		o := c.ByOutcomes
		return []int{o[events.Offer], o[events.Advanced], o[events.Rejection], o[events.NoResponse], o[events.Expired] + o[events.Withdrawn] + o[events.Cancelled]}
	}))
	charts := []columns{interviews, decided}
	if !ofEmployer {
		charts = append(charts, draw("messages", "Messages"+per, "messages", []series{{"sent", "c-sent"}, {"failed", "c-failed"}},
			binned(g, from, to, s.Days, func(c book.DayCount) []int { return []int{c.Sent, c.Failed} })))
	}
	return charts
}

// channelBars says what became of the messages, by channel, from one day until before another. A request is no result, and
// is left out.
func channelBars(tenant string, from, to events.Date, s book.Stats) []channelBar {
	shown := record.Results()[1:]
	classes := make([]string, len(shown))
	for i, result := range shown {
		classes[i] = className(string(result))
	}
	var bars []channelBar
	for _, channel := range allChannels() {
		b, counts := channelBar{Channel: say(channel)}, make([]int, len(shown))
		for i, result := range shown {
			counts[i] = s.Deliveries[channel][result]
			b.Counts = append(b.Counts, channelCount{say(result), classes[i], counts[i], listAt(tenant, "deliveries",
				"channel", string(channel), "result", string(result), "from", from.String(), "to", to.AddDays(-1).String())})
		}
		if b.Total, b.Bar = sum(counts), stack(counts, classes); b.Total > 0 {
			bars = append(bars, b)
		}
	}
	return bars
}
