// Package email sends letters over SMTP. It is the only package that knows SMTP.
//
// Connections are kept and used again. STARTTLS is demanded unless the options
// say otherwise. The Message-ID, the Date and the body of a letter are the same at
// every attempt, so that a copy sent after an ambiguous failure can be recognised.
//
// What a reply means (RFC 5321, RFC 3463) is a table in replies.go. Between the
// final dot and the server's answer lies the one gap in which nobody knows
// whether the letter was accepted: a connection lost there is ambiguous.
package email
