package words

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Done says what came of work that was carried out once: "197 of 200
// shipments, 2 failed, 1 without an answer, 5 not begun".
func Done(r *engine.Result) string {
	o := &r.Operations
	text := units.Count(o.Finished) + " of " + units.CountedAs(max(o.Planned, int64(r.Spec.Operations)), r.Spec.Item, r.Spec.Items)
	for _, part := range []struct {
		n    int64
		word string
	}{
		{o.Unfinished(), "failed"},
		{o.Cancelled, "without an answer"},
		{max(o.Planned-o.Finished-o.Unfinished()-o.Cancelled, 0), "not begun"},
	} {
		if part.n > 0 {
			text += ", " + units.Count(part.n) + " " + part.word
		}
	}
	return text
}

// AllDone tells whether all work that was carried out once succeeded.
func AllDone(r *engine.Report) bool {
	for i := range r.Results {
		if o := &r.Results[i].Operations; o.Finished == 0 || o.Finished != o.Planned {
			return false
		}
	}
	return len(r.Results) > 0 && !r.Partial
}

// done is the verdict on a run that carried its work out once.
func done(r *engine.Report) string {
	if len(r.Results) == 0 {
		return "nothing was done"
	}
	texts := make([]string, len(r.Results))
	for i := range r.Results {
		texts[i] = Done(&r.Results[i])
	}
	return strings.Join(texts, "; ")
}
