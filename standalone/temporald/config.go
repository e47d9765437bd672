package temporald

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/primitives"
)

const (
	clusterName = "active"
	loopback    = "127.0.0.1"
)

// The places of the services in the list of ports.
const (
	frontend = iota
	history
	matching
	workerService
)

// store is the configuration of one SQLite file (SQLite, "PRAGMA synchronous": FULL survives power loss). One connection:
// SQLite has one writer, and the server's transactions read before they write, which two connections answer with SQLITE_BUSY.
func store(path string) *config.SQL {
	return &config.SQL{
		PluginName:   sqliteplugin.PluginName,
		DatabaseName: path,
		MaxConns:     1,
		MaxIdleConns: 1,
		ConnectAttributes: map[string]string{
			"mode":         "rwc",
			"cache":        "private",
			"journal_mode": "wal",
			"synchronous":  "2",
			"busy_timeout": "10000",
		},
	}
}

func serverConfig(ports []int, stores []*config.SQL) *config.Config {
	address := fmt.Sprintf("%s:%d", loopback, ports[frontend])
	service := func(name int) config.Service {
		return config.Service{RPC: config.RPC{GRPCPort: ports[name], BindOnLocalHost: true}}
	}
	return &config.Config{
		Global: config.Global{
			Membership: config.Membership{MaxJoinDuration: startPatience, BroadcastAddress: loopback},
		},
		Persistence: config.Persistence{
			DefaultStore:     "default",
			VisibilityStore:  "visibility",
			NumHistoryShards: 4,
			DataStores: map[string]config.DataStore{
				"default":    {SQL: stores[0]},
				"visibility": {SQL: stores[1]},
			},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: address},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services: map[string]config.Service{
			"frontend": service(frontend), "history": service(history), "matching": service(matching), "worker": service(workerService),
		},
		Archival: config.Archival{
			History:    config.HistoryArchival{State: "disabled"},
			Visibility: config.VisibilityArchival{State: "disabled"},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: "disabled"},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: "disabled"},
		}},
		PublicClient: config.PublicClient{HostPort: address},
	}
}

// hosts says where each service is, so that the four need not find each other by gossip.
func hosts(ports []int) map[primitives.ServiceName]static.Hosts {
	one := func(name int) static.Hosts {
		return static.SingleLocalHost(fmt.Sprintf("%s:%d", loopback, ports[name]))
	}
	return map[primitives.ServiceName]static.Hosts{
		primitives.FrontendService: one(frontend), primitives.HistoryService: one(history),
		primitives.MatchingService: one(matching), primitives.WorkerService: one(workerService),
	}
}

// dynamicSettings make timers punctual, and let a task that was lost be tried again soon: in time-lapse the default shift of
// a second would be hours, and the ten minutes that a task may wait after several losses would be days.
//
// A task queue has one partition, and not four: after a rush, what has been written down in a partition that happens to
// have no poller stays there while the others have something to do (matching.backlogNegligibleAge), and a few
// follow-ups of ten thousand stood still for a quarter of an hour. read is how many are read; see partitionsOf.
func dynamicSettings(read int) dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		dynamicconfig.TimerProcessorMaxTimeShift.Key():          10 * time.Millisecond,
		dynamicconfig.WorkflowTaskRetryMaxInterval.Key():        2 * time.Second,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(): 1,
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():  read,
	}
}

// defaultPartitions is how many the server makes of a task queue that nobody has said anything about.
const defaultPartitions = 4

// partitionsOf returns how many partitions of each task queue are to be read. A directory from before there was only one is
// opened once more as it was written: what lies in the others is done when it is opened the next time.
func partitionsOf(dir string) (int, error) {
	mark := filepath.Join(dir, "one-partition")
	_, unmarked := os.Stat(mark)
	_, fresh := os.Stat(filepath.Join(dir, mainStore))
	if unmarked == nil {
		return 1, nil
	}
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return 0, fmt.Errorf("mark that Temporal's task queues have one partition: %w", err)
	}
	if os.IsNotExist(fresh) {
		return 1, nil
	}
	return defaultPartitions, nil
}

// freePorts returns n loopback ports that are free at this moment.
func freePorts(n int) ([]int, error) {
	ports := make([]int, n)
	for i := range ports {
		listener, err := net.Listen("tcp", loopback+":0")
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer func() { _ = listener.Close() }()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}
