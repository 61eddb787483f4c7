package claiming

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// quotesAnHour are the rates of lookups at which the cache is measured: how often a
// request is repeated within its TTL decides what a cache saves.
var quotesAnHour = []int{10, 30, 100, 300, 1000}

// redisCacheExperiment measures which share of the calls a Redis cache saves with a TTL
// of an hour, by how many quotes an hour are asked for.
func redisCacheExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	s := &Series{Condition: "repetition", Unit: "quotes an hour", Read: readSaved}
	for _, n := range quotesAnHour {
		s.Values = append(s.Values, float64(n))
		s.Lines = append(s.Lines, []string{"rate-quotes", "--cache=none,redis", "--ttl=1h", "--per-hour=" + strconv.Itoa(n), h.roundsFlag(c)})
	}
	return Experiment{
		Series: s,
		Takes:  time.Duration(len(s.Lines)) * (h.legsTake(c, 2, time.Second) + 2*time.Second),
		Conditions: []claims.Condition{
			{Name: "keys", Value: "100 by Zipf's law with skew 1"}, {Name: "TTL", Value: "1 h, on a clock that follows the requests"},
		},
	}, nil
}

// readSaved reads the share of the lookups that made no call, leg by leg. It is no
// time, so a disturbed machine does not change it.
func readSaved(report *engine.Report) (stats.Estimate, string, error) {
	r, err := claims.Only(report)
	if err != nil {
		return stats.Estimate{}, "", err
	}
	if len(r.Variants) < 2 || r.Variants[1].Cache == nil {
		return stats.Estimate{}, "", errors.New("the run has no cache")
	}
	everyLeg := *r
	everyLeg.UsesGated = true
	e, err := claims.OfLegs(&everyLeg, r.Variants[1].Name, func(s *engine.Sample) float64 {
		if s.Evidence.Cache == nil {
			return 0
		}
		return s.Evidence.Cache.Saved()
	})
	evidence := ""
	if study := r.Caching; err == nil && study != nil {
		evidence = fmt.Sprintf("at %s an hour: %s saved, %s by theory, by %s", units.Number(study.Rate), units.Percent(e.Value), units.Percent(study.LegTheory), study.Server)
	}
	return e, evidence, err
}
