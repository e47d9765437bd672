package outbox

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/afterword-io/afterword/pkg/events"
)

// Bounce returns a letter to whoever its envelope names, as the mail server of an address that does not exist
// would: with a delivery status notification (RFC 3464).
func (b *Outbox) Bounce(ctx context.Context, id int) error {
	m, raw, ok := b.store.Get(id)
	if !ok || m.Channel != events.Email {
		return errNotFound
	}
	returns := b.told().Returns
	if returns == "" {
		return errNobodyAsks
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", returns)
	if err != nil {
		return fmt.Errorf("return a letter: %w", err)
	}
	client := smtp.NewClientLMTP(conn)
	defer func() { _ = client.Close() }()
	client.CommandTimeout, client.SubmissionTimeout = callTimeout, callTimeout
	// The sender of a bounce is nobody, so that it cannot bounce itself (RFC 5321 section 4.5.5).
	if err := client.SendMail("", []string{m.From}, strings.NewReader(report(m, raw, b.clock.Now()))); err != nil {
		return fmt.Errorf("return a letter: %w", err)
	}
	return client.Quit()
}

// report writes the notification, with the headers of the letter but not its words.
func report(m Message, raw string, now time.Time) string {
	headers, _, _ := strings.Cut(strings.ReplaceAll(raw, "\r\n", "\n"), "\n\n")
	text := fmt.Sprintf(`From: Mail Delivery System <mailer-daemon@outbox.localhost>
To: <%[1]s>
Subject: Undelivered Mail Returned to Sender
Date: %[2]s
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered: there is no such mailbox.

--report
Content-Type: message/delivery-status

Reporting-MTA: dns; outbox.localhost

Final-Recipient: rfc822; %[3]s
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

--report
Content-Type: text/rfc822-headers

%[4]s

--report--
`, m.From, now.UTC().Format(time.RFC1123Z), m.To, headers)
	return strings.ReplaceAll(text, "\n", "\r\n")
}
