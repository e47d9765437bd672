package followup

import (
	"hash/fnv"
	"time"
)

// Lead is the span from which each follow-up draws how long before its due instant
// a reminder is handed to the notifier, so that everybody's 09:00 is not one moment.
type Lead struct {
	Min Duration `json:"min"`
	Max Duration `json:"max"`
}

// HandOver returns how long before a due instant the follow-up hands its reminders
// over: always the same for one tenant and follow-up, spread evenly from Min to Max.
func (l Lead) HandOver(tenant, followup string) time.Duration {
	span := time.Duration(l.Max - l.Min)
	if span <= 0 {
		return time.Duration(l.Min)
	}
	sum := fnv.New64a()
	sum.Write([]byte(tenant))
	sum.Write([]byte{0}) // Keeps ("a", "bc") and ("ab", "c") apart.
	sum.Write([]byte(followup))
	return time.Duration(l.Min) + time.Duration(mix(sum.Sum64())%uint64(span))
}

// mix spreads the low-entropy differences of similar ids over all bits.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}
