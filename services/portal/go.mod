module github.com/afterword-io/afterword/services/portal

go 1.26.0

require (
	github.com/afterword-io/afterword/pkg/bus v0.0.0
	github.com/afterword-io/afterword/pkg/clock v0.0.0
	github.com/afterword-io/afterword/pkg/daemon v0.0.0
	github.com/afterword-io/afterword/pkg/events v0.0.0
	github.com/afterword-io/afterword/pkg/followup v0.0.0
	github.com/afterword-io/afterword/pkg/link v0.0.0
	github.com/afterword-io/afterword/pkg/message v0.0.0
	github.com/afterword-io/afterword/pkg/suppression v0.0.0
	github.com/afterword-io/afterword/pkg/telemetry v0.0.0
	github.com/arran4/golang-ical v0.3.4
	github.com/google/go-cmp v0.7.0
	github.com/prometheus/client_golang v1.25.0
	go.uber.org/zap v1.28.0
	golang.org/x/net v0.62.0
	golang.org/x/time v0.16.0
)

replace (
	github.com/afterword-io/afterword/pkg/bus => ../../pkg/bus
	github.com/afterword-io/afterword/pkg/clock => ../../pkg/clock
	github.com/afterword-io/afterword/pkg/daemon => ../../pkg/daemon
	github.com/afterword-io/afterword/pkg/events => ../../pkg/events
	github.com/afterword-io/afterword/pkg/followup => ../../pkg/followup
	github.com/afterword-io/afterword/pkg/link => ../../pkg/link
	github.com/afterword-io/afterword/pkg/message => ../../pkg/message
	github.com/afterword-io/afterword/pkg/suppression => ../../pkg/suppression
	github.com/afterword-io/afterword/pkg/telemetry => ../../pkg/telemetry
)
