package api

import (
	"net/url"
	"strings"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

// emit notes an event of the request.
func (c *Call) emit(description string, render func(b []byte) []byte) {
	c.Store.Emit(description, c.at, render)
}

// emitRecord notes an event of a record.
func (c *Call) emitRecord(description string, made any) {
	c.emit(description, func(b []byte) []byte { return append(b, jsonOf(made)...) })
}

// tracked notes that there is a new tracker, and what its carrier said of it, if anything.
func (c *Call) tracked(t *objects.Tracker) {
	c.emit("tracker.created", func(b []byte) []byte { return t.AppendFirst(b, c.Store.IDs) })
	if t.IsScanned() {
		c.emit("tracker.updated", func(b []byte) []byte { return t.Append(b, c.Store.IDs) })
	}
	c.Store.Follow(t)
}

func (c *Call) getEvent(id string) *wire.Error {
	e, problem := find(c.Store.Events, id)
	if problem == nil {
		c.show(c.Store.AnswerOf(e))
	}
	return problem
}

func (c *Call) listEvents(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query)
	if problem != nil {
		return problem
	}
	found, more, problem := ring.Select(c.Store.Events, &p, func(e *records.Event) bool { return p.Holds(e.Made / 1000) })
	if problem != nil {
		return problem
	}
	writeList(c, "events", found, more, func(b []byte, e *records.Event) []byte {
		return append(b, jsonOf(c.Store.AnswerOf(e))...)
	})
	return nil
}

// listPayloads lists what came of telling the webhooks of an event, the newest attempt last.
func (c *Call) listPayloads(id string) *wire.Error {
	e, problem := find(c.Store.Events, id)
	if problem != nil {
		return problem
	}
	all := []*records.Payload{}
	c.Store.Payloads.Each(func(p *records.Payload) {
		if p.Event == e.Number {
			all = append(all, p)
		}
	})
	c.show(map[string]any{"payloads": all})
	return nil
}

// getPayload has both ids of its path, with a slash between them.
func (c *Call) getPayload(ids string) *wire.Error {
	event, payload, _ := strings.Cut(ids, "/")
	e, problem := find(c.Store.Events, event)
	if problem != nil {
		return problem
	}
	p, _ := find(c.Store.Payloads, payload)
	if p == nil || p.Event != e.Number {
		return wire.ErrPayloadNotFound
	}
	c.show(p)
	return nil
}
