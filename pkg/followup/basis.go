package followup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// rulesVersion counts the changes of this package that move, add or drop a reminder for the same
// facts and policy. Whoever makes one adds one: it is what wakes the sleepers (Basis).
const rulesVersion = 1

// Basis names all that a plan rests on beside its facts: the policy, the zone and holiday data that
// are compiled in, and the rules of this package. Plans made on the same basis agree; a sleeper whose
// plan was made on another one has to be planned again. It is 16 hex digits and tells nothing of the policy.
func Basis(policy Policy) string {
	policy.AlertTo = nil // Whom else we tell is no part of a plan, and nobody is planned anew for it.
	rests, err := json.Marshal(struct {
		Policy   Policy
		Zones    string
		Holidays string
		Rules    int
	}{policy, calendar.ZoneDataVersion(), calendar.HolidayDataVersion(), rulesVersion})
	if err != nil {
		// A policy that cannot be written could not have been read; as a basis it is like no other.
		return strings.Repeat("0", basisLength)
	}
	sum := sha256.Sum256(rests)
	return hex.EncodeToString(sum[:])[:basisLength]
}

const basisLength = 16
