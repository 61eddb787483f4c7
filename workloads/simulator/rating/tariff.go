package rating

// Carrier says which carrier; it is the place in the table of carriers.
type Carrier uint8

// The carriers, and how many there are.
const (
	USPS Carrier = iota
	UPS
	FedEx
	DHL
	Carriers
)

// price grows linearly with the billed pounds. The part for the pounds is multiplied by the percentage of the route.
type price struct{ base, perPound int32 } // cents

func (p price) cents(pounds, percent int32) int32 {
	return p.base + int32(int64(p.perPound)*int64(pounds)*int64(percent)/100)
}

// tariff is one service of a carrier.
type tariff struct {
	carrier            Carrier
	service            string
	rate, list, retail price
	days               [elsewhereZone + 1]int8 // by zone; the first is for routes that have none
}

// Inside the United States USPS's lines go through the recorded prices of a parcel of 15.4 oz and 10x8x4 in from San
// Francisco to Redondo Beach, one billed pound into zone 4, in the order recorded. Slopes and everything else in these
// tables are our choice, near what such services cost; the services' names are documented.
var uspsDomestic = []tariff{
	{
		carrier: USPS, service: "Priority",
		rate: price{490, 200}, list: price{585, 240}, retail: price{700, 280},
		days: [...]int8{2, 1, 2, 2, 2, 2, 3, 3, 3, 4},
	},
	{
		carrier: USPS, service: "GroundAdvantage",
		rate: price{443, 150}, list: price{480, 160}, retail: price{635, 210},
		days: [...]int8{3, 2, 2, 3, 3, 4, 4, 5, 5, 7},
	},
	{
		carrier: USPS, service: "Express",
		rate: price{2710, 600}, list: price{2710, 600}, retail: price{3090, 700},
		days: [...]int8{2, 1, 1, 1, 2, 2, 2, 2, 2, 3},
	},
}

var uspsAbroad = []tariff{
	{
		carrier: USPS, service: "FirstClassPackageInternationalService",
		rate: price{1250, 620}, list: price{1290, 650}, retail: price{1480, 740}, days: everywhere(14),
	},
	{
		carrier: USPS, service: "PriorityMailInternational",
		rate: price{3870, 480}, list: price{3990, 500}, retail: price{4490, 560}, days: everywhere(8),
	},
	{
		carrier: USPS, service: "ExpressMailInternational",
		rate: price{5680, 640}, list: price{5860, 660}, retail: price{6290, 720}, days: everywhere(4),
	},
}

// The ground services of UPS and FedEx begin dearer than those of USPS and grow more slowly, so that they win with heavy
// parcels.
var upsDomestic = []tariff{
	{
		carrier: UPS, service: "Ground",
		rate: price{748, 93}, list: price{1012, 126}, retail: price{1174, 148},
		days: [...]int8{3, 1, 1, 2, 3, 3, 4, 4, 5, 6},
	},
	{
		carrier: UPS, service: "2ndDayAir",
		rate: price{1652, 258}, list: price{2214, 342}, retail: price{2487, 388}, days: everywhere(2),
	},
	{
		carrier: UPS, service: "NextDayAir",
		rate: price{3148, 476}, list: price{4206, 634}, retail: price{4733, 711}, days: everywhere(1),
	},
}

var upsAbroad = []tariff{
	{
		carrier: UPS, service: "Expedited",
		rate: price{4712, 518}, list: price{6284, 690}, retail: price{7012, 771}, days: everywhere(5),
	},
	{
		carrier: UPS, service: "UPSSaver",
		rate: price{5236, 562}, list: price{6981, 749}, retail: price{7766, 834}, days: everywhere(3),
	},
}

var fedexDomestic = []tariff{
	{
		carrier: FedEx, service: "FEDEX_GROUND",
		rate: price{763, 91}, list: price{1024, 124}, retail: price{1188, 145},
		days: [...]int8{3, 1, 1, 2, 3, 3, 4, 4, 5, 6},
	},
	{
		carrier: FedEx, service: "FEDEX_2_DAY",
		rate: price{1711, 249}, list: price{2298, 334}, retail: price{2561, 376}, days: everywhere(2),
	},
	{
		carrier: FedEx, service: "STANDARD_OVERNIGHT",
		rate: price{2987, 468}, list: price{4011, 627}, retail: price{4508, 702}, days: everywhere(1),
	},
}

var fedexAbroad = []tariff{
	{
		carrier: FedEx, service: "INTERNATIONAL_ECONOMY",
		rate: price{4525, 509}, list: price{6033, 679}, retail: price{6747, 758}, days: everywhere(5),
	},
	{
		carrier: FedEx, service: "INTERNATIONAL_PRIORITY",
		rate: price{5318, 571}, list: price{7090, 761}, retail: price{7904, 849}, days: everywhere(3),
	},
}

var dhlAbroad = []tariff{{
	carrier: DHL, service: "ExpressWorldwideNonDoc",
	rate: price{4987, 534}, list: price{6649, 712}, retail: price{7425, 796}, days: everywhere(2),
}}

var dhlDomestic = []tariff{{
	carrier: DHL, service: "DomesticExpress",
	rate: price{1490, 212}, list: price{1980, 281}, retail: price{2211, 314}, days: everywhere(1),
}}

func everywhere(days int8) (table [elsewhereZone + 1]int8) {
	for i := range table {
		table[i] = days
	}
	return table
}
