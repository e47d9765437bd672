package httpapi

// Kind is a sort of problem.
type Kind struct {
	// Word names it in the problem's type and in metrics: lower case and hyphens.
	Word string
	// Status is the HTTP status that it is answered with.
	Status int
	// Title is the same for every problem of the kind; Meaning says what the caller can do.
	Title, Meaning string
}

// The kinds that every API has; each has kinds of its own beside them.
var (
	Malformed        = Kind{"malformed", 400, "The request cannot be read", "The body is not one JSON document, holds a key twice, is not UTF-8, is nested too deeply, or its CloudEvents envelope breaks the specification. errors[].location says where."}
	Unauthorized     = Kind{"unauthorized", 401, "A valid API key is needed", "Send Authorization: Bearer aw_... with a key that has neither expired nor been removed."}
	Forbidden        = Kind{"read-only-key", 403, "The API key is for reading only", "This changes something. Use a key without the scope read."}
	NoSuchPath       = Kind{"no-such-path", 404, "There is nothing at this path", "See the list of operations on this page."}
	MethodNotAllowed = Kind{"method-not-allowed", 405, "The method is not allowed here", "The Allow header lists the methods of this path."}
	TooLarge         = Kind{"too-large", 413, "The request is too large", "A body may have 256 KiB, a batch of events 4 MiB and 1,000 events."}
	MediaType        = Kind{"media-type", 415, "The media type is not understood", "Send application/json, application/cloudevents+json or application/cloudevents-batch+json, without a Content-Encoding."}
	Invalid          = Kind{"invalid", 422, "The request is not valid", "The request was read, but fields are missing or break a rule. Every field at fault is in errors[], with its location."}
	RateLimited      = Kind{"rate-limited", 429, "Too many requests", "Ask again after the seconds in Retry-After. The RateLimit headers tell how much is left."}
	Internal         = Kind{"internal", 500, "Something went wrong here", "Not your fault. Give the request id when you report it."}
	Unavailable      = Kind{"unavailable", 503, "It cannot be done now", "Something that is needed for the answer is not ready, or did not confirm that it stored what was sent, so nothing is promised. Send the same request again after the seconds in Retry-After; with the same Idempotency-Key it cannot count twice."}
)
