package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// device is what a visitor has in front of them.
type device struct {
	name          string
	width, height int64
	phone         bool
	// noScript: JavaScript is off.
	noScript bool
	dark     bool
}

// tab is one visitor's window.
type tab struct {
	t      *testing.T
	ctx    context.Context
	device device

	mu         sync.Mutex
	complaints []string
	// expected are words of complaints that are as they should be.
	expected []string
}

// open makes a visitor with nothing in common with others. At the end of the test it fails for what the browser complained of.
func open(browser context.Context, t *testing.T, d device) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	v := &tab{t: t, ctx: ctx, device: d}
	// The first steps make the tab, which lives as long as their context: it is the one without a deadline.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	scheme := "light"
	if d.dark {
		scheme = "dark"
	}
	viewport := []chromedp.EmulateViewportOption{}
	if d.phone {
		viewport = append(viewport, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	v.do("open a tab",
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: d.noScript}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}}),
		chromedp.EmulateViewport(d.width, d.height, viewport...),
	)
	if err := chromedp.Listen(ctx, v.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, complaint := range v.complained() {
			t.Errorf("the browser complains: %s", complaint)
		}
	})
	return v
}

// hear notes errors of scripts, of loading and of the page's policy.
func (v *tab) hear(event any) {
	complaint := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			for _, arg := range e.Args {
				complaint += fmt.Sprintf("%s %s ", arg.Description, arg.Value)
			}
		}
	case *runtime.EventExceptionThrown:
		complaint = e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Source == log.EntrySourceSecurity {
			complaint = fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	}
	if complaint != "" {
		v.mu.Lock()
		v.complaints = append(v.complaints, complaint)
		v.mu.Unlock()
	}
}

// expect lets complaints pass that have these words.
func (v *tab) expect(words string) { v.expected = append(v.expected, words) }

func (v *tab) complained() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(v.complaints), func(complaint string) bool {
		return slices.ContainsFunc(v.expected, func(words string) bool { return strings.Contains(complaint, words) })
	})
}

// call is a command of the browser's protocol as a step.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})
}

// within is the visitor's time for one step.
func (v *tab) within() (context.Context, context.CancelFunc) {
	return context.WithTimeout(v.ctx, patience)
}

func (v *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := v.within()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.fail("%s: %v", what, err)
	}
}

// fail ends the test and says where the visitor was.
func (v *tab) fail(format string, args ...any) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector("main")?.innerText ?? document.documentElement.outerHTML`))
	if err != nil {
		text = err.Error()
	}
	v.t.Fatalf("%s, %s\nthe page:\n%s", v.device.name, fmt.Sprintf(format, args...), text)
}

// visit opens an address and wants an answer 200.
func (v *tab) visit(address string) { v.arrive("open the link", chromedp.Navigate(address)) }

// arrive takes steps that lead to another page, and wants it to answer 200.
func (v *tab) arrive(what string, steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if answer := v.follow(what, steps...); answer != nil && answer.Status != 200 {
		v.fail("%s: the answer is %d", what, answer.Status)
	}
}

// follow takes steps that lead to another page, whatever it answers.
func (v *tab) follow(what string, steps ...chromedp.Action[chromedp.Void]) *network.Response {
	v.t.Helper()
	ctx, cancel := v.within()
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, steps...)
	if err != nil {
		v.fail("%s: %v", what, err)
	}
	return answer
}

// press clicks on a button or link that leads to another page. Parts that are folded around it are opened first, as a
// visitor would.
func (v *tab) press(selector string) {
	v.t.Helper()
	v.unfold(selector)
	v.arrive("press "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// unfold opens the folded parts around an element, from the outside in, by pressing their summaries.
func (v *tab) unfold(selector string) {
	v.t.Helper()
	const mark = `(() => {
		const element = document.querySelector(%s);
		if (!element) return "missing";
		let outermost = null;
		for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) {
			if (!part.open && !(element.closest("summary")?.parentElement === part)) outermost = part;
		}
		document.querySelectorAll("[data-test-summary]").forEach((e) => e.removeAttribute("data-test-summary"));
		if (!outermost) return "open";
		outermost.querySelector("summary").setAttribute("data-test-summary", "");
		return "folded";
	})()`
	for range 5 {
		switch state := v.eval(fmt.Sprintf(mark, strconv.Quote(selector))); state {
		case "open":
			return
		case "missing":
			v.fail("there is no %s", selector)
		default:
			v.do("unfold", chromedp.Click(chromedp.CSS("[data-test-summary]")))
		}
	}
	v.fail("%s stays folded", selector)
}

// write puts a text into a field in place of what is there, as somebody who types.
func (v *tab) write(selector, text string) {
	v.t.Helper()
	v.unfold(selector)
	v.do("write into "+selector,
		chromedp.Focus(chromedp.CSS(selector)),
		chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`),
		call(input.InsertText, input.InsertTextParams{Text: text}),
	)
}

// text is what can be read in an element; empty if there is none.
func (v *tab) text(selector string) string {
	v.t.Helper()
	return v.eval(fmt.Sprintf(`document.querySelector(%s)?.innerText ?? ""`, strconv.Quote(selector)))
}

// has waits until an element says all of the words.
func (v *tab) has(selector string, words ...string) {
	v.t.Helper()
	v.until(fmt.Sprintf("%s says %q", selector, words), func() bool {
		text := v.text(selector)
		for _, word := range words {
			if !strings.Contains(text, word) {
				return false
			}
		}
		return true
	})
}

// until looks at the page until it is as wanted.
func (v *tab) until(what string, check func() bool) {
	v.t.Helper()
	deadline, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for !check() {
		select {
		case <-deadline.Done():
			v.fail("wait until %s", what)
		case <-ticker.C:
		}
	}
}

// eval reads something from the page. It works with JavaScript off, too.
func (v *tab) eval(expression string) string {
	v.t.Helper()
	ctx, cancel := v.within()
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		v.t.Fatalf("%s, read the page: %v", v.device.name, err)
	}
	return text
}

// picture keeps what the window shows, with an element at the top, if pictures are wanted.
func (v *tab) picture(name, selector string) {
	v.t.Helper()
	dir := os.Getenv("AFTERWORD_SCREENSHOTS")
	if dir == "" || v.device.noScript {
		return
	}
	ctx, cancel := v.within()
	defer cancel()
	v.eval(fmt.Sprintf(`(scrollTo(0, 0), document.activeElement.blur(), document.querySelector(%s).scrollIntoView({block: "start"}), "")`, strconv.Quote(selector)))
	image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		v.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+"-"+v.device.name+".png"), image, 0o644); err != nil {
		v.t.Fatal(err)
	}
}
