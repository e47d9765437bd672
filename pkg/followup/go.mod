module github.com/afterword-io/afterword/pkg/followup

go 1.26.0

require github.com/afterword-io/afterword/pkg/events v0.0.0

require (
	github.com/google/go-cmp v0.7.0
	github.com/rickar/cal/v2 v2.1.13
	pgregory.net/rapid v1.3.0
)

replace github.com/afterword-io/afterword/pkg/events => ../events
