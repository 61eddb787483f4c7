package claiming

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/middleware"
)

// middlewareExperiment measures what a layer costs each request: a server of ours
// without and with it take turns. The claim's candidate is "middleware=NAME".
func middlewareExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	_, layer, _ := strings.Cut(c.Test.Candidate, "=")
	rounds := h.rounds(c)
	return Experiment{
		Parts: func(context.Context, process.Environment) ([]*session.Part, func() error, error) {
			return openLayers([]string{"none", layer}, rounds)
		},
		Read:       readOverhead,
		Takes:      h.legsTake(c, 2, shortest+100*time.Millisecond),
		Conditions: []claims.Condition{{Name: "server", Value: "net/http in this process"}, {Name: "requests", Value: "one after another"}},
	}, nil
}

// openLayers starts a server behind each layer.
func openLayers(layers []string, rounds int) ([]*session.Part, func() error, error) {
	var closers []func() error
	closing := func() error {
		var problems []error
		for _, one := range closers {
			problems = append(problems, one())
		}
		return errors.Join(problems...)
	}
	var sides []side
	for _, name := range layers {
		server, err := middleware.Start(name)
		if err != nil {
			return nil, nil, errors.Join(err, closing())
		}
		load := middleware.NewLoad(server)
		closers = append(closers, func() error {
			load.Close()
			return server.Close()
		})
		sides = append(sides, side{"middleware=" + name, map[string]string{"middleware": name}, load})
	}
	return inTurns(sides, rounds), closing, nil
}

// readOverhead reads how much longer a request takes with the layer.
func readOverhead(_ *claims.Claim, report *engine.Report) (claims.Reading, error) {
	r, err := claims.Only(report)
	if err != nil {
		return claims.Reading{}, err
	}
	variants := report.Plan.Variants
	e, err := claims.PairedDifference(r, variants[1].Name, variants[0].Name)
	if err != nil {
		return claims.Reading{}, err
	}
	bare, err := claims.OfLegs(r, variants[0].Name, (*engine.Sample).Throughput)
	if err != nil {
		return claims.Reading{}, err
	}
	evidence := fmt.Sprintf("a request takes %s without it", units.Seconds(1/bare.Value))
	return claims.Reading{Measured: &e, Differs: true, Doubt: claims.DoubtOf(r), Evidence: []string{evidence}}, nil
}
