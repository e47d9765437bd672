package intake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// getFollowup is GET /v1/followups/{id}: the snapshot as the workflow wrote it last.
//
// Between the 202 of a first fact and its first snapshot there is nothing to tell yet. No
// instance knows what another has accepted, so the answer is an honest 404 that asks to
// come again, with Retry-After.
func (s *Service) getFollowup(c *call) (answer, error) {
	id := c.PathValue("id")
	ctx, cancel := context.WithTimeout(c.Context(), s.limits.Publish)
	defer cancel()
	entry, err := s.status.Get(ctx, bus.Key(c.tenant.Slug, id))
	if errors.Is(err, bus.ErrNotFound) {
		return answer{}, httpapi.Refuse(noSuchFollowup(), "There is no follow-up with this id. If its first fact was accepted just now, its plan is being made: ask again in a second.").
			With("Retry-After", "1")
	}
	if err != nil {
		return answer{}, fmt.Errorf("read the snapshot: %w", err)
	}
	tag := `"` + strconv.FormatUint(entry.Revision, 10) + `"`
	if matches(c.Header.Values("If-None-Match"), tag) {
		return answer{Status: http.StatusNotModified}.With("ETag", tag).With("Cache-Control", "private, no-cache"), nil
	}
	snapshot := entry.Value
	if snapshot.Plan == nil {
		snapshot.Plan = []events.Reminder{}
	}
	a, err := reply(http.StatusOK, snapshot)
	return a.With("ETag", tag).With("Cache-Control", "private, no-cache"), err
}

// matches compares weakly, as RFC 9110 section 13.1.2 asks of If-None-Match.
func matches(fields []string, tag string) bool {
	for _, field := range fields {
		for candidate := range strings.SplitSeq(field, ",") {
			candidate = strings.TrimSpace(candidate)
			if candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
				return true
			}
		}
	}
	return false
}
