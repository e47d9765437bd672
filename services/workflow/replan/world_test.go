package replan

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"golang.org/x/time/rate"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// installation is Temporal and STATUS as far as a sweep can tell.
type installation struct {
	mu sync.Mutex
	// asleep are the workflow ids that run, page by page.
	asleep [][]string
	status map[string]events.Snapshot
	basis  map[string]string
	// ended are workflows that end between being listed and being signalled.
	ended []string
	// refuse may fail a call.
	refuse func(call string) error

	queries []string
	pages   []int
	woken   []string
}

func newInstallation() *installation {
	return &installation{status: map[string]events.Snapshot{}, basis: map[string]string{}}
}

// sleeper adds a follow-up to the last page.
func (i *installation) sleeper(tenant, followup string, stage events.Stage, plannedWith string) {
	if len(i.asleep) == 0 {
		i.turn()
	}
	page := &i.asleep[len(i.asleep)-1]
	*page = append(*page, events.WorkflowID(tenant, followup))
	i.status[bus.Key(tenant, followup)] = events.Snapshot{Followup: followup, Stage: stage, PlannedWith: plannedWith}
}

// turn begins a page.
func (i *installation) turn() { i.asleep = append(i.asleep, nil) }

func (i *installation) call(what string) error {
	if i.refuse == nil {
		return nil
	}
	return i.refuse(what)
}

func (i *installation) ListWorkflow(_ context.Context, request *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := i.call("list"); err != nil {
		return nil, err
	}
	i.queries = append(i.queries, request.Query)
	n := 0
	if token := string(request.NextPageToken); token != "" {
		var err error
		if n, err = strconv.Atoi(token); err != nil {
			return nil, serviceerror.NewInvalidArgument("no such page")
		}
	}
	i.pages = append(i.pages, n)
	response := &workflowservice.ListWorkflowExecutionsResponse{}
	if n >= len(i.asleep) {
		return response, nil
	}
	prefix := ""
	if _, rest, ok := strings.Cut(request.Query, "STARTS_WITH '"); ok {
		prefix, _, _ = strings.Cut(rest, "'")
	}
	for _, id := range i.asleep[n] {
		if strings.HasPrefix(id, prefix) {
			response.Executions = append(response.Executions, &workflow.WorkflowExecutionInfo{Execution: &common.WorkflowExecution{WorkflowId: id, RunId: "run"}})
		}
	}
	if n+1 < len(i.asleep) {
		response.NextPageToken = []byte(strconv.Itoa(n + 1))
	}
	return response, nil
}

func (i *installation) SignalWorkflow(_ context.Context, id, _, name string, arg any) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := i.call("signal " + id); err != nil {
		return err
	}
	if slices.Contains(i.ended, id) {
		return serviceerror.NewNotFound("it has ended")
	}
	replan, ok := arg.(lifecycle.Replan)
	if !ok || name != lifecycle.ReplanSignal {
		return serviceerror.NewInvalidArgument("not how a sleeper is woken")
	}
	i.woken = append(i.woken, fmt.Sprintf("%s to %s", id, replan.Basis))
	return nil
}

func (i *installation) Get(_ context.Context, key string) (bus.Entry[events.Snapshot], error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := i.call("read"); err != nil {
		return bus.Entry[events.Snapshot]{}, err
	}
	s, ok := i.status[key]
	if !ok {
		return bus.Entry[events.Snapshot]{}, bus.ErrNotFound
	}
	return bus.Entry[events.Snapshot]{Key: key, Value: s, Revision: 1}, nil
}

// sweeper is one worker's.
func (i *installation) sweeper(t *testing.T, limit *rate.Limiter) *Sweeper {
	t.Helper()
	metrics, err := NewMetrics(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Sweeper{Engine: i, Status: i, Basis: func(tenant string) string { return i.basis[tenant] }, Limit: limit, Metrics: metrics}
}
