module github.com/afterword-io/afterword/pkg/clock

go 1.26.0
