package lifecycle_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/proto"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// histories were written by a real server (standalone/recording). One that was released stays: follow-ups sleep for
// weeks, and wake up in new code.
func histories(t *testing.T) map[string]*history.History {
	t.Helper()
	paths, err := filepath.Glob("testdata/histories/*.json")
	if err != nil {
		t.Fatal(err)
	}
	recorded := map[string]*history.History{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		h := &history.History{}
		if err := (temporalproto.CustomJSONUnmarshalOptions{DiscardUnknown: true}).Unmarshal(text, h); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		recorded[strings.TrimSuffix(filepath.Base(path), ".json")] = h
	}
	if len(recorded) < 8 {
		t.Fatalf("%d histories are recorded, want those of at least 8 stories", len(recorded))
	}
	return recorded
}

func replay(h *history.History, followUp func(workflow.Context, lifecycle.Input) (lifecycle.State, error)) error {
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(followUp, workflow.RegisterOptions{Name: lifecycle.WorkflowType})
	return replayer.ReplayWorkflowHistory(silent{}, proto.CloneOf(h))
}

func TestEveryRecordedHistoryCanBeReplayed(t *testing.T) {
	for name, h := range histories(t) {
		t.Run(name, func(t *testing.T) {
			if err := replay(h, lifecycle.FollowUp); err != nil {
				t.Error(err)
			}
		})
	}
}

// A follow-up is asleep whenever the last thing in its history is a timer that was started. What came later is cut off.
func TestAFollowUpCanBeWokenFromEverySleep(t *testing.T) {
	sleeps := 0
	for name, h := range histories(t) {
		for i, e := range h.Events {
			if e.EventType != enums.EVENT_TYPE_TIMER_STARTED {
				continue
			}
			sleeps++
			if err := replay(&history.History{Events: h.Events[:i+1]}, lifecycle.FollowUp); err != nil {
				t.Errorf("%s, asleep after event %d: %v", name, e.EventId, err)
			}
		}
	}
	if sleeps < 50 {
		t.Errorf("%d sleeps, want those of several follow-ups", sleeps)
	}
}

// asleep returns the history of a follow-up that waits for its first check-in.
func asleep(t *testing.T) *history.History {
	t.Helper()
	h := histories(t)["asleep-before-the-check-in"]
	if h == nil {
		t.Fatal("the history is not there")
	}
	return h
}

// The rule of a domain that has changed: under the policy of today the sleeping follow-up would have been given other
// reminders at other times. Its history holds what was decided then, and replays.
func TestAChangedRuleDoesNotDisturbASleepingHistory(t *testing.T) {
	h := asleep(t)
	var recorded []lifecycle.Decided
	for _, e := range h.Events {
		result, ok := e.GetMarkerRecordedEventAttributes().GetDetails()["result"]
		if !ok {
			continue
		}
		var decided lifecycle.Decided
		if err := converter.GetDefaultDataConverter().FromPayloads(result, &decided); err != nil {
			t.Fatal(err)
		}
		recorded = append(recorded, decided)
	}
	var input lifecycle.Input
	if err := converter.GetDefaultDataConverter().FromPayloads(h.Events[0].GetWorkflowExecutionStartedEventAttributes().GetInput(), &input); err != nil {
		t.Fatal(err)
	}
	var fact lifecycle.Fact
	for _, e := range h.Events {
		if signal := e.GetWorkflowExecutionSignaledEventAttributes(); signal != nil && fact.Event.ID == "" {
			if err := converter.GetDefaultDataConverter().FromPayloads(signal.Input, &fact); err != nil {
				t.Fatal(err)
			}
		}
	}

	changed := followup.DefaultPolicy()
	changed.ThankYouDelay, changed.DebriefDelay = followup.Duration(90*time.Minute), followup.Duration(20*time.Minute)
	today := followup.Evaluate(changed, input.Followup, []events.Event{fact.Event}, nil, fact.Event.Time.Add(2*time.Hour))
	for _, decided := range recorded {
		for _, e := range decided.Emitted {
			for _, other := range today.Emitted {
				if e.Kind == other.Kind && e.N == other.N && e.DueAt.Equal(other.DueAt) {
					t.Fatalf("%s was decided as it would be today: the test proves nothing", e.Kind)
				}
			}
		}
	}
	if len(recorded) == 0 || len(today.Emitted) == 0 {
		t.Fatalf("%d decisions recorded, %d reminders today: the test proves nothing", len(recorded), len(today.Emitted))
	}
	if err := replay(h, lifecycle.FollowUp); err != nil {
		t.Error(err)
	}
}

// The control: a loop that waits before it decides is another workflow, and the replay says so.
func TestAReorderedLoopIsFoundOut(t *testing.T) {
	reordered := func(ctx workflow.Context, in lifecycle.Input) (lifecycle.State, error) {
		if err := workflow.Sleep(ctx, time.Minute); err != nil {
			return in.State, err
		}
		return lifecycle.FollowUp(ctx, in)
	}
	for name, h := range histories(t) {
		if err := replay(h, reordered); err == nil {
			t.Errorf("%s: a wait before the first decision goes unnoticed", name)
		}
	}
	forgetful := func(ctx workflow.Context, in lifecycle.Input) (lifecycle.State, error) {
		if workflow.GetSignalChannel(ctx, lifecycle.FactSignal).Len() == 0 {
			return in.State, errors.New("no fact")
		}
		return in.State, nil
	}
	if err := replay(asleep(t), forgetful); err == nil {
		t.Error("a follow-up that ends at once goes unnoticed")
	}
}

// The histories are public: nobody in them exists, and they tell nothing of the machine that recorded them.
func TestRecordedHistoriesHoldFictionOnly(t *testing.T) {
	for name, h := range histories(t) {
		people := 0
		for _, e := range h.Events {
			if queue := e.GetWorkflowTaskScheduledEventAttributes().GetTaskQueue(); queue.GetKind() == enums.TASK_QUEUE_KIND_STICKY && queue.GetName() != "sticky" {
				t.Errorf("%s: the sticky queue of event %d is named after a machine", name, e.EventId)
			}
			for _, identity := range []string{
				e.GetWorkflowExecutionStartedEventAttributes().GetIdentity(), e.GetWorkflowExecutionSignaledEventAttributes().GetIdentity(),
				e.GetWorkflowTaskStartedEventAttributes().GetIdentity(), e.GetWorkflowTaskCompletedEventAttributes().GetIdentity(),
			} {
				if identity != "" && identity != "recorder" {
					t.Errorf("%s: event %d was written by %q", name, e.EventId, identity)
				}
			}
			signal := e.GetWorkflowExecutionSignaledEventAttributes()
			if signal == nil {
				continue
			}
			var fact lifecycle.Fact
			if err := converter.GetDefaultDataConverter().FromPayloads(signal.Input, &fact); err != nil {
				t.Fatal(err)
			}
			if fact.Event.Type != events.InterviewCompleted && fact.Event.Type != events.InterviewScheduled {
				continue
			}
			people++
			meeting, err := events.DataOf[events.Meeting](fact.Event)
			if err != nil {
				t.Fatal(err)
			}
			if c := meeting.Candidate; c.Name != "Ada Park" || c.Email != "ada@example.com" || c.Phone != "" {
				t.Errorf("%s tells of somebody who is not in our examples", name)
			}
		}
		if late := strings.HasSuffix(name, "-late"); people == 0 && !late && name != "no-interview-for-24-hours" {
			t.Errorf("%s: no interview was looked at", name)
		}
	}
}
