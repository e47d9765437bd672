package alerts

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestMain lets more tests run at once than there are processors: they wait, most of the time.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// faults are all faults, each with the test that causes it and sees the alerts that follow.
func faults() map[string]func(*testing.T) {
	return map[string]func(*testing.T){
		"the bus stops":                               theBusStops,
		"writing to the bus is slow":                  writingIsSlow,
		"a stream fills":                              aStreamFills,
		"a consumer stops":                            aConsumerStops,
		"a message that nobody can read":              aMessageNobodyCanRead,
		"the mail server breaks off":                  theMailServerBreaksOff,
		"a workflow fails":                            aWorkflowFails,
		"there is no worker":                          thereIsNoWorker,
		"a service is gone":                           aServiceIsGone,
		"nobody sends":                                nobodySends,
		"nobody records":                              nobodyRecords,
		"the audit finds something, and then is gone": theAuditFinds,
		"the heart stops":                             theHeartStops,
		"the mail server refuses":                     theMailServerRefuses,
	}
}

// Each alert is seen firing, and every metric that a rule or a dashboard asks for has been seen.
func TestEachAlertFiresOnItsFault(t *testing.T) {
	whole := t.Run("fault", func(t *testing.T) {
		for name, cause := range faults() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				cause(t)
			})
		}
	})
	if !whole || strings.Contains(flag.Lookup("test.run").Value.String(), "/") {
		// Only a part was run, or it has not run to its end: then not everything was there to be seen.
		return
	}
	for _, rule := range readRules(t) {
		if rule.Alert != "" && !seen.alerts[rule.Alert] {
			t.Errorf("%s was not seen firing", rule.Alert)
		}
		for _, name := range metricsIn(rule.Expr) {
			if !seen.names[name] {
				t.Errorf("%s%s asks for %s, which nobody shows", rule.Alert, rule.Record, name)
			}
		}
	}
	for where, queries := range readDashboards(t) {
		for _, query := range queries {
			for _, name := range metricsIn(query) {
				if !seen.names[name] {
					t.Errorf("%s asks for %s, which nobody shows", where, name)
				}
			}
		}
	}
	t.Logf("seen firing: %v", slices.Sorted(maps.Keys(seen.alerts)))
}
