package followup

type phrases interface{}

type english struct{}

func (w *walk) explain(c candidate, rule Rule) string { return string(rule) + string(c.kind) }

func (e *entry) skip(rule Rule, say phrases) { e.State, e.Rule = "skipped", rule }
