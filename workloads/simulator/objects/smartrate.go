package objects

import (
	"time"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// TimeInTransit is how many days a parcel takes at most, for shares of all parcels.
type TimeInTransit struct {
	Percentile50 int `json:"percentile_50"`
	Percentile75 int `json:"percentile_75"`
	Percentile85 int `json:"percentile_85"`
	Percentile90 int `json:"percentile_90"`
	Percentile95 int `json:"percentile_95"`
	Percentile97 int `json:"percentile_97"`
	Percentile99 int `json:"percentile_99"`
}

// InTransit are the days of a service that promises so many. The spread is our choice, near the recorded ones.
func InTransit(days int8) TimeInTransit {
	d := int(days)
	return TimeInTransit{d, d, d + 1, d + 1, d + 2, d + 3, d + 4}
}

// SmartRate is a rate with its time in transit. Unlike other rates its prices are numbers, as recorded.
type SmartRate struct {
	BillingType            string         `json:"billing_type,omitempty"`
	Carrier                string         `json:"carrier"`
	CarrierAccountID       string         `json:"carrier_account_id"`
	CreatedAt              string         `json:"created_at"`
	Currency               string         `json:"currency"`
	DeliveryDate           *string        `json:"delivery_date"`
	DeliveryDateGuaranteed bool           `json:"delivery_date_guaranteed"`
	DeliveryDays           int            `json:"delivery_days"`
	EstDeliveryDays        int            `json:"est_delivery_days"`
	ID                     string         `json:"id"`
	ListCurrency           string         `json:"list_currency"`
	ListRate               float64        `json:"list_rate"`
	Mode                   string         `json:"mode"`
	Object                 string         `json:"object"`
	Rate                   float64        `json:"rate"`
	RetailCurrency         string         `json:"retail_currency"`
	RetailRate             float64        `json:"retail_rate"`
	Service                string         `json:"service"`
	ShipmentID             string         `json:"shipment_id"`
	TimeInTransit          *TimeInTransit `json:"time_in_transit,omitempty"`
	UpdatedAt              string         `json:"updated_at"`
}

// SmartRates are the rates of a shipment with their times in transit.
func (s *Shipment) SmartRates(ids *IDs) []SmartRate {
	at := time.Unix(s.ratedAt, 0).UTC().Format(time.RFC3339)
	all := make([]SmartRate, s.quote.Offers())
	for index := range all {
		o := s.offer(index)
		inTransit := InTransit(o.Days)
		all[index] = SmartRate{
			BillingType: "easypost", Carrier: o.Carrier.String(), CarrierAccountID: ids.accounts[o.Carrier], CreatedAt: at, UpdatedAt: at,
			Currency: "USD", ListCurrency: "USD", RetailCurrency: "USD", DeliveryDays: int(o.Days), EstDeliveryDays: int(o.Days),
			ID: string(ids.Rates.Append(nil, s.rateNumber(index))), Mode: s.mode.String(), Object: "Rate", Service: o.Service,
			Rate: dollars(o.Rate), ListRate: dollars(o.List), RetailRate: dollars(o.Retail),
			ShipmentID: string(ids.Shipments.Append(nil, s.Number)), TimeInTransit: &inTransit,
		}
	}
	return all
}

func dollars(cents int32) float64 { return float64(cents) / 100 }

// ChooseBy finds the cheapest rate that arrives within the given number of days, or else the fastest one.
func (s *Shipment) ChooseBy(days int) (index int, problem *wire.Error) {
	best, found := rating.Offer{}, false
	for i := range s.quote.Offers() {
		o := s.offer(i)
		if !found || betterBy(&o, &best, days) {
			best, index, found = o, i, true
		}
	}
	if !found {
		return 0, wire.ErrNoSuchRate
	}
	return index, nil
}

func betterBy(a, b *rating.Offer, days int) bool {
	switch inTime, other := int(a.Days) <= days, int(b.Days) <= days; {
	case inTime != other:
		return inTime
	case inTime || a.Days == b.Days:
		return a.Rate < b.Rate
	}
	return a.Days < b.Days
}

// Offers are all rates of the shipment.
func (s *Shipment) Offers() []rating.Offer {
	all := make([]rating.Offer, s.quote.Offers())
	for i := range all {
		all[i] = s.offer(i)
	}
	return all
}
