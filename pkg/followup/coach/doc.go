// Package coach checks a candidate's own thank-you note (DOMAIN.md section 7).
package coach
