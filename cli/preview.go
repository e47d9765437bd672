package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

func (a *app) previewCommand() *cobra.Command {
	var channel, locale, brandFile, slug string
	var html bool
	cmd := &cobra.Command{
		Use:   "preview [KIND]",
		Short: "Show a message as the candidate would read it",
		Long: `Show the message of a kind as the candidate of an invented follow-up would read it.
Without a kind, list the kinds. A tenant's brand and own words come from its record;
a brand file (as for 'afterword tenant brand') tries one that is not saved.

` + exitCodesHelp,
		Example: `  afterword preview
  afterword preview check_in --locale de
  afterword preview thank_you --channel sms
  afterword preview thank_you --html --brand brand.yaml > thank-you.html
  afterword preview check_in --tenant career-center --data ./data -o json`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeKinds,
	}
	cmd.Flags().StringVar(&channel, "channel", string(events.Email), "`email|sms`")
	cmd.Flags().StringVar(&locale, "locale", string(events.English), "language tag: `"+strings.Join(languages(), "|")+"`, or one such as de-AT")
	cmd.Flags().BoolVar(&html, "html", false, "print the HTML part of the email and nothing else")
	cmd.Flags().StringVar(&brandFile, "brand", "", "`file` with a brand, YAML or JSON")
	cmd.Flags().StringVar(&slug, "tenant", "", "with the brand and the own words of the tenant with this `slug`")
	complete(cmd, "channel", string(events.Email), string(events.SMS))
	complete(cmd, "locale", languages()...)
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains([]string{string(events.Email), string(events.SMS)}, channel) {
			return badInputf("--channel %q is neither email nor sms", channel)
		}
		if html && channel != string(events.Email) {
			return badInputf("--html is for email; a text message has no HTML")
		}
		language, err := languageOf(locale)
		if err != nil {
			return err
		}
		templates, brand, err := a.wording(cmd.Context(), where, brandFile, slug)
		if err != nil {
			return err
		}
		if len(args) == 0 {
			return a.listKinds(templates, brand, language, *output)
		}
		kind, err := kindOf(args[0])
		if err != nil {
			return err
		}
		written, err := templates.Preview(kind, events.Channel(channel), string(language), brand)
		if err != nil {
			return fmt.Errorf("preview %s: %w", kind, err)
		}
		switch {
		case html:
			_, err = fmt.Fprint(a.out, written.HTML)
		case *output == asJSON:
			return printJSON(a.out, previewOf(kind, events.Channel(channel), language, written))
		default:
			_, err = fmt.Fprint(a.out, readable(written, events.Channel(channel)))
		}
		if err != nil {
			return fmt.Errorf("write the message: %w", err)
		}
		return nil
	}
	return cmd
}

// wording returns the templates and the brand that are asked for: the standard ones, a tenant's, or a brand from a file.
func (a *app) wording(ctx context.Context, where *reach, brandFile, slug string) (*message.Templates, events.Brand, error) {
	var brand events.Brand
	templates, err := message.New()
	if err != nil {
		return nil, brand, fmt.Errorf("read the messages: %w", err)
	}
	if slug != "" {
		err := a.withTenants(ctx, where, func(ctx context.Context, tenants bus.Bucket[events.Tenant]) error {
			entry, err := readTenant(ctx, tenants, slug)
			if err != nil {
				return err
			}
			brand = entry.Value.Brand
			templates, err = templates.With(entry.Value.Templates)
			return err
		})
		if err != nil {
			return nil, brand, err
		}
	}
	if brandFile != "" {
		if brand, err = a.brandFile(brandFile); err != nil {
			return nil, brand, err
		}
	}
	return templates, brand, nil
}

// listKinds names the kinds, each with the subject of its email.
func (a *app) listKinds(templates *message.Templates, brand events.Brand, language events.Language, output format) error {
	type kindSeen struct {
		Kind    events.Kind `json:"kind"`
		Subject string      `json:"subject"`
	}
	var kinds []kindSeen
	rows := []string{"KIND\tSUBJECT"}
	for _, kind := range events.Kinds() {
		written, err := templates.Preview(kind, events.Email, string(language), brand)
		if err != nil {
			return fmt.Errorf("preview %s: %w", kind, err)
		}
		kinds = append(kinds, kindSeen{kind, written.Subject})
		rows = append(rows, string(kind)+"\t"+written.Subject)
	}
	if output == asJSON {
		return printJSON(a.out, kinds)
	}
	return printColumns(a.out, rows...)
}

// preview is a message for programs.
type preview struct {
	Kind      events.Kind     `json:"kind"`
	Channel   events.Channel  `json:"channel"`
	Locale    events.Language `json:"locale"`
	Subject   string          `json:"subject,omitempty"`
	Preheader string          `json:"preheader,omitempty"`
	Text      string          `json:"text"`
	HTML      string          `json:"html,omitempty"`
	// Calendar is the iCalendar attachment.
	Calendar string    `json:"calendar,omitempty"`
	Size     *textSize `json:"size,omitempty"`
}

// textSize is what a text message costs.
type textSize struct {
	Characters int              `json:"characters"`
	Segments   int              `json:"segments"`
	Encoding   segment.Encoding `json:"encoding"`
}

func sizeOf(text string) textSize {
	count := segment.Of(text)
	return textSize{utf8.RuneCountInString(text), count.Segments, count.Encoding}
}

func previewOf(kind events.Kind, channel events.Channel, language events.Language, m message.Message) preview {
	p := preview{
		Kind: kind, Channel: channel, Locale: language,
		Subject: m.Subject, Preheader: m.Preheader, Text: m.Text, HTML: m.HTML, Calendar: string(m.Calendar),
	}
	if channel == events.SMS {
		size := sizeOf(m.Text)
		p.Size = &size
	}
	return p
}

// readable is a message for people.
func readable(m message.Message, channel events.Channel) string {
	if channel == events.SMS {
		size := sizeOf(m.Text)
		segments := "segments"
		if size.Segments == 1 {
			segments = "segment"
		}
		return fmt.Sprintf("%s\n\n(%d characters, %d %s, %s)\n", m.Text, size.Characters, size.Segments, segments, size.Encoding)
	}
	attached := ""
	if len(m.Calendar) > 0 {
		attached = "Attached:   an entry for the calendar (.ics)\n"
	}
	return fmt.Sprintf("Subject:    %s\nPreheader:  %s\n%s\n%s\n", m.Subject, m.Preheader, attached, strings.TrimRight(m.Text, "\n"))
}

func kindOf(name string) (events.Kind, error) {
	if !slices.Contains(events.Kinds(), events.Kind(name)) {
		return "", badInputf("there is no kind %q; there are %s", name, strings.Join(kinds(), ", "))
	}
	return events.Kind(name), nil
}

// languageOf is strict where messages are not: somebody who asks for a language wants to read it.
func languageOf(locale string) (events.Language, error) {
	language := events.LanguageOf(locale)
	if tag, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-"); !strings.EqualFold(tag, string(language)) {
		return "", badInputf("--locale %q: there are %s", locale, strings.Join(languages(), ", "))
	}
	return language, nil
}

func kinds() []string { return texts(events.Kinds()) }

func languages() []string { return texts(events.Languages()) }

func texts[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = string(word)
	}
	return list
}

func completeKinds(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return kinds(), cobra.ShellCompDirectiveNoFileComp
}

// complete lets a shell complete the values of a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	// It fails only for a flag that there is not, which the completion's test would show.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}
