// Package rating is what carriers ask for a parcel: zones, tariffs, refusals and tracking codes. It knows no shipment,
// only measures and locations, and a price is computed whenever it is shown; so nothing of it is kept.
package rating

import (
	"math"
	"strconv"
)

const ouncesPerPound = 16

// company is a company that rates shipments: each has one account, which rates unless a shipment names others.
type company struct {
	name           string
	tariffs        [lanes][]tariff // by what it serves; none on a lane means that it does not go there
	heaviest       float64         // ounces
	longestGirth   float64         // inches: the length and the way around the rest
	freeVolume     float64         // cubic inches; above it the volume counts as weight
	volumePerPound float64         // cubic inches
	trackingCode   func(b []byte, serial uint64) []byte
}

// Names as in EasyPost's answers; weights, sizes and the divisors of volume as the carriers publish them.
var companies = [Carriers]company{
	USPS: {
		name: "USPS", heaviest: 70 * ouncesPerPound, longestGirth: 130, freeVolume: 1728, volumePerPound: 166,
		tariffs: [lanes][]tariff{withinStates: uspsDomestic, outOfStates: uspsAbroad}, trackingCode: appendUSPSCode,
	},
	UPS: {
		name: "UPS", heaviest: 150 * ouncesPerPound, longestGirth: 165, volumePerPound: 139,
		tariffs: [lanes][]tariff{withinStates: upsDomestic, outOfStates: upsAbroad, intoStates: upsAbroad}, trackingCode: appendUPSCode,
	},
	FedEx: {
		name: "FedEx", heaviest: 150 * ouncesPerPound, longestGirth: 165, volumePerPound: 139,
		tariffs: [lanes][]tariff{withinStates: fedexDomestic, outOfStates: fedexAbroad, intoStates: fedexAbroad}, trackingCode: appendFedExCode,
	},
	DHL: {
		name: "DHLExpress", heaviest: 154 * ouncesPerPound, longestGirth: 220, volumePerPound: 139,
		tariffs:      [lanes][]tariff{outOfStates: dhlAbroad, intoStates: dhlAbroad, betweenOthers: dhlAbroad, withinOther: dhlDomestic},
		trackingCode: appendDHLCode,
	},
}

// billedPounds is the weight that a price is made from: the scale's or the volume's, in whole pounds.
func (c *company) billedPounds(m *Measures) int32 {
	pounds := math.Ceil(m.Weight / ouncesPerPound)
	if volume := m.Length * m.Width * m.Height; volume > c.freeVolume {
		pounds = max(pounds, math.Ceil(volume/c.volumePerPound))
	}
	return int32(pounds)
}

// refusal is why a carrier has no rates for a shipment.
type refusal uint8

const (
	notRefused refusal = iota
	notServed
	tooHeavy
	tooLarge
	refusals
)

// refusalTexts are the messages of each carrier; the words are our choice.
var refusalTexts = func() (texts [Carriers][refusals]string) {
	for i := range companies {
		c := &companies[i]
		begin := "Unable to retrieve " + c.name + " rates: "
		texts[i] = [refusals]string{
			notServed: begin + "the route is not served.",
			tooHeavy:  begin + "the weight exceeds " + decimal(c.heaviest/ouncesPerPound) + " lb.",
			tooLarge:  begin + "length and girth exceed " + decimal(c.longestGirth) + " in.",
		}
	}
	return texts
}()

// String is the carrier's name in answers.
func (c Carrier) String() string { return companies[c].name }

// AppendTrackingCode renders the code of a shipment that the carrier brings, by the shipment's serial number.
func (c Carrier) AppendTrackingCode(b []byte, serial uint64) []byte {
	return companies[c].trackingCode(b, serial)
}

func (c *company) refuses(m *Measures, l lane) refusal {
	switch {
	case len(c.tariffs[l]) == 0:
		return notServed
	case m.Weight > c.heaviest:
		return tooHeavy
	case m.lengthAndGirth() > c.longestGirth:
		return tooLarge
	}
	return notRefused
}

// decimal renders a number without needless digits.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
