package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

func (a *app) suppressionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "suppression",
		Short: "Show and change who must not be written to any more",
		Long: `Show and change the list of addresses that must not be written to any more. The
notifier looks at it right before every send. It holds no address, only hashes of them:
an address can be looked up and cannot be listed.

An entry reaches as far as its scope: the messages of one tenant to an address (--tenant),
or all texts from one number to another (--sender), which is what STOP means. Its rule
says whose word it is:
  stop         the reader answered STOP to the number
  complaint    the reader called a message spam
  unsubscribe  the reader used the link or their mail program's button
  operator     a person put it on the list
  bounce       the address does not exist or cannot receive

` + exitCodesHelp,
		Example: `  afterword suppression list --data ./data
  afterword suppression show --tenant career-center --address ada@example.com --data ./data
  afterword suppression release --tenant career-center --address ada@example.com --data ./data`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.suppressionListCommand(), a.suppressionShowCommand(), a.suppressionAddCommand(), a.suppressionReleaseCommand())
	return cmd
}

// withSuppressions opens the bus and the list on it, which the services create.
func (a *app) withSuppressions(ctx context.Context, where *reach, do func(context.Context, *bus.Bus, *suppression.List) error) error {
	b, err := a.connect(ctx, where, "afterword-suppression")
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	return do(ctx, b, suppression.Open(b))
}

// concern is whom an entry concerns: an address, within the scope of a tenant or of a sender.
type concern struct {
	tenant, sender, channel, address string
}

const concernHelp = `The address is an email address or a phone number such as +14155550123; the address -
is read from stdin, so that it stays out of the shell's history.`

// concernFlags adds what says whom an entry concerns.
func concernFlags(cmd *cobra.Command) *concern {
	c := &concern{}
	cmd.Flags().StringVar(&c.tenant, "tenant", "", "`slug` of the tenant whose messages are meant")
	cmd.Flags().StringVar(&c.sender, "sender", "", "`number` whose texts are meant, whichever tenants use it")
	cmd.Flags().StringVar(&c.channel, "channel", "", "email or sms (default: by the address)")
	cmd.Flags().StringVar(&c.address, "address", "", "`address` that is written to, or - to read it from stdin")
	return c
}

// check completes c and says what is wrong with it, field by field; it never repeats the address.
func (a *app) check(c *concern) error {
	if c.address == "-" {
		line, err := bufio.NewReader(a.in).ReadString('\n')
		if err != nil && err != io.EOF {
			return badInputf("read --address from stdin: %w", err)
		}
		c.address = strings.TrimSpace(line)
	}
	if c.channel == "" {
		c.channel = string(events.SMS)
		if strings.Contains(c.address, "@") {
			c.channel = string(events.Email)
		}
	}
	switch {
	case c.address == "":
		return badInputf("whose address? Give --address, such as ada@example.com or +14155550123")
	case c.channel != string(events.Email) && c.channel != string(events.SMS):
		return badInputf("--channel is email or sms, not %q", c.channel)
	case c.channel == string(events.Email) && !events.IsEmail(c.address):
		return badInputf("--address is no bare email address such as ada@example.com")
	case c.channel == string(events.SMS) && !events.IsPhone(c.address):
		return badInputf("--address is no number in E.164 form, such as +14155550123")
	case c.tenant == "" && c.sender == "":
		return badInputf("in which scope? Give --tenant SLUG, or for texts --sender NUMBER")
	case c.tenant != "" && c.sender != "":
		return badInputf("--tenant and --sender are two scopes: give one")
	case c.tenant != "" && !events.ValidSlug(c.tenant):
		return badInputf("--tenant %q is not a slug: 1 to 40 of a-z, 0-9 and -", c.tenant)
	case c.sender != "" && c.channel != string(events.SMS):
		return badInputf("--sender is for texts: the address must be a phone number")
	case strings.ContainsFunc(c.sender, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return badInputf("--sender is what texts come from, in one word, such as +14155550100")
	}
	return nil
}

// key is where the list keeps c.
func (c *concern) key() string {
	if c.sender != "" {
		return suppression.OfSender(events.SMS, c.sender, c.address)
	}
	return suppression.OfTenant(c.tenant, events.Channel(c.channel), c.address)
}

// scope says in words what c reaches.
func (c *concern) scope() string {
	return scopeOf(events.Suppression{Tenant: c.tenant, Sender: c.sender, Channel: events.Channel(c.channel)})
}

// scopeOf says in words what an entry reaches.
func scopeOf(s events.Suppression) string {
	if s.Sender != "" {
		return "sender " + s.Sender
	}
	return "tenant " + orWord(s.Tenant, "(not known)")
}

// wordOf says whose word an entry is.
func wordOf(s events.Suppression) string {
	day := s.At.UTC().Format("2 January 2006")
	switch s.Rule {
	case events.RuleStop:
		return "the reader said STOP on " + day
	case events.RuleComplaint:
		return "the reader called a message spam on " + day
	case events.RuleUnsubscribe:
		return "the reader unsubscribed on " + day
	case events.RuleOperator:
		return "an operator put it on the list on " + day
	case events.RuleBounce:
		return "a message came back on " + day
	}
	return fmt.Sprintf("rule %s, since %s", s.Rule, day)
}

// suppressionView is an entry as it is printed.
type suppressionView struct {
	Key string `json:"key"`
	events.Suppression
}

const suppressionColumns = "CHANNEL\tSCOPE\tRULE\tSINCE (UTC)\tFOLLOW-UP\tREASON"

func (v suppressionView) row() string {
	cells := []string{
		orWord(string(v.Channel), "-"), scopeOf(v.Suppression), v.Rule, v.At.UTC().Format("2006-01-02 15:04"), orWord(v.Followup, "-"), orWord(v.Reason, "-"),
	}
	for i, cell := range cells {
		cells[i] = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, cell)
	}
	return strings.Join(cells, "\t")
}

// printSuppressions prints entries; none is an empty list, which is said.
func (a *app) printSuppressions(views []suppressionView, none string, output format) error {
	if output == asJSON {
		return printJSON(a.out, append([]suppressionView{}, views...))
	}
	if len(views) == 0 {
		a.say("%s", none)
		return nil
	}
	rows := []string{suppressionColumns}
	for _, v := range views {
		rows = append(rows, v.row())
	}
	return printColumns(a.out, rows...)
}
