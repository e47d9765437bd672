package standalone

import (
	"net/http"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone/simulator"
	"github.com/afterword-io/afterword/standalone/storybook"
)

// registerPreviews adds the pages that show what would be planned and said, under the policy, brand and words
// of tenant local as they are at that moment.
func (s *Standalone) registerPreviews(pages *http.ServeMux, tenants bus.Bucket[events.Tenant]) error {
	tenant := func(r *http.Request) (events.Tenant, error) {
		entry, err := tenants.Get(r.Context(), localTenant)
		return entry.Value, wrapTenant("read", err)
	}
	simulate, err := simulator.New(simulator.Options{Clock: s.clock, Tenant: tenant})
	if err != nil {
		return err
	}
	simulate.Register(pages)
	book, err := storybook.New(storybook.Options{Clock: s.clock, Tenant: tenant})
	if err != nil {
		return err
	}
	book.Register(pages)
	return nil
}
