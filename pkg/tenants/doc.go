// Package tenants knows who the tenants are and whose an API key is. It follows the TENANTS bucket, so that a change
// counts within a moment. Every service that takes requests by key uses it; it depends on pkg/bus and pkg/events.
package tenants
