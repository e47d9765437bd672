package coach

import "regexp/syntax"

// heads are what matches of an expression can begin with.
type heads struct {
	// two are the first two bytes; one are matches of a single byte, after which anything may come.
	two pairs
	one [128]bool
	// none: a match may be empty.
	none bool
}

// pairs is a set of pairs of bytes: one bit for each second byte of a first.
type pairs [128][2]uint64

func (p *pairs) add(a, b byte) { p[a&127][b&127>>6] |= 1 << (b & 63) }

func (p *pairs) has(a, b byte) bool { return p[a&127][b&127>>6]>>(b&63)&1 == 1 }

// headsOf reads an expression.
func headsOf(e *syntax.Regexp) heads {
	var h heads
	switch e.Op {
	case syntax.OpLiteral:
		if len(e.Rune) > 1 {
			h.two.add(byte(e.Rune[0]), byte(e.Rune[1]))
		} else {
			h.one[e.Rune[0]&127] = true
		}
	case syntax.OpCharClass:
		for i := 0; i < len(e.Rune); i += 2 {
			for r := e.Rune[i]; r <= min(e.Rune[i+1], 127); r++ {
				h.one[r] = true
			}
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		for i := range h.one {
			h.one[i] = true
		}
	case syntax.OpConcat:
		h.none = true
		for _, sub := range e.Sub {
			h = h.before(headsOf(sub))
		}
	case syntax.OpAlternate:
		for _, sub := range e.Sub {
			h = h.or(headsOf(sub))
		}
	case syntax.OpCapture:
		h = headsOf(e.Sub[0])
	case syntax.OpPlus, syntax.OpStar, syntax.OpRepeat:
		once := headsOf(e.Sub[0])
		h = once.or(once.before(once))
		h.none = h.none || e.Op == syntax.OpStar || e.Op == syntax.OpRepeat && e.Min == 0
	case syntax.OpQuest:
		h = headsOf(e.Sub[0])
		h.none = true
	default: // word boundaries and the like
		h.none = true
	}
	return h
}

func (h heads) or(o heads) heads {
	for a := range h.two {
		h.two[a][0] |= o.two[a][0]
		h.two[a][1] |= o.two[a][1]
		h.one[a] = h.one[a] || o.one[a]
	}
	h.none = h.none || o.none
	return h
}

// before is what can begin an expression that is followed by another.
func (h heads) before(o heads) heads {
	joined := heads{two: h.two}
	if h.none {
		joined = joined.or(o)
	}
	joined.none = h.none && o.none
	for a, single := range h.one {
		if !single {
			continue
		}
		joined.one[a] = joined.one[a] || o.none
		for b := range o.one {
			if o.one[b] || o.two[b] != [2]uint64{} {
				joined.two.add(byte(a), byte(b))
			}
		}
	}
	return joined
}

// all returns the pairs, with any second byte after a single one.
func (h heads) all() pairs {
	for a, single := range h.one {
		if single {
			h.two[a] = [2]uint64{^uint64(0), ^uint64(0)}
		}
	}
	return h.two
}
