// Package email sends letters over SMTP, and reads what mail servers and providers say of them later. Apart from
// package bounces, which listens for that, it is the only one that knows SMTP.
//
// Connections are kept and used again. STARTTLS is demanded unless the options
// say otherwise. The Message-ID, the Date and the body of a letter are the same at
// every attempt, so that a copy sent after an ambiguous failure can be recognised.
//
// What a reply means (RFC 5321, RFC 3463) is a table in replies.go. Between the
// final dot and the server's answer lies the one gap in which nobody knows
// whether the letter was accepted: a connection lost there is ambiguous.
//
// A letter leads back in three ways: a link that ends the emails with one click (unsubscribe.go, RFC 8058), a return
// address of its own for bounces (verp.go), and its Message-ID, by which providers name it. What comes back is read as
// a Report: from a mail server (dsn.go, qsbmf.go), from Amazon SES through SNS (sns.go, ses.go) or from SendGrid
// (sendgrid.go), which both sign what they say. A Report quotes nothing.
//
// To sign letters (DKIM, RFC 6376) is the business of the server that they are handed to, which has the domain's key.
// For the one click to count, its signature must cover List-Unsubscribe and List-Unsubscribe-Post.
package email
