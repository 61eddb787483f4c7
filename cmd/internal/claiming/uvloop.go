package claiming

import (
	_ "embed" // for the script
	"fmt"
	"strconv"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
)

//go:embed echo.py
var uvloopScript string

// uvloopPayloads are the payloads, in bytes, at which the loops are compared, with the
// messages that take about as long as the others.
var uvloopPayloads = []struct{ bytes, messages int }{{64, 20000}, {16 << 10, 12000}, {256 << 10, 2000}}

// uvloopExperiment compares Python's own event loop with uvloop, echoing messages of
// several payloads. The interpreter's start is part of each run.
func uvloopExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	const script = "echo.py" // uvloop.py would be the module itself
	return Experiment{
		Files: map[string]string{script: uvloopScript},
		LineIn: func(folder string) []string {
			line := []string{"command"}
			for _, p := range uvloopPayloads {
				for _, loop := range []string{"asyncio", "uvloop"} {
					line = append(line, uvloopCommand(folder+"/"+script, loop, p.bytes, p.messages))
				}
			}
			return append(line, h.roundsFlag(c))
		},
		Read:       readUvloop,
		Takes:      h.legsTake(c, 2*len(uvloopPayloads), time.Second),
		Subject:    programs(python()),
		Conditions: []claims.Condition{{Name: "server and clients", Value: "one process, 4 connections on loopback"}},
	}, nil
}

func uvloopCommand(script, loop string, bytes, messages int) string {
	return quoted([]string{python(), script, loop, strconv.Itoa(bytes), strconv.Itoa(messages)})
}

// readUvloop reads the ratio of the loops at each payload.
func readUvloop(_ *claims.Claim, report *engine.Report) (claims.Reading, error) {
	r, err := claims.Only(report)
	if err != nil {
		return claims.Reading{}, err
	}
	variants := report.Plan.Variants // in pairs, as the line has them
	if len(variants) != 2*len(uvloopPayloads) {
		return claims.Reading{}, fmt.Errorf("the experiment has %d variants: expected %d", len(variants), 2*len(uvloopPayloads))
	}
	curve := &claims.Curve{Condition: "payload", Unit: "bytes"}
	for i, p := range uvloopPayloads {
		e, err := claims.PairedRatio(r, variants[2*i+1].Name, variants[2*i].Name, len(uvloopPayloads))
		if err != nil {
			return claims.Reading{}, err
		}
		curve.Points = append(curve.Points, claims.Point{At: float64(p.bytes), Measured: e})
	}
	return claims.Reading{Curve: curve, Doubt: claims.DoubtOf(r), Evidence: []string{"each run starts the interpreter, which both loops wait for alike and which brings the ratio closer to 1"}}, nil
}
