package replan

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"
)

// passing runs Replan with passes that go as told, the last one again and again; it returns when each of them began.
func passing(t *testing.T, told ...Pass) (all Pass, at []time.Duration) {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(silent{})
	env := suite.NewTestWorkflowEnvironment()
	start := env.Now()
	env.RegisterWorkflowWithOptions(Replan, workflow.RegisterOptions{Name: WorkflowType})
	env.RegisterActivityWithOptions(func(context.Context, Input) (Pass, error) {
		at = append(at, env.Now().Sub(start))
		return told[min(len(at), len(told))-1], nil
	}, activity.RegisterOptions{Name: SweepActivity})
	env.ExecuteWorkflow(WorkflowType, Input{Tenant: "acme", Basis: "b"})
	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	if err := env.GetWorkflowResult(&all); err != nil {
		t.Fatal(err)
	}
	return all, at
}

func TestPassesGoOnUntilNobodyIsLeft(t *testing.T) {
	all, at := passing(t, Pass{Seen: 9, Woken: 3}, Pass{Seen: 9, Woken: 1}, Pass{Seen: 8})
	if diff := cmp.Diff([]time.Duration{0, pause, 2 * pause}, at); diff != "" {
		t.Errorf("passes (-want +got):\n%s", diff)
	}
	if all != (Pass{Seen: 26, Woken: 4}) {
		t.Errorf("%+v", all)
	}
}

func TestNobodyToWakeIsOnePass(t *testing.T) {
	if _, at := passing(t, Pass{Seen: 9}); len(at) != 1 {
		t.Errorf("%d passes, want 1", len(at))
	}
}

// A worker that is behind has the sweep wait; one that is ahead has it end.
func TestAnOutdatedSweepComesToAnEnd(t *testing.T) {
	if all, at := passing(t, Pass{Outdated: true}, Pass{Seen: 1}); len(at) != 2 || all.Outdated {
		t.Errorf("%d passes, %+v", len(at), all)
	}
	if all, at := passing(t, Pass{Outdated: true}); len(at) != passes || !all.Outdated {
		t.Errorf("%d passes, %+v", len(at), all)
	}
}

// starts records what Temporal was asked to start.
type starts struct {
	ids []string
	err error
}

func (s *starts) ExecuteWorkflow(_ context.Context, o client.StartWorkflowOptions, _ any, _ ...any) (client.WorkflowRun, error) {
	if o.TaskQueue != "queue" || o.WorkflowIDConflictPolicy != enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING ||
		o.WorkflowIDReusePolicy != enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE {
		return nil, errors.New("not how a sweep is started")
	}
	s.ids = append(s.ids, o.ID)
	return nil, s.err
}

func TestASweepIsNamedAfterItsTenantAndBasis(t *testing.T) {
	s := &starts{}
	for _, in := range []Input{{"acme", "b"}, {"acme", "c"}, {"other", "b"}, {"", "b"}} {
		if err := Ask(t.Context(), s, "queue", in); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"replan/acme/b", "replan/acme/c", "replan/other/b", "replan/b"}, slices.Clone(s.ids)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.err = errors.New("away")
	if err := Ask(t.Context(), s, "queue", Input{}); !errors.Is(err, s.err) {
		t.Errorf("got error %v", err)
	}
}
