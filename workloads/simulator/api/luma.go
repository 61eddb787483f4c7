package api

import (
	"time"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// Luma chooses the rate by a set of rules that the account has. The simulator has one rule for every name: the cheapest
// rate that arrives by deliver_by_date, or else the fastest one. Our choice.

// lumaWish is what Luma is asked.
type lumaWish struct {
	ruleset string
	days    int // until the parcel has to be there
	shipOn  time.Time
}

// anyDays is more than every service takes.
const anyDays = 100

func lumaOf(f *wire.Fields, now time.Time) (w lumaWish, problem *wire.Error) {
	w = lumaWish{ruleset: f.Required("ruleset_name"), days: anyDays, shipOn: now.UTC()}
	ship, deliver := f.Date("planned_ship_date"), f.Date("deliver_by_date")
	if f.Problem != nil {
		return w, f.Problem
	}
	if ship != "" {
		w.shipOn, _ = time.Parse(time.DateOnly, ship) // it was checked
	}
	if deliver != "" {
		by, _ := time.Parse(time.DateOnly, deliver)
		w.days = int(by.Sub(w.shipOn.Truncate(24*time.Hour)).Hours() / 24)
	}
	return w, nil
}

// lumaShipment reads a body's shipment and what Luma is asked of it. It is not kept.
func (c *Call) lumaShipment() (s *objects.Shipment, w lumaWish, problem *wire.Error) {
	f, problem := c.wrapped("shipment")
	if problem != nil {
		return nil, w, problem
	}
	if w, problem = lumaOf(f, c.at); problem != nil {
		return nil, w, problem
	}
	d := objects.ItemDraft{Shipment: &c.draft.shipment}
	if d.Decode(c.draft.fields.Raw("shipment")) != nil {
		return nil, w, wire.ErrBadRequest
	}
	s, problem = c.Store.BuildShipment(d.Shipment, c.now)
	return s, w, problem
}

// lumaResult is what Luma says of one rate.
type lumaResult struct {
	Carrier string  `json:"carrier"`
	Meets   bool    `json:"meets_ruleset_requirements"`
	Date    string  `json:"predicted_delivery_date"`
	Days    int     `json:"predicted_delivery_days"`
	RateID  *string `json:"rate_id"` // null: the shipment is not kept
	RateUSD string  `json:"rate_usd"`
	Service string  `json:"service"`
}

// lumaPromise answers what Luma would buy, and makes nothing.
func (c *Call) lumaPromise() *wire.Error {
	s, w, problem := c.lumaShipment()
	if problem != nil {
		return problem
	}
	best, problem := s.ChooseBy(w.days)
	if problem != nil {
		return problem
	}
	var results []lumaResult
	for _, o := range s.Offers() {
		results = append(results, lumaResult{
			Carrier: o.Carrier.String(), Service: o.Service, Days: int(o.Days), RateUSD: decimals(int64(o.Rate), 2),
			Date: w.shipOn.AddDate(0, 0, int(o.Days)).Format(time.DateOnly), Meets: int(o.Days) <= w.days,
		})
	}
	c.show(map[string]any{"luma_info": map[string]any{
		"ai_results": results, "matching_rule_idx": 0, "ruleset_description": "The cheapest rate that arrives in time.",
		"luma_selected_rate": records.Raw(s.AppendOfferAlone(nil, c.Store.IDs, best)),
	}})
	return nil
}

// createAndBuyLuma makes a shipment and buys what Luma chooses.
func (c *Call) createAndBuyLuma() *wire.Error {
	s, w, problem := c.lumaShipment()
	if problem != nil {
		return problem
	}
	index, problem := s.ChooseBy(w.days)
	if problem != nil {
		return problem
	}
	c.Store.GiveNumbers(s)
	c.Store.Buy(s, index, c.now)
	c.Store.Put(s)
	c.tracked(s.Tracker())
	c.Out = s.AppendBought(c.Out, c.Store.IDs)
	c.created("shipments", c.Store.IDs.Shipments, s.Number)
	return nil
}

// buyLuma buys what Luma chooses for a shipment that is there.
func (c *Call) buyLuma(id string) *wire.Error {
	body := &c.draft.fields
	s, problem := c.changeShipment(id, body, func(s *objects.Shipment) *wire.Error {
		w, problem := lumaOf(body, c.at)
		switch {
		case problem != nil:
			return problem
		case s.IsBought():
			return wire.ErrPostageExists
		}
		index, problem := s.ChooseBy(w.days)
		if problem == nil {
			c.Store.Buy(s, index, c.now)
		}
		return problem
	})
	if problem != nil {
		return problem
	}
	c.showBought(s)
	return nil
}

// statelessRates rates a shipment that is not kept.
func (c *Call) statelessRates() *wire.Error {
	d := &c.draft.shipment
	if problem := c.readBody(d); problem != nil {
		return problem
	}
	s, problem := c.Store.BuildShipment(d, c.now)
	if problem == nil {
		c.Out = s.AppendStateless(c.Out, c.Store.IDs)
	}
	return problem
}

// trackerBatch finds many trackers by their codes. Unknown codes are left out.
func (c *Call) trackerBatch() *wire.Error {
	f, problem := c.fields("tracker")
	if problem != nil {
		return problem
	}
	codes := f.Texts("tracking_codes", mostCodes)
	switch {
	case f.Problem != nil:
		return f.Problem
	case len(codes) == 0:
		return wire.Missing("tracking_codes")
	}
	var found []*objects.Tracker
	for _, code := range codes {
		if t := c.Store.Trackers.ByCode(code); t != nil {
			found = append(found, t)
		}
	}
	writeList(c, "trackers", found, false, func(b []byte, t *objects.Tracker) []byte { return t.Append(b, c.Store.IDs) })
	return nil
}

// mostCodes bounds the codes of one request, as documented of batches.
const mostCodes = 100
