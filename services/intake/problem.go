package intake

import (
	"errors"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// problemTypes comes before a kind's word in a problem's type: /docs explains each.
const problemTypes = "/docs#problem-"

// The kinds that intake has beside those of every API.

func otherTenant() httpapi.Kind {
	return httpapi.Kind{Word: "other-tenant", Status: 403, Title: "The event belongs to another tenant", Meaning: "The tenant attribute of an event must be the one of the API key. Leave it out: it is set from the key."}
}

func noSuchFollowup() httpapi.Kind {
	return httpapi.Kind{Word: "no-such-followup", Status: 404, Title: "There is no such follow-up", Meaning: "Your tenant has no follow-up with this id, or its first plan is not written yet, which takes a moment after its first fact was accepted."}
}

func keyInUse() httpapi.Kind {
	return httpapi.Kind{Word: "idempotency-key-in-use", Status: 409, Title: "A request with this Idempotency-Key is still running", Meaning: "Ask again after the seconds in Retry-After; you will get the answer of the first request."}
}

func keyReused() httpapi.Kind {
	return httpapi.Kind{Word: "idempotency-key-reused", Status: 422, Title: "The Idempotency-Key was used for another request", Meaning: "A key stands for one request: the same method, path and body. Take a new key for a new request."}
}

// kinds lists every problem there is, by status.
func kinds() []httpapi.Kind {
	return []httpapi.Kind{
		httpapi.Malformed, httpapi.Unauthorized, otherTenant(), httpapi.Forbidden, httpapi.NoSuchPath, noSuchFollowup(), httpapi.MethodNotAllowed,
		keyInUse(), httpapi.TooLarge, httpapi.MediaType, httpapi.Invalid, keyReused(), httpapi.RateLimited, httpapi.Internal, httpapi.Unavailable,
	}
}

// refusalOf is the map from an error to what the caller sees of it.
func refusalOf(err error) *httpapi.Refusal {
	r := httpapi.RefusalOf(err)
	if errors.As(err, new(*events.MediaTypeError)) {
		r = r.With("Accept-Post", acceptedMediaTypes)
	}
	return r
}
