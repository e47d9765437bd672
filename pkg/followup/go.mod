module github.com/afterword-io/afterword/pkg/followup

go 1.26.0

require github.com/afterword-io/afterword/pkg/events v0.0.0

require (
	github.com/blevesearch/snowballstem v0.9.0
	github.com/google/go-cmp v0.7.0
	github.com/rickar/cal/v2 v2.1.13
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	golang.org/x/text v0.43.0
	pgregory.net/rapid v1.3.0
)

replace github.com/afterword-io/afterword/pkg/events => ../events
