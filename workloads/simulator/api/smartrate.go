package api

import (
	"net/url"
	"strings"
	"time"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

func (c *Call) smartRates(id string) *wire.Error {
	s, problem := find(c.Store.Shipments, id)
	if problem == nil {
		c.show(map[string]any{"result": s.SmartRates(c.Store.IDs)})
	}
	return problem
}

// transit is what is known of a way from here to there.
type transit struct {
	DaysInTransit         objects.TimeInTransit `json:"days_in_transit"`
	EstimatedDeliveryDate string                `json:"easypost_estimated_delivery_date,omitempty"`
	PlannedShipDate       string                `json:"planned_ship_date,omitempty"`
	Confidence            float64               `json:"delivery_date_confidence,omitempty"`
	DesiredDeliveryDate   string                `json:"desired_delivery_date,omitempty"`
	EstimatedDays         int                   `json:"estimated_transit_days,omitempty"`
	ShipOnDate            string                `json:"ship_on_date,omitempty"`
}

// confidence is the share of the parcels that arrive on the promised day, our choice; recorded are 0.40 to 0.49.
const confidence = 0.46

// after is a parcel that is sent on a day; before is one that has to be there on a day.
func after(day time.Time, days int) transit {
	return transit{DaysInTransit: objects.InTransit(int8(days)), EstimatedDeliveryDate: day.AddDate(0, 0, days).Format(time.DateOnly)}
}

func before(day time.Time, days int) transit {
	return transit{
		DaysInTransit: objects.InTransit(int8(days)), Confidence: confidence, EstimatedDays: days,
		ShipOnDate: day.AddDate(0, 0, -days).Format(time.DateOnly),
	}
}

// estimateDelivery tells when the rates of a shipment arrive.
func (c *Call) estimateDelivery(id string) *wire.Error {
	return c.shipmentTransits(id, "planned_ship_date", func(day time.Time, text string, days int) transit {
		t := after(day, days)
		t.PlannedShipDate = text
		return t
	})
}

// recommendShipDate tells when a shipment must be sent.
func (c *Call) recommendShipDate(id string) *wire.Error {
	return c.shipmentTransits(id, "desired_delivery_date", func(day time.Time, text string, days int) transit {
		t := before(day, days)
		t.DesiredDeliveryDate = text
		return t
	})
}

func (c *Call) shipmentTransits(id, name string, of func(day time.Time, text string, days int) transit) *wire.Error {
	s, problem := find(c.Store.Shipments, id)
	if problem != nil {
		return problem
	}
	query, problem := c.parameters()
	if problem != nil {
		return problem
	}
	day, problem := dayIn(query, name)
	if problem != nil {
		return problem
	}
	type timed struct {
		Transit transit           `json:"easypost_time_in_transit_data"`
		Rate    objects.SmartRate `json:"rate"`
	}
	rates := []timed{}
	for _, r := range s.SmartRates(c.Store.IDs) {
		r.TimeInTransit, r.BillingType = nil, "" // recorded: here they are left out
		rates = append(rates, timed{of(day, query.Get(name), r.DeliveryDays), r})
	}
	c.show(map[string]any{"rates": rates})
	return nil
}

// dayIn reads a day among parameters.
func dayIn(query url.Values, name string) (time.Time, *wire.Error) {
	text := query.Get(name)
	if text == "" {
		return time.Time{}, wire.Missing(name)
	}
	day, err := time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly))])
	if err != nil {
		return time.Time{}, wire.Invalid(name, "must be a date as in 2024-07-29")
	}
	return day, nil
}

// deliverBy tells when parcels between two ZIP codes arrive, without a shipment.
func (c *Call) deliverBy() *wire.Error { return c.zipTransits("planned_ship_date", after) }

// deliverOn tells when they must be sent.
func (c *Call) deliverOn() *wire.Error { return c.zipTransits("desired_delivery_date", before) }

func (c *Call) zipTransits(name string, of func(day time.Time, days int) transit) *wire.Error {
	f, problem := c.fields("smartrate")
	if problem != nil {
		return problem
	}
	from, to, text := f.Required("from_zip"), f.Required("to_zip"), f.Date(name)
	carriers := f.Texts("carriers", mostCarriers)
	switch {
	case f.Problem != nil:
		return f.Problem
	case text == "":
		return wire.Missing(name)
	case len(carriers) == 0:
		return wire.Missing("carriers")
	}
	day, _ := time.Parse(time.DateOnly, text) // it was checked
	asked, unknown := rating.CarriersOf(carriers)
	quote := rating.NewQuote(rating.Location{ZIP: from}, rating.Location{ZIP: to}, &aPound, asked)
	type timed struct {
		Carrier string  `json:"carrier"`
		Transit transit `json:"easypost_time_in_transit_data"`
		Service string  `json:"service"`
	}
	results := []timed{}
	for i := range quote.Offers() {
		o := quote.Offer(i, &aPound)
		results = append(results, timed{o.Carrier.String(), of(day, int(o.Days)), strings.ToLower(o.Service)}) // recorded in small letters
	}
	c.show(map[string]any{
		"carriers_without_tint_estimates": unknown, "from_zip": from, "to_zip": to, name: text, "results": results, "saturday_delivery": nil,
	})
	return nil
}

const mostCarriers = 100

// aPound is the parcel that is asked for where there is none.
var aPound = rating.Measures{Weight: 16}
