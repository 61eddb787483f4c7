package sound

import (
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Report checks that a report from a file can be used like a measured one: a
// known schema and known words, lengths that match each other, no whole number
// below zero, shares from 0 to 1. It does not judge the figures. An error names
// the field by its place in the file, which begins with the place of the
// report.
func Report(r *engine.Report, place string) error {
	switch {
	case r.Schema > engine.VariantsSchema:
		return fmt.Errorf("%s has schema %d, of a newer ep-benchmark than this one, which reads up to %d", place, r.Schema, engine.VariantsSchema)
	case r.Schema < 1:
		return fmt.Errorf("%s has schema %d: expected 1 to %d", place, r.Schema, engine.VariantsSchema)
	case r.Schema != engine.SchemaOf(&r.Plan):
		return fmt.Errorf("%s has schema %d: expected %d, of a plan with %s", place, r.Schema, engine.SchemaOf(&r.Plan), units.Counted(len(r.Plan.Variants), "variant"))
	case !InYears(r.StartedAt):
		return fmt.Errorf("%s.started_at is out of range: expected a year of four digits", place)
	}
	if _, err := engine.ParseSchedule(string(r.Plan.Schedule)); err != nil {
		return fmt.Errorf("%s.plan.schedule: %w", place, err)
	}
	if err := Figures(r, place); err != nil {
		return err
	}
	if err := r.Plan.CheckLooks(place + ".plan"); err != nil {
		return err
	}
	if err := Variants(&r.Plan, place+".plan"); err != nil {
		return err
	}
	if err := oneOf(place+".quality.badge", r.Quality.Badge, "", engine.Clean, engine.Fair, engine.Poor); err != nil {
		return err
	}
	for i, d := range r.Quality.Doubts {
		if err := oneOf(fmt.Sprintf("%s.quality.doubts[%d].kind", place, i), d.Kind, engine.DoubtKinds()...); err != nil {
			return err
		}
	}
	return results(r, place)
}

// InYears tells whether a time still has a year of four digits in UTC.
func InYears(t time.Time) bool { return t.UTC().Year() >= 0 && t.UTC().Year() <= 9999 }

// results checks each result, and that each workload has one for a schedule.
func results(r *engine.Report, place string) error {
	seen := map[string]bool{}
	for i := range r.Results {
		result, at := &r.Results[i], fmt.Sprintf("%s.results[%d]", place, i)
		if err := Result(result, at); err != nil {
			return err
		}
		if err := OfPlan(result, &r.Plan, at); err != nil {
			return err
		}
		if err := recomputed(result, r.Plan.Once, at); err != nil {
			return err
		}
		if most := len(r.Plan.Looks); result.Look > most {
			return fmt.Errorf("%s.look is %d: expected 0 to %d, of the plan's looks", at, result.Look, most)
		}
		id := result.Spec.Name + " " + string(result.Schedule)
		if seen[id] {
			return fmt.Errorf("%s is a second result of %q", at, id)
		}
		seen[id] = true
	}
	return nil
}

// oneOf checks that a word is known.
func oneOf[word ~string](place string, is word, known ...word) error {
	if slices.Contains(known, is) {
		return nil
	}
	return fmt.Errorf("%s is %q: expected one of %q", place, is, known)
}

func isShare(place string, share float64) error {
	if share >= 0 && share <= 1 {
		return nil
	}
	return fmt.Errorf("%s is %v: expected 0 to 1", place, share)
}
