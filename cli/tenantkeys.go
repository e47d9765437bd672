package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

func (a *app) tenantAddKeyCommand() *cobra.Command {
	var scope string
	var expires span
	cmd := &cobra.Command{
		Use:   "add-key SLUG",
		Short: "Give a tenant one more API key",
		Long: `Give a tenant one more API key; those it has stay as they are. With --scope read the key
is for looking only: everything that would change something is answered with 403.
` + keyShownOnce + `

` + exitCodesHelp,
		Example: `  afterword tenant add-key career-center --scope read --data ./data
  afterword tenant add-key career-center --scope read --expires 90d -o json | jq -r .key`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&scope, "scope", "all", "what the key may do: all or read")
	cmd.Flags().Var(&expires, "expires", "after how long the key ends, such as 90d or 12h (default: never)")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		slug := args[0]
		if scope != "all" && scope != string(events.ScopeRead) {
			return badInputf("--scope is all or read, not %q", scope)
		}
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, slug)
			if err != nil {
				return err
			}
			key, record := events.NewAPIKey(time.Now())
			if scope == string(events.ScopeRead) {
				record.Scope = events.ScopeRead
			}
			if expires > 0 {
				record.ExpiresAt = record.CreatedAt.Add(time.Duration(expires))
			}
			entry.Value.Keys = append(entry.Value.Keys, record)
			if err := storeTenant(ctx, tenants, slug, entry.Value, entry.Revision, "new key"); err != nil {
				return err
			}
			return a.printKey(slug, key, record, *output)
		})
	}
	return cmd
}

func (a *app) tenantRemoveKeyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "remove-key SLUG HINT",
		Short: "End an API key of a tenant at once",
		Long: `End an API key of a tenant at once. HINT is the beginning of the key, as
'afterword tenant list' shows it; it must be that of one key only.

` + exitCodesHelp,
		Example: `  afterword tenant list --data ./data
  afterword tenant remove-key career-center aw_K7QX --data ./data`,
		Args: cobra.ExactArgs(2),
	}
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		slug := args[0]
		hint, err := hintOf(args[1])
		if err != nil {
			return err
		}
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, slug)
			if err != nil {
				return err
			}
			kept := slices.DeleteFunc(slices.Clone(entry.Value.Keys), func(k events.APIKey) bool { return k.Hint == hint })
			switch removed := len(entry.Value.Keys) - len(kept); {
			case removed == 0:
				return badInputf("tenant %s has no key that begins with %s", slug, hint)
			case removed > 1:
				return badInputf("tenant %s has %d keys that begin with %s, and it must be one: add a key and end the others by rotate-key --grace 0s", slug, removed, hint)
			}
			entry.Value.Keys = kept
			if err := storeTenant(ctx, tenants, slug, entry.Value, entry.Revision, "keys"); err != nil {
				return err
			}
			a.say("The key %s… of tenant %s is no longer valid.", hint, slug)
			return nil
		})
	}
	return cmd
}

// hintOf takes a hint as it is shown. Whoever gives the whole key has shown it to the shell's history, and is not
// encouraged to.
func hintOf(text string) (string, error) {
	hint := strings.TrimSuffix(text, "…")
	if len(hint) != hintLength || !strings.HasPrefix(hint, "aw_") {
		return "", badInputf("HINT is the first %d characters of the key, as 'afterword tenant list' shows them", hintLength)
	}
	return hint, nil
}

// hintLength is the length of APIKey.Hint.
const hintLength = 7

// span is a flag of a length of time, in days too.
type span time.Duration

// Set implements pflag.Value.
func (s *span) Set(text string) error {
	length, err := time.ParseDuration(text)
	if days, ok := strings.CutSuffix(text, "d"); ok {
		var n int
		n, err = strconv.Atoi(days)
		length = time.Duration(n) * 24 * time.Hour
	}
	if err != nil || length <= 0 || length > maxSpan {
		return badInputf("a length of time is wanted, such as 90d or 12h, and at most 10 years")
	}
	*s = span(length)
	return nil
}

// maxSpan is as long as anybody should trust a key, and short enough to be counted in nanoseconds.
const maxSpan = 3653 * 24 * time.Hour

// String implements pflag.Value.
func (s *span) String() string {
	if *s == 0 {
		return ""
	}
	return time.Duration(*s).String()
}

// Type implements pflag.Value.
func (s *span) Type() string { return "duration" }
