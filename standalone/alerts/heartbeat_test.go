package alerts

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/cli/heartbeat"
	"github.com/afterword-io/afterword/standalone"
)

// theHeartStops lets a heart beat on a whole Afterword in real time, and then stops it.
func theHeartStops(t *testing.T) {
	s := openWhole(t, standalone.Options{})
	c, err := client.New(client.Options{Server: s.URL(), Key: s.key()})
	if err != nil {
		t.Fatal(err)
	}
	var pings atomic.Int32
	outside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { pings.Add(1) }))
	t.Cleanup(outside.Close)
	registry := prometheus.NewRegistry()
	heart, err := heartbeat.New(heartbeat.Options{
		Intake: c, To: "ops-canary@example.org", Every: time.Second, Poll: 50 * time.Millisecond, Ping: outside.URL, Registerer: registry,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := heart.Beat(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop := running(t, heart.Run)
	beats, _ := shown(t, "afterword-heartbeat", registry)
	w := watch(t, beats, s.target())
	w.await("beats come through", func() error {
		if len(w.query(`changes(afterword_heartbeat_last_success_timestamp_seconds[10s]) > 0`)) == 0 {
			return errors.New("none has since")
		}
		return nil
	})
	w.ends("HeartbeatMissing")
	if pings.Load() == 0 {
		t.Error("nobody outside was told")
	}
	stop()
	w.fires("HeartbeatMissing")
}
