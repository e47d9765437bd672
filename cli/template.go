package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

func (a *app) tenantTemplateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "template",
		Short: "Give a tenant its own words for a message",
		Long: `Give a tenant its own words for a kind of message in a language. A template defines any
of the blocks subject, preheader, email and sms; the others keep the standard words. It is
checked when it is saved: against every sample of its kind, for length, completeness and tone.

` + exitCodesHelp,
		Example: `  afterword tenant template show career-center check_in --locale de --data ./data > check_in.tmpl
  afterword tenant template set career-center check_in --locale de check_in.tmpl --data ./data
  afterword preview check_in --locale de --tenant career-center --data ./data
  afterword tenant template remove career-center check_in --locale de --data ./data`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.templateListCommand(), a.templateShowCommand(), a.templateSetCommand(), a.templateRemoveCommand())
	return cmd
}

// localeFlag adds --locale, which a template cannot do without.
func localeFlag(cmd *cobra.Command) *string {
	locale := cmd.Flags().String("locale", "", "language: `"+strings.Join(languages(), "|")+"`")
	complete(cmd, "locale", languages()...)
	return locale
}

// whichTemplate reads KIND and --locale.
func whichTemplate(kind, locale string) (events.Kind, events.Language, error) {
	k, err := kindOf(kind)
	if err != nil {
		return "", "", err
	}
	if locale == "" {
		return "", "", badInputf("in which language? Give --locale %s", strings.Join(languages(), "|"))
	}
	l, err := languageOf(locale)
	return k, l, err
}

func (a *app) templateListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list SLUG",
		Short: "List a tenant's own templates",
		Long: `List a tenant's own templates, and when each was saved.

` + exitCodesHelp,
		Example: `  afterword tenant template list career-center --data ./data`,
		Args:    cobra.ExactArgs(1),
	}
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, args[0])
			if err != nil {
				return err
			}
			own := append([]events.Template{}, entry.Value.Templates...)
			if *output == asJSON {
				return printJSON(a.out, own)
			}
			rows := []string{"KIND\tLOCALE\tSAVED"}
			for _, t := range own {
				rows = append(rows, fmt.Sprintf("%s\t%s\t%s", t.Kind, t.Language, t.SavedAt.Format("2006-01-02 15:04Z")))
			}
			return printColumns(a.out, rows...)
		})
	}
	return cmd
}

func (a *app) templateShowCommand() *cobra.Command {
	var standard bool
	cmd := &cobra.Command{
		Use:   "show SLUG KIND --locale L",
		Short: "Print a template, a tenant's own or else the standard one",
		Long: `Print the template of a kind in a language: the tenant's own, or the standard one to
start from. Which of them it is goes to stderr.

` + exitCodesHelp,
		Example: `  afterword tenant template show career-center check_in --locale de --data ./data
  afterword tenant template show career-center check_in --locale de --standard > check_in.tmpl`,
		Args: cobra.ExactArgs(2),
	}
	cmd.Flags().BoolVar(&standard, "standard", false, "print the standard one, offline, whatever the tenant has")
	locale := localeFlag(cmd)
	where := a.busFlags(cmd)
	cmd.ValidArgsFunction = completeSecondKind
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		kind, language, err := whichTemplate(args[1], *locale)
		if err != nil {
			return err
		}
		if !standard {
			own, found, err := a.ownTemplate(cmd.Context(), where, args[0], kind, language)
			if err != nil {
				return err
			}
			if found {
				a.say("%s has these words of its own since %s.", args[0], own.SavedAt.Format(time.DateOnly))
				return a.printText(own.Source)
			}
		}
		templates, err := message.New()
		if err != nil {
			return fmt.Errorf("read the messages: %w", err)
		}
		source, err := templates.Source(kind, language)
		if err != nil {
			return err
		}
		a.say("These are the standard words.")
		return a.printText(source)
	}
	return cmd
}

func (a *app) ownTemplate(ctx context.Context, where *reach, slug string, kind events.Kind, language events.Language) (own events.Template, found bool, err error) {
	err = a.withTenants(ctx, where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
		entry, err := readTenant(ctx, tenants, slug)
		if err != nil {
			return err
		}
		if i := indexTemplate(entry.Value.Templates, kind, language); i >= 0 {
			own, found = entry.Value.Templates[i], true
		}
		return nil
	})
	return own, found, err
}

func (a *app) printText(text string) error {
	if _, err := fmt.Fprintln(a.out, strings.TrimRight(text, "\n")); err != nil {
		return fmt.Errorf("write the template: %w", err)
	}
	return nil
}

