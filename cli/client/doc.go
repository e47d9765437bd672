// Package client speaks Afterword's HTTP API: it posts interviews, events and
// facts, and reads a follow-up back.
//
// It is for programs that run beside Afterword; here the afterword command and
// its demo use it. It keeps no state and retries nothing: an error says whether
// trying again can help.
package client
