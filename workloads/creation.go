package workloads

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/shipping"
)

var shipmentsSize = Size{Name: "shipments", Usage: "shipments that bulk creation creates in a leg; with a file of orders, all of its good lines unless given", Default: 10, Most: 1_000_000, Lines: true}

var creationEntry = Entry{
	Name:       "bulk-creation",
	Summary:    "create shipments from spreadsheet lines, one POST /v2/shipments each",
	Sizes:      []Size{shipmentsSize},
	Variables:  []Variable{dispatchVariable, connectionsVariable, roundTripVariable},
	UsesServer: true,
	UsesLines:  true,
	Buys:       true,
	requests: func(e Environment) int {
		if e.Bulk != nil {
			return e.Bulk.Good
		}
		n := e.size(shipmentsSize)
		if e.Buy {
			n *= 2
		}
		return n + 1 // to see whether the last one is there
	},
	InBulk: true,
	build: func(e Environment) (engine.Workload, error) {
		if e.Bulk != nil {
			return newBulkCreation(e)
		}
		if len(e.Lines.Shipments) == 0 {
			return nil, errors.New("there is no line to create shipments from")
		}
		c := &creation{Environment: e, shipments: e.size(shipmentsSize)}
		if e.Lines.Whole {
			c.shipments = len(e.Lines.Shipments)
		}
		return c, nil
	},
}

// creation creates shipments over HTTP: an operation encodes a line, posts
// it, decodes the answer and checks that it is about that line; and where
// labels are bought, buys the cheapest one.
type creation struct {
	Environment
	shipments int
}

// Spec describes the workload. Its settings name buying only where labels are
// bought. So runs without buying stay comparable with runs that are older than
// this setting.
func (c *creation) Spec() engine.Spec {
	settings := c.settings()
	settings["lines"] = c.Lines.setting()
	if c.Buy {
		settings["buys"] = "the cheapest label"
	}
	return engine.Spec{
		Name: creationEntry.Name, Title: "Bulk creation", Key: "bulk_creation",
		Item: "shipment", Items: "shipments", SizeKey: "shipments", SizeNoun: "shipments",
		Size: c.shipments, PassItems: c.shipments, Operations: c.shipments,
		Bound: engine.IOBound, Uniform: c.Uniform, MostPasses: c.mostPasses(),
		Targets:  []engine.Target{{Metric: engine.MetricSpeedup, Bound: 5, Gates: true}},
		Settings: settings,
	}
}

// chosen returns the lines of a leg. Where the whole input is wanted, these are
// all lines in their order. Otherwise the wanted number is drawn by the leg's
// seed.
func (c *creation) chosen(seed uint64) []*shipping.Shipment {
	if !c.Lines.Whole {
		return draw(c.Lines.Shipments, c.shipments, seed)
	}
	all := make([]*shipping.Shipment, len(c.Lines.Shipments))
	for i := range all {
		all[i] = &c.Lines.Shipments[i]
	}
	return all
}

// Prepare chooses the leg's lines, so that both legs of a round create the
// same shipments.
func (c *creation) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	chosen := c.chosen(leg.Seed)
	traffic := c.Client.Traffic(leg.Workers)
	created := make([][]string, leg.Workers) // ids, by worker
	passes := 0
	return engine.Job{
		Operations: c.shipments,
		Dispatch:   c.Dispatch,
		Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			id, bytes, err := c.create(ctx, traffic.Session(op.Worker), chosen[op.Index])
			if err != nil {
				return engine.Work{}, err
			}
			created[op.Worker] = append(created[op.Worker], id)
			return engine.Work{Items: 1, Bytes: int64(bytes)}, nil
		},
		Sustained: !c.Counted,
		Finish:    func(context.Context) error { passes++; return nil },
		Wire:      traffic.Evidence,
		Verify: func(ctx context.Context) error {
			return verifyCreated(ctx, traffic.Session(0), created, passes*c.shipments)
		},
		Close: func() error { traffic.Close(); return nil },
	}, nil
}

// create is one operation: it returns the shipment's id and the bytes of the
// answers.
func (c *creation) create(ctx context.Context, session *easypost.Session, line *shipping.Shipment) (id string, bytes int, err error) {
	shipment, bytes, err := session.CreateShipment(ctx, line)
	if err != nil || !c.Buy {
		return shipment.ID, bytes, err
	}
	_, more, err := session.BuyCheapest(ctx, &shipment)
	return shipment.ID, bytes + more, err
}

// verifyPatience is how long Verify waits for the server. No other timeout
// applies to Verify.
const verifyPatience = 30 * time.Second

// verifyCreated checks that as many shipments were created as expected, that no
// two have the same id, and that the server holds the last of them.
func verifyCreated(ctx context.Context, session *easypost.Session, created [][]string, expected int) error {
	last := ""
	seen := map[string]bool{}
	for _, ids := range created {
		for _, id := range ids {
			if seen[id] {
				return fmt.Errorf("two shipments have the id %.40q", id)
			}
			seen[id] = true
			last = id
		}
	}
	if len(seen) == 0 || len(seen) != expected {
		return fmt.Errorf("%d shipments were created: expected %d", len(seen), expected)
	}
	ctx, cancel := context.WithTimeout(ctx, verifyPatience)
	defer cancel()
	found, err := session.Shipment(ctx, last)
	if err == nil && found.ID != last {
		err = fmt.Errorf("asked for shipment %.40q, was given %.40q", last, found.ID)
	}
	return err
}

// draw picks n shipments: all in random order, again from the start when
// there are fewer.
func draw(from []shipping.Shipment, n int, seed uint64) []*shipping.Shipment {
	order := rand.New(rand.NewPCG(seed, 1)).Perm(len(from))
	chosen := make([]*shipping.Shipment, n)
	for i := range chosen {
		chosen[i] = &from[order[i%len(order)]]
	}
	return chosen
}
