package alerts

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const (
	// rulesDir is where the rules are.
	rulesDir = "../../deploy/prometheus/rules"
	// patience is how long a test waits for something that must happen.
	patience = 90 * time.Second
)

// target is something that shows metrics.
type target struct {
	job, address string
}

// shown serves the metrics of a registry until the test ends or close is called.
func shown(t *testing.T, job string, registry prometheus.Gatherer) (_ target, closeIt func()) {
	t.Helper()
	server := httptest.NewServer(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	t.Cleanup(server.Close)
	return target{job, strings.TrimPrefix(server.URL, "http://")}, server.Close
}

// watcher is a running Prometheus with the real rules, hastened.
type watcher struct {
	t   *testing.T
	url string
}

// watch starts a Prometheus that reads the targets' metrics twice a second, and stops it when the test ends.
func watch(t *testing.T, targets ...target) *watcher {
	t.Helper()
	return watchEach(t, "500ms", targets...)
}

// watchEach is watch at another pace: for targets that take longer to answer.
func watchEach(t *testing.T, pace string, targets ...target) *watcher {
	t.Helper()
	program, err := exec.LookPath("prometheus")
	if err != nil {
		t.Fatal("these tests need Prometheus: make prometheus")
	}
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(rulesDir, "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no rules in %s: %v", rulesDir, err)
	}
	for _, file := range files {
		rules, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if rules, err = hastened(rules); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		write(t, filepath.Join(dir, "rules-"+filepath.Base(file)), string(rules))
	}
	config := "global: {scrape_interval: " + pace + ", scrape_timeout: " + pace + "}\nrule_files: [rules-*.yaml]\nscrape_configs:\n"
	for _, target := range targets {
		config += fmt.Sprintf("  - job_name: %s\n    static_configs: [{targets: [%q]}]\n", target.job, target.address)
	}
	write(t, filepath.Join(dir, "prometheus.yaml"), config)
	command := exec.Command(program, "--config.file="+filepath.Join(dir, "prometheus.yaml"), "--storage.tsdb.path="+filepath.Join(dir, "data"),
		"--web.listen-address=127.0.0.1:0", "--query.lookback-delta=5s")
	said, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	address, drained := listening(said)
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		<-drained
		if err := command.Wait(); err != nil {
			t.Errorf("Prometheus: %v", err)
		}
	})
	w := &watcher{t: t}
	select {
	case at := <-address:
		w.url = "http://" + at
	case <-drained:
		t.Fatal("Prometheus has ended at once")
	}
	t.Cleanup(w.remember)
	w.await("the first look at everything", func() error {
		up := w.query(fmt.Sprintf("count(count_over_time(up[1m]) >= 4) == %d", len(targets)))
		if len(up) == 0 {
			return fmt.Errorf("not every target has been read four times: %v", w.query("up"))
		}
		return nil
	})
	return w
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// listening reads what Prometheus says: where it listens, told once it is ready, and until it has ended.
func listening(said io.Reader) (<-chan string, <-chan struct{}) {
	at := regexp.MustCompile(`msg="Listening on" address=(\S+)`)
	address, drained := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(drained)
		where, lines := "", bufio.NewScanner(said)
		for lines.Scan() {
			if found := at.FindStringSubmatch(lines.Text()); found != nil {
				where = found[1]
			}
			if strings.Contains(lines.Text(), "Server is ready") {
				address <- where
			}
		}
	}()
	return address, drained
}

// ask reads the data of an answer of Prometheus' API.
func (w *watcher) ask(path string, data any) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(w.t.Context()), patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url+path, http.NoBody)
	if err != nil {
		w.t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Status, Error string
		Data          json.RawMessage
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Status != "success" {
		w.t.Fatalf("GET %s: %v, %s", path, err, answer.Error)
	}
	if err := json.Unmarshal(answer.Data, data); err != nil {
		w.t.Fatalf("GET %s: %v", path, err)
	}
}

// sample is one series of an answer.
type sample struct {
	Metric map[string]string
	Value  []any
}

func (w *watcher) query(expr string) []sample {
	w.t.Helper()
	var data struct{ Result []sample }
	w.ask("/api/v1/query?query="+url.QueryEscape(expr), &data)
	return data.Result
}

// alarm is an alert that is pending or firing.
type alarm struct {
	Labels, Annotations map[string]string
	State               string
}

func (w *watcher) alarms(name string) []alarm {
	w.t.Helper()
	var data struct{ Alerts []alarm }
	w.ask("/api/v1/alerts", &data)
	var named []alarm
	for _, a := range data.Alerts {
		if a.Labels["alertname"] == name {
			named = append(named, a)
		}
	}
	return named
}

// quiet wants none of the alerts to be firing, nor about to.
func (w *watcher) quiet(names ...string) {
	w.t.Helper()
	for _, name := range names {
		for _, a := range w.alarms(name) {
			w.t.Errorf("%s is %s before its fault: %v", name, a.State, a.Labels)
		}
	}
}

// fires waits until the alert fires with these labels, given in turn with their values, and remembers that it was seen.
func (w *watcher) fires(name string, labels ...string) {
	w.t.Helper()
	w.await(name+" fires", func() error {
		all := w.alarms(name)
		for _, a := range all {
			if a.State == "firing" && has(a.Labels, labels) {
				w.wellSaid(a)
				seen.alert(name)
				return nil
			}
		}
		return fmt.Errorf("it is %v", all)
	})
}

// ends waits until the alert fires no more.
func (w *watcher) ends(name string) {
	w.t.Helper()
	w.await(name+" ends", func() error {
		if all := w.alarms(name); len(all) > 0 {
			return fmt.Errorf("it is %v", all)
		}
		return nil
	})
}

func has(labels map[string]string, want []string) bool {
	for i := 0; i < len(want); i += 2 {
		if labels[want[i]] != want[i+1] {
			return false
		}
	}
	return true
}

// wellSaid wants sentences in which everything was filled in.
func (w *watcher) wellSaid(a alarm) {
	w.t.Helper()
	for _, name := range []string{"summary", "description"} {
		text := a.Annotations[name]
		if text == "" || strings.Contains(text, "{{") || strings.Contains(text, "<error") || strings.Contains(text, "<no value>") || strings.Contains(text, "  ") {
			w.t.Errorf("%s of %s is %q", name, a.Labels["alertname"], text)
		}
	}
	w.t.Logf("%s: %s. %s", a.Labels["alertname"], a.Annotations["summary"], a.Annotations["description"])
}

// await looks until check returns nil.
func (w *watcher) await(what string, check func() error) {
	w.t.Helper()
	await(w.t, what, check)
}

func await(t *testing.T, what string, check func() error) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-deadline.C:
			t.Fatalf("wait until %s: %v", what, err)
		case <-ticker.C:
		}
	}
}

// remember keeps the names of all metrics that were read, for the test of the queries.
func (w *watcher) remember() {
	var names []string
	w.ask("/api/v1/label/__name__/values", &names)
	seen.metrics(names)
}

// sightings are what all tests together have seen.
type sightings struct {
	mu     sync.Mutex
	alerts map[string]bool
	names  map[string]bool
}

var seen = &sightings{alerts: map[string]bool{}, names: map[string]bool{}}

func (s *sightings) alert(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.alerts[name] = true
}

func (s *sightings) metrics(names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range names {
		s.names[name] = true
	}
}
