package api

import (
	"fmt"
	"net/url"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

// pickupServices are what carriers offer. USPS's is recorded to be free; the others are our choice.
var pickupServices = [rating.Carriers][]records.PickupRate{
	rating.USPS:  {{Service: "NextDay", Rate: "0.00"}},
	rating.UPS:   {{Service: "Same-day Pickup", Rate: "11.60"}, {Service: "Future-day Pickup", Rate: "8.60"}},
	rating.FedEx: {{Service: "PickupNextDay", Rate: "8.00"}},
	rating.DHL:   {{Service: "ScheduledPickup", Rate: "5.00"}},
}

// createPickup is recorded to answer 200 and no Location.
func (c *Call) createPickup() *wire.Error {
	f, problem := c.wrapped("pickup")
	if problem != nil {
		return problem
	}
	made := &records.Pickup{
		CarrierAccounts: []string{}, Messages: []records.Message{}, Instructions: records.Text(f.LongText("instructions", longestDescription)),
		IsAccountAddress: f.Bool("is_account_address"), MinDatetime: f.Moment("min_datetime"), MaxDatetime: f.Moment("max_datetime"),
		Reference: records.Text(f.Text("reference")), Status: records.PickupUnknown,
	}
	if f.Problem != nil {
		return f.Problem
	}
	carriers, problem := c.pickedUp(f)
	if problem != nil {
		return problem
	}
	address, problem := c.address(f, "address")
	if problem != nil {
		return problem
	}
	c.Store.RegisterAddress(address)
	made.Meta, made.Address = meta(c, c.Store.Pickups, "Pickup"), c.rendered(address)
	c.ratePickup(made, carriers)
	c.Store.Pickups.Put(made)
	c.show(made)
	return nil
}

// longestDescription bounds a text that people write.
const longestDescription = 4096

// pickedUp are the carriers of the parcels that are to be fetched: those of a bought shipment, or of a batch.
func (c *Call) pickedUp(f *wire.Fields) (carriers rating.CarrierSet, problem *wire.Error) {
	if id := wire.ReferenceOf(f.Raw("batch")); id != "" {
		x := c.Store.Batches.Find([]byte(id))
		if x == nil {
			return 0, wire.ErrNotFound
		}
		for i := range x.Items {
			if s := c.Store.Shipments.Get(x.Items[i].Number); s != nil && s.IsBought() {
				carriers = carriers.Add(s.Carrier())
			}
		}
		return carriers, nil
	}
	s, problem := c.boughtShipment(f, "shipment")
	if problem != nil {
		return 0, problem
	}
	return carriers.Add(s.Carrier()), nil
}

// boughtShipment finds the shipment that a field refers to, which must have postage.
func (c *Call) boughtShipment(f *wire.Fields, name string) (*objects.Shipment, *wire.Error) {
	id := wire.ReferenceOf(f.Raw(name))
	if id == "" {
		return nil, wire.Missing(name)
	}
	s := c.Store.Shipments.Find([]byte(id))
	switch {
	case s == nil:
		return nil, wire.ErrNotFound
	case !s.IsBought():
		return nil, wire.ErrNoPostage
	}
	return s, nil
}

// ratesPerPickup bounds the rates of a pickup, for their serial numbers.
const ratesPerPickup = 16

func (c *Call) ratePickup(p *records.Pickup, carriers rating.CarrierSet) {
	p.Rates = []records.PickupRate{}
	for carrier := range rating.Carriers {
		if !carriers.Has(carrier) {
			continue
		}
		for _, r := range pickupServices[carrier] {
			r.Meta = p.Meta
			r.Number = p.Number*ratesPerPickup + uint64(len(p.Rates))
			r.ID, r.Object = string(c.Store.IDs.PickupRates.Append(nil, r.Number)), "PickupRate"
			r.Carrier, r.Currency, r.PickupID = carrier.String(), "USD", p.ID
			p.Rates = append(p.Rates, r)
		}
	}
}

func (c *Call) getPickup(id string) *wire.Error { return showOne(c, c.Store.Pickups, id) }

func (c *Call) listPickups(query url.Values) *wire.Error {
	return listRecords(c, query, c.Store.Pickups, listing[records.Pickup]{name: "pickups"})
}

func (c *Call) buyPickup(id string) *wire.Error {
	f, problem := c.fields("pickup")
	if problem != nil {
		return problem
	}
	carrier, service := f.Required("carrier"), f.Required("service")
	if f.Problem != nil {
		return f.Problem
	}
	return changeAndShow(c, c.Store.Pickups, id, func(p *records.Pickup) *wire.Error {
		if p.Status != records.PickupUnknown {
			return wire.ErrPickupState
		}
		for _, r := range p.Rates {
			if r.Carrier == carrier && r.Service == service {
				p.Status, p.Confirmation = records.PickupScheduled, records.Text(fmt.Sprintf("WTC%08d", 63780000+p.Number%1e7))
				return nil
			}
		}
		return wire.ErrNoPickup
	})
}

func (c *Call) cancelPickup(id string) *wire.Error {
	if problem := c.readBody(noBody{}); problem != nil {
		return problem
	}
	return changeAndShow(c, c.Store.Pickups, id, func(p *records.Pickup) *wire.Error {
		if p.Status != records.PickupScheduled {
			return wire.ErrPickupState
		}
		p.Status = records.PickupCanceled
		return nil
	})
}
