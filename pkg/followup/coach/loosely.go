package coach

// Of some topics people say only everyday words, and tell the rest in words of their own: "the club when it rains" becomes "thirty
// children in the tent, and not a dry shoe". One such word is enough beside words that tell of something.

// besideLoose is how many telling words must stand in its sentence, or the one after.
const besideLoose = 2

// loosely finds a topic of which an everyday word is said beside telling words.
func (j *judgement) loosely(topics []subject) (hit, bool) {
	spoken := map[string]int{} // the topic, by the stems of the note that are akin to one of its key words
	for st := range j.countableStems() {
		for n, topic := range topics {
			for _, k := range topic.keys {
				if _, known := spoken[st]; !known && len(st) >= minTelling && akin(k.stem, st, j.language == "de") {
					spoken[st] = n
				}
			}
		}
	}
	for n, s := range j.sentences {
		telling, _ := j.vivid(s)
		if len(telling) < besideLoose {
			continue
		}
		for i := j.sentences[max(0, n-1)].tokens[0]; i < s.tokens[1]; i++ {
			t := j.tokens[i]
			if n, ok := spoken[t.stem]; ok && !t.stop && !t.known && !t.stock {
				return hit{topics[n], []int{i}}, true
			}
		}
	}
	return hit{}, false
}
