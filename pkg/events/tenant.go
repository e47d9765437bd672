package events

import (
	"encoding/json"
	"time"
)

// Tenant is the organisation that uses Afterword, as kept in the TENANTS bucket under its slug.
type Tenant struct {
	// Slug is [a-z0-9-]{1,40}, fixed for ever; it is the tenant's name on the bus.
	Slug string `json:"slug"`
	// Name is for people.
	Name string `json:"name"`
	// Keys are the API keys that act for the tenant.
	Keys []APIKey `json:"keys"`
	// Policy is the tenant's followup.Policy as JSON; empty means the defaults.
	Policy json.RawMessage `json:"policy,omitempty"`
	Brand  Brand           `json:"brand,omitzero"`
	// Templates are the tenant's own words; a message without one has the standard words.
	Templates []Template `json:"templates,omitempty"`
	// CreatedAt is UTC.
	CreatedAt time.Time `json:"created_at"`
}

// APIKey is one credential of a tenant. The key itself is shown once and never kept.
type APIKey struct {
	// Hash is the hex SHA-256 of the key.
	Hash string `json:"hash"`
	// Hint is the first characters of the key, to tell keys apart.
	Hint string `json:"hint"`
	// Scope is what the key may do: ScopeAll or ScopeRead.
	Scope     Scope     `json:"scope,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	// ExpiresAt is zero for a key without end; rotation sets it on the old key.
	ExpiresAt time.Time `json:"expires_at,omitzero"`
}

// Scope is what an API key may do.
type Scope string

// The scopes.
const (
	// ScopeAll: everything of its tenant.
	ScopeAll Scope = ""
	// ScopeRead: look at everything of its tenant, and change nothing.
	ScopeRead Scope = "read"
)

// Brand is how a tenant's messages look and who they come from. Empty fields take the installation's defaults.
type Brand struct {
	// SenderName is the display name of the From header.
	SenderName string `json:"sender_name,omitempty"`
	// SenderEmail is the bare address of the From header.
	SenderEmail string `json:"sender_email,omitempty"`
	ReplyTo     string `json:"reply_to,omitempty"`
	// SMSSender is the number, E.164, that texts come from. What STOP to it means concerns this tenant alone.
	SMSSender string `json:"sms_sender,omitempty"`
	// Color is a CSS hex colour such as #1f5f5b.
	Color  string `json:"color,omitempty"`
	Logo   string `json:"logo_url,omitempty"`
	Footer string `json:"footer,omitempty"`
}

// Template is a tenant's own words for one kind of message in one language. It was
// checked when it was saved (package message).
type Template struct {
	Kind     Kind     `json:"kind"`
	Language Language `json:"language"`
	// Source defines any of the blocks subject, preheader, email and sms; the others keep the standard words.
	Source string `json:"source"`
	// SavedAt is UTC.
	SavedAt time.Time `json:"saved_at"`
}
