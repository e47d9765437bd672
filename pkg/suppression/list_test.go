package suppression_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

func open(t *testing.T) *suppression.List {
	t.Helper()
	return suppression.Open(bustest.Connect(t, bustest.NewServer(t), "test"))
}

func by(rule string) events.Suppression {
	return events.Suppression{Rule: rule, At: time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)}
}

func TestKeysKeepScopesApart(t *testing.T) {
	keys := map[string]string{}
	for name, key := range map[string]string{
		"tenant acme, email":         suppression.OfTenant("acme", events.Email, "ada@example.com"),
		"tenant acme, SMS":           suppression.OfTenant("acme", events.SMS, "+14155550123"),
		"tenant other, SMS":          suppression.OfTenant("other", events.SMS, "+14155550123"),
		"sender one":                 suppression.OfSender(events.SMS, "+14155550100", "+14155550123"),
		"sender two":                 suppression.OfSender(events.SMS, "+14155550101", "+14155550123"),
		"tenant acme, other address": suppression.OfTenant("acme", events.SMS, "+14155550124"),
	} {
		if other, taken := keys[key]; taken {
			t.Errorf("%s and %s share a key", name, other)
		}
		keys[key] = name
	}
	if suppression.OfTenant("acme", events.Email, "Ada@Example.com") != suppression.OfTenant("acme", events.Email, "ada@example.com") {
		t.Error("an address in other letters is another address")
	}
}

func TestAStrongerRuleStays(t *testing.T) {
	l := open(t)
	rules := []string{events.RuleBounce, events.RuleOperator, events.RuleUnsubscribe, events.RuleComplaint, events.RuleStop}
	for i, first := range rules {
		for j, second := range rules {
			key := suppression.OfTenant(first, events.Email, second+"@example.com")
			if added, err := l.Add(t.Context(), key, by(first)); err != nil || !added {
				t.Fatalf("add %s: %v, %v", first, added, err)
			}
			added, err := l.Add(t.Context(), key, by(second))
			got, found, err2 := l.Find(t.Context(), key)
			if err != nil || err2 != nil || !found || added != (j > i) || got.Rule != rules[max(i, j)] {
				t.Errorf("%s, then %s: added %v, found %+v %v; %v, %v", first, second, added, got, found, err, err2)
			}
		}
	}
}

func TestFindReturnsTheStrongestOfAllKeys(t *testing.T) {
	l := open(t)
	tenant := suppression.OfTenant("acme", events.SMS, "+14155550123")
	sender := suppression.OfSender(events.SMS, "+14155550100", "+14155550123")
	if _, found, err := l.Find(t.Context(), tenant, sender); err != nil || found {
		t.Fatalf("found before anything was added: %v, %v", found, err)
	}
	for key, rule := range map[string]string{tenant: events.RuleBounce, sender: events.RuleStop} {
		if _, err := l.Add(t.Context(), key, by(rule)); err != nil {
			t.Fatal(err)
		}
	}
	for _, keys := range [][]string{{tenant, sender}, {sender, tenant}} {
		if got, found, err := l.Find(t.Context(), keys...); err != nil || !found || got.Rule != events.RuleStop {
			t.Errorf("%+v, %v, %v", got, found, err)
		}
	}
}

func TestReleaseTakesOnlyWhatItNames(t *testing.T) {
	l := open(t)
	key := suppression.OfTenant("acme", events.Email, "ada@example.com")
	if _, released, err := l.Release(t.Context(), key); err != nil || released {
		t.Fatalf("released nothing: %v, %v", released, err)
	}
	if _, err := l.Add(t.Context(), key, by(events.RuleComplaint)); err != nil {
		t.Fatal(err)
	}
	if was, released, err := l.Release(t.Context(), key, events.RuleUnsubscribe); err != nil || released || was.Rule != events.RuleComplaint {
		t.Errorf("a complaint is released as an unsubscribe: %+v, %v, %v", was, released, err)
	}
	if all, err := l.All(t.Context()); err != nil || all[key].Rule != events.RuleComplaint || len(all) != 1 {
		t.Errorf("the list is %v, %v", all, err)
	}
	if _, released, err := l.Release(t.Context(), key); err != nil || !released {
		t.Errorf("not released: %v, %v", released, err)
	}
	if _, found, err := l.Find(t.Context(), key); err != nil || found {
		t.Errorf("found after its release: %v, %v", found, err)
	}
}

// Whoever writes at the same time: the strongest is there in the end.
func TestTheStrongestStaysUnderConcurrency(t *testing.T) {
	l := open(t)
	key := suppression.OfSender(events.SMS, "+14155550100", "+14155550123")
	var all sync.WaitGroup
	for range 8 {
		for _, rule := range []string{events.RuleBounce, events.RuleStop, events.RuleComplaint} {
			all.Go(func() {
				if _, err := l.Add(context.WithoutCancel(t.Context()), key, by(rule)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	if got, found, err := l.Find(t.Context(), key); err != nil || !found || got.Rule != events.RuleStop {
		t.Errorf("%+v, %v, %v", got, found, err)
	}
}

// A weaker word is taken back while a stronger one comes: the stronger one stays.
func TestAReleaseNeverTakesWhatCameMeanwhile(t *testing.T) {
	l := open(t)
	for i := range 200 {
		key := suppression.OfTenant("acme", events.Email, fmt.Sprintf("ada%d@example.com", i))
		if _, err := l.Add(t.Context(), key, by(events.RuleUnsubscribe)); err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		both.Go(func() {
			if _, _, err := l.Release(context.WithoutCancel(t.Context()), key, events.RuleUnsubscribe); err != nil {
				t.Error(err)
			}
		})
		both.Go(func() {
			if _, err := l.Add(context.WithoutCancel(t.Context()), key, by(events.RuleComplaint)); err != nil {
				t.Error(err)
			}
		})
		both.Wait()
		if got, found, err := l.Find(t.Context(), key); err != nil || !found || got.Rule != events.RuleComplaint {
			t.Fatalf("round %d: %+v, %v, %v", i, got, found, err)
		}
	}
}

// Who asks for the list and runs out of time must not take a part of it for the whole.
func TestAListThatIsCutShortIsAnError(t *testing.T) {
	l := open(t)
	if _, err := l.Add(t.Context(), suppression.OfTenant("acme", events.Email, "ada@example.com"), by(events.RuleBounce)); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if all, err := l.All(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("the list is %v, %v", all, err)
	}
}
