package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
)

// Version is another one whenever anything of the tenant has changed. It is "0" for a tenant of which nothing is known.
func (b *Book) Version(ctx context.Context, tenant string) (string, error) {
	if tenant == "" {
		return "", errTenant
	}
	var version int64
	err := b.db().QueryRowContext(ctx, b.bind("SELECT version FROM tenants_seen WHERE tenant = ?"), tenant).Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read the version of %s: %w", tenant, err)
	}
	return strconv.FormatInt(version, 10), nil
}
