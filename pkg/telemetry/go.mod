module github.com/afterword-io/afterword/pkg/telemetry

go 1.26.0
