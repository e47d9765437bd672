module github.com/afterword-io/afterword/pkg/followup

go 1.26.0

require github.com/afterword-io/afterword/pkg/events v0.0.0

require (
	github.com/google/go-cmp v0.7.0
	github.com/rickar/cal/v2 v2.1.13
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	pgregory.net/rapid v1.3.0
)

require golang.org/x/text v0.14.0 // indirect

replace github.com/afterword-io/afterword/pkg/events => ../events
