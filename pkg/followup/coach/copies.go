package coach

import "slices"

const (
	// shingle is how many words in a row are compared.
	shingle = 3
	// copiedShare is the share of a note's words, in percent, that stand in shingles of the other note
	// when it is nearly the same. Two honest notes by one hand share greeting, thanks and closing, which is less than half.
	copiedShare = 70
	// minCompared is how many words a note must have to be compared at all.
	minCompared = 8
)

// checkCopies compares the note with those to the other interviewers. Names, greeting and closing do not count: they
// are what one changes in a copy.
func (j *judgement) checkCopies() {
	mine := j.comparable(j.reading)
	if len(mine) < minCompared {
		return
	}
	for _, o := range j.note.Others {
		i := whoIs(j.note.Meeting.Interviewers, o.InterviewerID)
		if i >= 0 && i == j.toIndex || o.InterviewerID == j.note.InterviewerID {
			continue
		}
		theirs := j.comparable(read(open(clip(o.Text), j.candidateNames()), j.language))
		if len(theirs) >= minCompared && shared(mine, theirs) >= copiedShare {
			message := j.say.copied
			if i >= 0 {
				message = j.say.of(j.say.copiedOf, j.note.Meeting.Interviewers[i].Name)
			}
			j.find(Copied, message, nil)
			return
		}
	}
}

// comparable returns the words of a note without names and titles.
func (j *judgement) comparable(r *reading) []string {
	var words []string
	for _, t := range r.tokens {
		if !titles[t.folded] && !j.names[foldText(t.text, false)] {
			words = append(words, t.folded)
		}
	}
	return words
}

// shared returns how much of the smaller share: of the words of a, and of the words of b, that stand
// in shingles of the other, in percent.
func shared(a, b []string) int { return min(covered(a, b), covered(b, a)) }

func covered(a, b []string) int {
	type triple [shingle]string
	at := func(words []string, i int) triple { return triple(words[i : i+shingle]) }
	known := map[triple]bool{}
	for i := range max(0, len(b)-shingle+1) {
		known[at(b, i)] = true
	}
	inside := make([]bool, len(a))
	for i := range max(0, len(a)-shingle+1) {
		if known[at(a, i)] {
			for k := range shingle {
				inside[i+k] = true
			}
		}
	}
	n := len(slices.DeleteFunc(inside, func(in bool) bool { return !in }))
	return 100 * n / max(1, len(a))
}
