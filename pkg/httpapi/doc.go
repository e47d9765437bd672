// Package httpapi is what the HTTP APIs of Afterword have in common: problems (RFC 9457) and the one map to them,
// request ids, the log line and the metrics of a request, and the credential. Services that answer programs use it.
package httpapi
