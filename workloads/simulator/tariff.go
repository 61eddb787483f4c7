package simulator

import "math"

// price grows in a straight line with the pounds that are billed, times what the zone costs.
type price struct{ base, perPound int32 } // cents

func (p price) cents(pounds, zonePercent int32) int32 {
	return p.base + int32(int64(p.perPound)*int64(pounds)*int64(zonePercent)/100)
}

// tariff is one service of a carrier. The lines go through the recorded prices of a parcel of 15.4 oz and 10x8x4 in
// from San Francisco to Redondo Beach, one billed pound into zone 4; their slopes are our choice.
type tariff struct {
	service            string
	rate, list, retail price
	days               [elsewhereZone + 1]int8 // by zone
}

// For the United States, in the order recorded. The zone index 0 stands for an unknown zone, which is priced like 4.
var domesticTariffs = []tariff{
	{
		service: "Priority",
		rate:    price{490, 200}, list: price{585, 240}, retail: price{700, 280},
		days: [...]int8{2, 1, 2, 2, 2, 2, 3, 3, 3, 4},
	},
	{
		service: "GroundAdvantage",
		rate:    price{443, 150}, list: price{480, 160}, retail: price{635, 210},
		days: [...]int8{3, 2, 2, 3, 3, 4, 4, 5, 5, 7},
	},
	{
		service: "Express",
		rate:    price{2710, 600}, list: price{2710, 600}, retail: price{3090, 700},
		days: [...]int8{2, 1, 1, 1, 2, 2, 2, 2, 2, 3},
	},
}

// From the United States abroad: names documented, prices and days our choice.
var foreignTariffs = []tariff{
	{
		service: "FirstClassPackageInternationalService",
		rate:    price{1250, 620}, list: price{1290, 650}, retail: price{1480, 740},
		days: [...]int8{14, 14, 14, 14, 14, 14, 14, 14, 14, 14},
	},
	{
		service: "PriorityMailInternational",
		rate:    price{3870, 480}, list: price{3990, 500}, retail: price{4490, 560},
		days: [...]int8{8, 8, 8, 8, 8, 8, 8, 8, 8, 8},
	},
	{
		service: "ExpressMailInternational",
		rate:    price{5680, 640}, list: price{5860, 660}, retail: price{6290, 720},
		days: [...]int8{4, 4, 4, 4, 4, 4, 4, 4, 4, 4},
	},
}

// zonePercent is what a billed pound costs in each zone, relative to zone 4.
var zonePercent = [elsewhereZone + 1]int32{100, 70, 78, 88, 100, 122, 140, 162, 188, 240}

// foreignPercent is what a billed pound costs abroad, where zones mean nothing: a little more the farther a
// neighbour is.
func foreignPercent(country string) int32 {
	switch country {
	case "CA":
		return 60
	case "MX":
		return 80
	default:
		return 100
	}
}

const (
	ouncesPerPound   = 16
	heaviestOunces   = 70 * ouncesPerPound
	longestWithGirth = 130  // inches: the length and the way around the rest
	freeVolume       = 1728 // cubic inches: a cubic foot; above it the volume counts as weight
	volumePerPound   = 166  // cubic inches
	refusedTooHeavy  = "Unable to retrieve USPS rates: the weight exceeds 70 lb."
	refusedTooLarge  = "Unable to retrieve USPS rates: length and girth exceed 130 in."
	refusedForeigner = "Unable to retrieve USPS rates: the origin is not in the United States."
)

// billedPounds is the weight that a price is made from: the scale's or the volume's, in whole pounds.
func (p *parcel) billedPounds() int32 {
	pounds := math.Ceil(p.weight / ouncesPerPound)
	if volume := p.length * p.width * p.height; volume > freeVolume {
		pounds = max(pounds, math.Ceil(volume/volumePerPound))
	}
	return int32(pounds)
}

// lengthAndGirth is the longest side and the way around the other two.
func (p *parcel) lengthAndGirth() float64 {
	longest := max(p.length, p.width, p.height)
	return longest + 2*(p.length+p.width+p.height-longest)
}

// refusal says why the carrier has no rates for a shipment, or is empty.
func (s *shipment) refusal() string {
	switch {
	case !domestic(s.from.plain(textCountry)):
		return refusedForeigner
	case s.parcel.weight > heaviestOunces:
		return refusedTooHeavy
	case s.parcel.lengthAndGirth() > longestWithGirth:
		return refusedTooLarge
	}
	return ""
}

// rated finds zone, services and prices: a function of parcel, zips and countries, and of nothing else.
func (s *shipment) rated() {
	if s.refused = s.refusal(); s.refused != "" {
		return
	}
	tariffs := domesticTariffs
	var percent int32
	if country := s.to.plain(textCountry); domestic(country) {
		s.zone = uint8(zoneBetween(s.from.plain(textZip), s.to.plain(textZip)))
		percent = zonePercent[s.zone]
	} else {
		tariffs, percent = foreignTariffs, foreignPercent(country)
	}
	pounds := s.parcel.billedPounds()
	for i := range tariffs {
		t := &tariffs[i]
		s.rates[i] = rate{
			tariff: t,
			rate:   t.rate.cents(pounds, percent),
			list:   t.list.cents(pounds, percent),
			retail: t.retail.cents(pounds, percent),
		}
	}
}
