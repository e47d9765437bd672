package browser

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

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

// accessible fails the test for whatever axe-core finds on the page, with everything unfolded. The checker itself
// comes from the browser's side, so that the page's policy stays as it is; its timers need scripts, so they are on as long as it looks.
func (v *tab) accessible(where string) {
	v.t.Helper()
	const look = `(async () => {
		const folded = [...document.querySelectorAll("details:not([open])")];
		folded.forEach((part) => { part.open = true; });
		const result = await axe.run(document, {resultTypes: ["violations"]});
		folded.forEach((part) => { part.open = false; });
		return JSON.stringify({violations: result.violations, passes: result.passes.length});
	})()`
	ctx, cancel := v.within()
	defer cancel()
	v.do("look with axe-core",
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}),
		chromedp.Evaluate[chromedp.Void](axe),
	)
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](look, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("%s, %s: axe-core: %v", v.device.name, where, err)
	}
	v.do("have JavaScript as before", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.device.noScript}))
	var found struct {
		Violations []violation `json:"violations"`
		Passes     int         `json:"passes"`
	}
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		v.t.Fatal(err)
	}
	if found.Passes < 10 {
		v.t.Errorf("%s, %s: only %d rules were looked at", v.device.name, where, found.Passes)
	}
	for _, broken := range found.Violations {
		var at strings.Builder
		for _, node := range broken.Nodes {
			fmt.Fprintf(&at, "\n  %.300s\n    %s", node.HTML, strings.ReplaceAll(node.Summary, "\n", "\n    "))
		}
		v.t.Errorf("%s, %s: %s, %s%s", v.device.name, where, broken.ID, broken.Help, &at)
	}
}
