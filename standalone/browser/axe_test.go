package browser

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe.min.js
var axe string

// violation is a rule of axe-core that a page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// accessible fails the test for whatever keeps people out of the page.
func (v *tab) accessible(where string) {
	v.t.Helper()
	for _, barrier := range v.barriers() {
		v.t.Errorf("%s, %s: %s", v.device.name, where, barrier)
	}
}

// barriers are what axe-core finds on the page with everything unfolded, and a page that is wider than the window. The checker comes
// from the browser's side, so that the page's policy stays as it is; its timers need scripts, so they are on as long as it looks.
func (v *tab) barriers() []string {
	v.t.Helper()
	const look = `(async () => {
		const folded = [...document.querySelectorAll("details:not([open])")];
		folded.forEach((part) => { part.open = true; });
		const result = await axe.run(document, {resultTypes: ["violations"]});
		folded.forEach((part) => { part.open = false; });
		const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
		return JSON.stringify({violations: result.violations, passes: result.passes.length, wide: wide});
	})()`
	ctx, cancel := v.within()
	defer cancel()
	v.do("look with axe-core",
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}),
		chromedp.Evaluate[chromedp.Void](axe),
	)
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](look, chromedp.EvalAwaitPromise))
	if err != nil {
		v.fail("look with axe-core: %v", err)
	}
	v.do("have JavaScript as before", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.device.noScript}))
	var found struct {
		Violations []violation `json:"violations"`
		Passes     int         `json:"passes"`
		// Wide is by how many pixels the page is wider than the window.
		Wide int `json:"wide"`
	}
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		v.t.Fatal(err)
	}
	var barriers []string
	if found.Passes < 10 {
		barriers = append(barriers, fmt.Sprintf("only %d rules found anything to look at", found.Passes))
	}
	if found.Wide > 0 {
		barriers = append(barriers, fmt.Sprintf("%d pixels wider than the window", found.Wide))
	}
	for _, broken := range found.Violations {
		var at strings.Builder
		for _, node := range broken.Nodes {
			fmt.Fprintf(&at, "\n  %.300s\n    %s", node.HTML, strings.ReplaceAll(node.Summary, "\n", "\n    "))
		}
		barriers = append(barriers, fmt.Sprintf("%s, %s%s", broken.ID, broken.Help, &at))
	}
	return barriers
}

// A checker that finds nothing anywhere would pass every page.
func TestBarriersAreFound(t *testing.T) {
	t.Parallel()
	v := open(chromium(t), t, device{name: "narrow", width: 390, height: 844})
	v.do("open a page with faults", chromedp.Navigate(`data:text/html,<title>x</title><p style="color:silver;width:900px">faint <input></p>`))
	found := strings.Join(v.barriers(), "\n")
	for _, want := range []string{"color-contrast", "html-has-lang", "label", "wider than the window"} {
		if !strings.Contains(found, want) {
			t.Errorf("%s is not found in\n%s", want, found)
		}
	}
}
