package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

func (a *app) tenantCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tenant",
		Short: "Create and list tenants, change their API keys, brand and words",
		Long: `Create and list tenants, and change their API keys, their brand and their own words.
Tenants are kept on the bus, so these commands need access to it; running services see
a change at once. Their numbers: 'afterword policy set'.

` + exitCodesHelp,
		Example: `  afterword tenant create career-center --name "Career Center" --data ./data
  afterword tenant list --data ./data
  afterword tenant rotate-key career-center --grace 48h --data ./data
  afterword tenant add-key career-center --scope read --expires 90d --data ./data`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		a.tenantCreateCommand(), a.tenantListCommand(), a.tenantRotateCommand(), a.tenantAddKeyCommand(), a.tenantRemoveKeyCommand(),
		a.tenantBrandCommand(), a.tenantTemplateCommand(),
	)
	return cmd
}

const keyShownOnce = "Keep the key: it is shown once and only its hash is stored."

func (a *app) tenantCreateCommand() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "create SLUG",
		Short: "Create a tenant and its first API key",
		Long: `Create a tenant and its first API key. The slug (1 to 40 of a-z, 0-9 and -) is
its name on the bus and never changes. ` + keyShownOnce + `

` + exitCodesHelp,
		Example: `  afterword tenant create career-center --name "Career Center" --data ./data
  afterword tenant create acme --nats "$NATS_URL" -o json | jq -r .key > acme.key`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&name, "name", "", "the tenant's `name` for people (default: the slug)")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		slug := args[0]
		if !events.ValidSlug(slug) {
			return badInputf("%q is not a slug: 1 to 40 of a-z, 0-9 and -", slug)
		}
		if strings.ContainsFunc(name, unicode.IsControl) {
			return badInputf("--name must not hold control characters such as line breaks")
		}
		key, record := events.NewAPIKey(time.Now())
		tenant := events.Tenant{Slug: slug, Name: name, Keys: []events.APIKey{record}, CreatedAt: record.CreatedAt}
		if tenant.Name == "" {
			tenant.Name = slug
		}
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			_, err := tenants.Create(ctx, slug, tenant, 0)
			if errors.Is(err, bus.ErrConflict) {
				return badInputf("there is a tenant %s already", slug)
			}
			if err != nil {
				return fmt.Errorf("create tenant %s: %w", slug, err)
			}
			return a.printKey(slug, key, record, *output)
		})
	}
	return cmd
}

func (a *app) tenantListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the tenants and the hints of their keys",
		Long: `List the tenants. Of a key its first characters are shown, "read" if it is for looking
only, and until when it is valid if it ends.

` + exitCodesHelp,
		Example: `  afterword tenant list --data ./data
  afterword tenant list -o json | jq -r '.[].slug'`,
		Args: cobra.NoArgs,
	}
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			all, err := everyTenant(ctx, tenants)
			if err != nil {
				return err
			}
			if *output == asJSON {
				return printJSON(a.out, append([]events.Tenant{}, all...))
			}
			rows := []string{"SLUG\tNAME\tCREATED\tKEYS"}
			for _, t := range all {
				rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%s", t.Slug, t.Name, t.CreatedAt.Format(time.DateOnly), hints(t.Keys)))
			}
			return printColumns(a.out, rows...)
		})
	}
	return cmd
}

func (a *app) tenantRotateCommand() *cobra.Command {
	var grace time.Duration
	cmd := &cobra.Command{
		Use:   "rotate-key SLUG",
		Short: "Give a tenant a new API key",
		Long: `Give a tenant a new API key. The keys it had stay valid for --grace, so that
callers can change over. Keys for reading only stay as they are: see add-key and
remove-key. ` + keyShownOnce + `

` + exitCodesHelp,
		Example: `  afterword tenant rotate-key career-center --data ./data
  afterword tenant rotate-key career-center --grace 0s   # the old key was stolen`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().DurationVar(&grace, "grace", 24*time.Hour, "how long the old keys stay valid")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		slug := args[0]
		if grace < 0 {
			return badInputf("--grace is 0 or more")
		}
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, slug)
			if err != nil {
				return err
			}
			now := time.Now().UTC()
			key, record := events.NewAPIKey(now)
			entry.Value.Keys = append(expiring(entry.Value.Keys, now, grace), record)
			if err := storeTenant(ctx, tenants, slug, entry.Value, entry.Revision, "new key"); err != nil {
				return err
			}
			return a.printKey(slug, key, record, *output)
		})
	}
	return cmd
}

// withTenants opens the bus and its tenants bucket, which the services create.
func (a *app) withTenants(ctx context.Context, where *reach, do func(context.Context, bus.Bucket[events.Tenant]) error) error {
	b, err := a.connect(ctx, where, "afterword-tenant")
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	return do(ctx, bus.OpenBucket[events.Tenant](b, bus.TenantsBucket))
}

// readTenant reads a tenant's record.
func readTenant(ctx context.Context, tenants bus.Bucket[events.Tenant], slug string) (bus.Entry[events.Tenant], error) {
	entry, err := tenants.Get(ctx, slug)
	if errors.Is(err, bus.ErrNotFound) {
		return entry, badInputf("there is no tenant %s", slug)
	}
	if err != nil {
		return entry, fmt.Errorf("read tenant %s: %w", slug, err)
	}
	return entry, nil
}

// storeTenant writes a tenant's record back, unless somebody else has changed it since; what names what was changed in it.
func storeTenant(ctx context.Context, tenants bus.Bucket[events.Tenant], slug string, t events.Tenant, revision uint64, what string) error {
	_, err := tenants.Update(ctx, slug, t, revision)
	if errors.Is(err, bus.ErrConflict) {
		return fmt.Errorf("tenant %s was changed by somebody else at the same moment and was left as it is; run the command again", slug)
	}
	if err != nil {
		return fmt.Errorf("store the %s of tenant %s: %w", what, slug, err)
	}
	return nil
}

// everyTenant reads the bucket once, ordered by slug.
func everyTenant(ctx context.Context, tenants bus.Bucket[events.Tenant]) ([]events.Tenant, error) {
	watching, complete := context.WithCancel(ctx)
	defer complete()
	// An entry may be seen again, and with a newer value.
	seen := map[string]events.Tenant{}
	read := false
	err := tenants.Watch(watching, func(slug string, t *events.Tenant) {
		delete(seen, slug)
		if t != nil {
			seen[slug] = *t
		}
	}, func() {
		read = true
		complete()
	})
	if !read {
		return nil, &exitError{ExitUnavailable, fmt.Errorf("list the tenants: %w", errors.Join(err, ctx.Err()))}
	}
	return slices.SortedFunc(maps.Values(seen), func(x, y events.Tenant) int { return cmp.Compare(x.Slug, y.Slug) }), nil
}

func (a *app) printKey(slug, key string, record events.APIKey, output format) error {
	if output == asJSON {
		return printJSON(a.out, struct {
			Tenant    string       `json:"tenant"`
			Key       string       `json:"key"`
			Hint      string       `json:"hint"`
			Scope     events.Scope `json:"scope,omitempty"`
			CreatedAt time.Time    `json:"created_at"`
			ExpiresAt time.Time    `json:"expires_at,omitzero"`
		}{slug, key, record.Hint, record.Scope, record.CreatedAt, record.ExpiresAt})
	}
	if err := printColumns(a.out, "tenant\t"+slug, "key\t"+key); err != nil {
		return err
	}
	a.say(keyShownOnce)
	return nil
}
