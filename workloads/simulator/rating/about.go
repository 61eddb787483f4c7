package rating

import (
	"slices"
	"strings"
)

// About is how a carrier is described.
type About struct {
	Readable string   // its name for people
	Type     string   // of its accounts
	Packages []string // the packages that it has names for
}

// Names as in EasyPost's answers. Packages are a documented part of what there is; they do not change a price.
var about = [Carriers]About{
	USPS: {"USPS", "UspsAccount", []string{
		"Card", "Letter", "Flat", "FlatRateEnvelope", "FlatRateLegalEnvelope", "FlatRatePaddedEnvelope", "Parcel", "SmallFlatRateBox",
		"MediumFlatRateBox", "LargeFlatRateBox",
	}},
	UPS:   {"UPS", "UpsAccount", []string{"UPSLetter", "UPSExpressBox", "UPS25kgBox", "UPS10kgBox", "Tube", "Pak", "SmallExpressBox", "MediumExpressBox", "LargeExpressBox"}},
	FedEx: {"FedEx", "FedexAccount", []string{"FedExEnvelope", "FedExBox", "FedExPak", "FedExTube", "FedEx10kgBox", "FedEx25kgBox"}},
	DHL:   {"DHL Express", "DhlExpressAccount", []string{"JumboDocument", "JumboParcel", "Document", "DHLFlyer", "Domestic", "ExpressDocument", "DHLExpressEnvelope"}},
}

// About describes the carrier.
func (c Carrier) About() About { return about[c] }

// Services are the names of all that the carrier offers, on any route.
func (c Carrier) Services() (names []string) {
	for _, tariffs := range companies[c].tariffs {
		for i := range tariffs {
			if !slices.Contains(names, tariffs[i].service) {
				names = append(names, tariffs[i].service)
			}
		}
	}
	return names
}

// Heaviest is the heaviest parcel that the carrier takes, in ounces.
func (c Carrier) Heaviest() float64 { return companies[c].heaviest }

// CarriersOf are the carriers with some names, in letters of any case, and the names that none has.
func CarriersOf(names []string) (set CarrierSet, unknown []string) {
	for _, name := range names {
		found := false
		for c := range Carriers {
			if strings.EqualFold(companies[c].name, name) {
				set, found = set.Add(c), true
			}
		}
		if !found {
			unknown = append(unknown, name)
		}
	}
	return set, unknown
}
