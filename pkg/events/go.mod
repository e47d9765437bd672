module github.com/afterword-io/afterword/pkg/events

go 1.26.0