func (a *app) templateSetCommand() *cobra.Command {
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "set SLUG KIND --locale L FILE|-",
		Short: "Save a tenant's own template, if it is right",
		Long: `Save a tenant's own words for a kind in a language, if they are right. Every mistake is
told with its block and line, and how to mend it; then nothing is saved.

` + exitCodesHelp,
		Example: `  afterword tenant template set career-center check_in --locale de check_in.tmpl --data ./data
  afterword tenant template set career-center check_in --locale de check_in.tmpl --dry-run`,
		Args: cobra.ExactArgs(3),
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "check only, offline")
	locale := localeFlag(cmd)
	where := a.busFlags(cmd)
	cmd.ValidArgsFunction = completeSecondKind
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		kind, language, err := whichTemplate(args[1], *locale)
		if err != nil {
			return err
		}
		source, err := a.text(args[2])
		if err != nil {
			return err
		}
		own := events.Template{Kind: kind, Language: language, Source: source, SavedAt: time.Now().UTC().Truncate(time.Second)}
		if err := checkTemplate(args[2], own); err != nil {
			return err
		}
		if dryRun {
			a.say("%s is right; nothing was saved.", args[2])
			return nil
		}
		err = a.changeTemplates(cmd.Context(), where, args[0], func(list []events.Template) ([]events.Template, error) {
			if i := indexTemplate(list, kind, language); i >= 0 {
				list[i] = own
			} else {
				list = append(list, own)
			}
			slices.SortStableFunc(list, func(x, y events.Template) int {
				return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Language, y.Language))
			})
			return list, nil
		})
		if err == nil {
			a.say("Saved; the next %s of %s in %s has these words.", kind, args[0], language)
		}
		return err
	}
	return cmd
}

func (a *app) templateRemoveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "remove SLUG KIND --locale L",
		Short: "Return to the standard words",
		Long: `Remove a tenant's own template of a kind in a language: the standard words are back.

` + exitCodesHelp,
		Example: `  afterword tenant template remove career-center check_in --locale de --data ./data`,
		Args:    cobra.ExactArgs(2),
	}
	locale := localeFlag(cmd)
	where := a.busFlags(cmd)
	cmd.ValidArgsFunction = completeSecondKind
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		kind, language, err := whichTemplate(args[1], *locale)
		if err != nil {
			return err
		}
		err = a.changeTemplates(cmd.Context(), where, args[0], func(list []events.Template) ([]events.Template, error) {
			i := indexTemplate(list, kind, language)
			if i < 0 {
				return nil, badInputf("%s has no template of its own for %s in %s", args[0], kind, language)
			}
			return slices.Delete(list, i, i+1), nil
		})
		if err == nil {
			a.say("Removed; the next %s of %s in %s has the standard words.", kind, args[0], language)
		}
		return err
	}
	return cmd
}

func (a *app) changeTemplates(ctx context.Context, where *reach, slug string, change func([]events.Template) ([]events.Template, error)) error {
	return a.withTenants(ctx, where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
		entry, err := readTenant(ctx, tenants, slug)
		if err != nil {
			return err
		}
		if entry.Value.Templates, err = change(entry.Value.Templates); err != nil {
			return err
		}
		return storeTenant(ctx, tenants, slug, entry.Value, entry.Revision, "templates")
	})
}

func indexTemplate(list []events.Template, kind events.Kind, language events.Language) int {
	return slices.IndexFunc(list, func(t events.Template) bool { return t.Kind == kind && t.Language == language })
}

// checkTemplate holds one template to the rules of messages. Its mistakes begin with the file and the line.
func checkTemplate(name string, own events.Template) error {
	templates, err := message.New()
	if err != nil {
		return fmt.Errorf("read the messages: %w", err)
	}
	_, err = templates.With([]events.Template{own})
	var found []document.Fault
	for _, err := range errorsIn(err) {
		wrong := new(message.TemplateError)
		if !errors.As(err, &wrong) {
			return badInput(err)
		}
		reason := wrong.Reason
		if wrong.Block != "" {
			reason = "block " + wrong.Block + ": " + reason
		}
		found = append(found, document.Fault{Line: wrong.Line, Message: reason})
	}
	if len(found) > 0 {
		return refuse(name, found)
	}
	return nil
}

// text reads a file of the user's.
func (a *app) text(path string) (string, error) {
	file, err := a.open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(file)
	if err != nil {
		return "", badInputf("read %s: %w", path, err)
	}
	return strings.TrimPrefix(string(raw), "\ufeff"), nil
}

func completeSecondKind(cmd *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 1 {
		return completeKinds(cmd, nil, toComplete)
	}
	return nil, cobra.ShellCompDirectiveDefault
}
