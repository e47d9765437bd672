module github.com/afterword-io/afterword/services/notifier

go 1.26.0

require (
	github.com/wneessen/go-mail v0.8.1
	github.com/emersion/go-smtp v0.25.1
	github.com/emersion/go-message v0.18.2
	github.com/google/go-cmp v0.7.0
	pgregory.net/rapid v1.3.0
	github.com/prometheus/client_golang v1.25.0
	go.uber.org/zap v1.28.0
	github.com/afterword-io/afterword/pkg/bus v0.0.0
	github.com/afterword-io/afterword/pkg/clock v0.0.0
	github.com/afterword-io/afterword/pkg/events v0.0.0
	github.com/afterword-io/afterword/pkg/followup v0.0.0
	github.com/afterword-io/afterword/pkg/telemetry v0.0.0
)

replace (
	github.com/afterword-io/afterword/pkg/bus => ../../pkg/bus
	github.com/afterword-io/afterword/pkg/clock => ../../pkg/clock
	github.com/afterword-io/afterword/pkg/events => ../../pkg/events
	github.com/afterword-io/afterword/pkg/followup => ../../pkg/followup
	github.com/afterword-io/afterword/pkg/telemetry => ../../pkg/telemetry
)
