module github.com/afterword-io/afterword/pkg/link

go 1.26.0
