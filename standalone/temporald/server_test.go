package temporald

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.temporal.io/server/common/config"
	"go.uber.org/zap"
)

func sleeper(ctx workflow.Context) (string, error) {
	var word string
	workflow.GetSignalChannel(ctx, "word").Receive(ctx, &word)
	return word, workflow.Sleep(ctx, 50*time.Millisecond)
}

func open(t *testing.T, dir string) (*Server, client.Client) {
	t.Helper()
	server, err := Start(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	c, err := client.Dial(client.Options{HostPort: server.Addr(), Namespace: Namespace, Logger: quiet{}})
	if err != nil {
		t.Fatal(err)
	}
	return server, c
}

func work(t *testing.T, c client.Client) worker.Worker {
	t.Helper()
	w := worker.New(c, "sleepers", worker.Options{})
	w.RegisterWorkflow(sleeper)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	return w
}

// A workflow that sleeps when the server stops wakes up in the next server on the same files.
func TestAWorkflowOutlivesItsServer(t *testing.T) {
	dir := t.TempDir()
	server, c := open(t, dir)
	w := work(t, c)
	if _, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "one", TaskQueue: "sleepers"}, sleeper); err != nil {
		t.Fatal(err)
	}
	w.Stop()
	c.Close()
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}

	server, c = open(t, dir)
	defer func() {
		c.Close()
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	w = work(t, c)
	defer w.Stop()
	if err := c.SignalWorkflow(t.Context(), "one", "", "word", "hello"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var word string
	if err := c.GetWorkflow(ctx, "one", "").Get(ctx, &word); err != nil || word != "hello" {
		t.Fatalf("got %q, %v", word, err)
	}
}

// A task that is written down where no poller happens to look is passed on behind all that is new: after a rush, a few
// workflows of thousands would stand still for as long as the others are busy.
func TestWhatWaitsForAWorkerWaitsInOnePlace(t *testing.T) {
	server, c := open(t, t.TempDir())
	defer func() {
		c.Close()
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	const many = 40
	for i := range many {
		id := fmt.Sprint("waits-", i)
		if _, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: "sleepers"}, sleeper); err != nil {
			t.Fatal(err)
		}
	}
	waiting := func(partition string) int64 {
		answer, err := c.WorkflowService().DescribeTaskQueue(t.Context(), &workflowservice.DescribeTaskQueueRequest{
			Namespace: Namespace, TaskQueue: &taskqueue.TaskQueue{Name: partition}, TaskQueueType: enums.TASK_QUEUE_TYPE_WORKFLOW,
			IncludeTaskQueueStatus: true, //nolint:staticcheck // What replaces it is summed up over all partitions.
		})
		if err != nil {
			t.Fatalf("describe %s: %v", partition, err)
		}
		return answer.GetTaskQueueStatus().GetBacklogCountHint() //nolint:staticcheck // As above.
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for waiting("sleepers") < many {
		select {
		case <-look.C:
		case <-ctx.Done():
			t.Fatalf("%d of %d wait in the one place; %d, %d and %d in the others",
				waiting("sleepers"), many, waiting("/_sys/sleepers/1"), waiting("/_sys/sleepers/2"), waiting("/_sys/sleepers/3"))
		}
	}
}

// What an earlier version has left in other partitions is read once more.
func TestADirectoryWithFourPartitionsIsReadOnceMore(t *testing.T) {
	dir := t.TempDir()
	open := func() int {
		t.Helper()
		n, err := partitionsOf(dir)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if got := open(); got != 1 {
		t.Errorf("a new directory has %d", got)
	}
	if err := os.WriteFile(filepath.Join(dir, mainStore), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := open(); got != 1 {
		t.Errorf("one of this version has %d", got)
	}
	if err := os.Remove(filepath.Join(dir, "one-partition")); err != nil {
		t.Fatal(err)
	}
	if first, second := open(), open(); first != defaultPartitions || second != 1 {
		t.Errorf("one of an earlier version is opened with %d, then %d", first, second)
	}
}

// The id of an ended run tells a late fact from a new follow-up for as long as the namespace keeps it.
func TestEndedRunsAreKeptForMonths(t *testing.T) {
	server, c := open(t, t.TempDir())
	defer func() {
		c.Close()
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	answer, err := c.WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: Namespace})
	if err != nil {
		t.Fatal(err)
	}
	if kept := answer.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration(); kept != retention || kept < 30*24*time.Hour {
		t.Errorf("ended runs are kept %s", kept)
	}
}

// A crash while the schema was made leaves a file that is no whole database, and the mark.
func TestAHalfMadeDatabaseIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "temporal.db")
	for _, name := range []string{path, path + "-wal", path + ".setup"} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := setUp(store(path)); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(text), "SQLite format 3") {
			t.Fatalf("the file begins with %.20q, %v", text, err)
		}
	}
	if _, err := os.Stat(path + ".setup"); !os.IsNotExist(err) {
		t.Errorf("the mark is still there: %v", err)
	}
}

func TestTheDirectoryIsRequired(t *testing.T) {
	if _, err := Start(t.Context(), Options{}); err == nil {
		t.Fatal("started without a directory")
	}
}

// Between looking for a free port and binding it somebody else may take it. That is an error, and not
// the end of the process; what was stored is not harmed.
func TestATakenPortIsAnError(t *testing.T) {
	dir := t.TempDir()
	server, c := open(t, dir)
	c.Close()
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for place := range 4 {
		ports, err := freePorts(4)
		if err != nil {
			t.Fatal(err)
		}
		ports[place] = taken.Addr().(*net.TCPAddr).Port
		stores := []*config.SQL{store(filepath.Join(dir, "temporal.db")), store(filepath.Join(dir, "visibility.db"))}
		if server, err := start(t.Context(), Options{Logger: serverLogger(zap.NewNop())}, stores, ports, 1); err == nil {
			t.Errorf("started on a port that is taken (service %d)", place)
			_ = server.Stop()
		}
	}
	server, c = open(t, dir)
	c.Close()
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
}
