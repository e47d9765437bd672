package ledger

import "context"

// auditing audits everybody hour by hour, from when it is known who everybody is: an audit of nobody finds nothing, and
// would say so for an hour.
func (s *Service) auditing(ctx context.Context) error {
	changed, end := s.tenants.Changed()
	defer end()
	for s.tenants.Ready(ctx) != nil {
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
		}
	}
	s.audit.Watch(ctx)
	return nil
}
