package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// brandFields are the fields of a brand and the flags that set them.
func brandFields(b *events.Brand) []brandField {
	return []brandField{
		{"sender_name", "name", "name that the messages come from", &b.SenderName},
		{"sender_email", "sender-email", "address that they come from", &b.SenderEmail},
		{"reply_to", "reply-to", "address that answers go to", &b.ReplyTo},
		{"sms_sender", "sms-sender", "number that texts come from, such as +14155550100; what STOP to it means concerns this tenant alone", &b.SMSSender},
		{"color", "color", "colour of the button and the headings, such as #1f5f5b", &b.Color},
		{"logo_url", "logo-url", "https address of the logo", &b.Logo},
		{"footer", "footer", "lines at the end of every email", &b.Footer},
	}
}

type brandField struct {
	name, flag, usage string
	value             *string
}

func (a *app) tenantBrandCommand() *cobra.Command {
	var file string
	var given events.Brand
	cmd := &cobra.Command{
		Use:   "brand SLUG",
		Short: "Show or change how a tenant's messages look and who they come from",
		Long: `Show a tenant's brand; with --file or a flag for a field, change it. A file, YAML or
JSON, replaces the whole brand; a flag changes its field, and --footer "" empties it.
What is empty takes the installation's own. A brand is checked before it is saved.

` + exitCodesHelp,
		Example: `  afterword tenant brand career-center --data ./data
  afterword tenant brand career-center --data ./data --name "Career Center" --color '#1f5f5b'
  afterword tenant brand career-center --data ./data --sms-sender +14155550100
  afterword tenant brand career-center --data ./data --file brand.yaml
  afterword preview check_in --html --brand brand.yaml > try.html`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&file, "file", "", "`file` with the whole brand")
	for _, f := range brandFields(&given) {
		cmd.Flags().StringVar(f.value, f.flag, "", f.usage)
	}
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		replacement := events.Brand{}
		if file != "" {
			var err error
			if replacement, err = a.brandFile(file); err != nil {
				return err
			}
		}
		return a.withTenants(cmd.Context(), where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, args[0])
			if err != nil {
				return err
			}
			brand, changed := entry.Value.Brand, false
			number := brand.SMSSender
			if file != "" {
				brand, changed = replacement, true
			}
			flags := brandFields(&given)
			for i, f := range brandFields(&brand) {
				if cmd.Flags().Changed(f.flag) {
					*f.value, changed = *flags[i].value, true
				}
			}
			if changed {
				if err := message.CheckBrand(brand); err != nil {
					return badInput(err)
				}
				entry.Value.Brand = brand
				if err := storeTenant(ctx, tenants, args[0], entry.Value, entry.Revision, "brand"); err != nil {
					return err
				}
				a.say("Saved; the next messages of %s have this brand.", args[0])
				if number != brand.SMSSender {
					a.say("STOP to the number before does not hold for the new one; who is to be left alone still: 'afterword suppression add'.")
				}
			}
			return a.printBrand(brand, *output)
		})
	}
	return cmd
}

func (a *app) printBrand(brand events.Brand, output format) error {
	if output == asJSON {
		return printJSON(a.out, brand)
	}
	fields := brandFields(&brand)
	rows := make([]string, 0, len(fields))
	for _, f := range fields {
		rows = append(rows, f.name+"\t"+strings.ReplaceAll(orWord(*f.value, "(the installation's)"), "\n", " / "))
	}
	return printColumns(a.out, rows...)
}

// brandFile reads a brand and checks it.
func (a *app) brandFile(path string) (events.Brand, error) {
	var brand events.Brand
	file, err := a.document(path)
	if err != nil {
		return brand, err
	}
	var found []document.Fault
	var invalid *events.InvalidError
	switch err := events.DecodeStrict(file.JSON, &brand); {
	case errors.As(err, &invalid):
		for _, f := range invalid.Fields {
			found = append(found, file.Fault(f.Location, f.String()))
		}
	case err != nil:
		return brand, badInputf("%s: %w", path, err)
	}
	for _, err := range errorsIn(message.CheckBrand(brand)) {
		if f := new(message.FieldError); errors.As(err, &f) {
			found = append(found, file.Fault(f.Field, f.Error()))
		}
	}
	if len(found) > 0 {
		return brand, refuse(file.Name, found)
	}
	return brand, nil
}

// errorsIn takes joined errors apart.
func errorsIn(err error) []error {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		return several.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}
