module github.com/afterword-io/afterword/services/notifier

go 1.26.0

require (
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
