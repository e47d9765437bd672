module github.com/afterword-io/afterword/pkg/message

go 1.26.0

require (
	github.com/afterword-io/afterword/pkg/events v0.0.0
	github.com/afterword-io/afterword/pkg/followup v0.0.0
	github.com/arran4/golang-ical v0.3.4
	github.com/emersion/go-ical v0.0.0-20250329121855-f41e73efc392
	github.com/google/go-cmp v0.7.0
	pgregory.net/rapid v1.3.0
)

require (
	github.com/rickar/cal/v2 v2.1.13 // indirect
	github.com/teambition/rrule-go v1.8.2 // indirect
)

replace (
	github.com/afterword-io/afterword/pkg/events => ../events
	github.com/afterword-io/afterword/pkg/followup => ../followup
)
