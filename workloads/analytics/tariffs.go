package analytics

// tariff is one service of one carrier as the generator sees it. Prices and delivery times are invented: only their
// order of magnitude is plausible.
type tariff struct {
	carrier, service string
	weight           int // share of all shipments, in thousandths
	baseCents        int
	centsPerZone     int
	fastestDays      int
	zonesPerDay      int // one more day for every zonesPerDay zones; 0: distance does not matter
	failuresPerMille int // of shipments that have left the network, those not delivered
}

var tariffs = []tariff{
	{"USPS", "Ground Advantage", 255, 489, 71, 2, 3, 46},
	{"USPS", "Priority Mail", 130, 842, 124, 1, 4, 38},
	{"USPS", "Priority Mail Express", 25, 2645, 230, 1, 0, 21},
	{"UPS", "Ground", 190, 917, 96, 1, 2, 24},
	{"UPS", "2nd Day Air", 55, 1788, 205, 2, 0, 17},
	{"UPS", "Next Day Air", 15, 3390, 420, 1, 0, 12},
	{"FedEx", "Ground", 150, 934, 101, 1, 2, 29},
	{"FedEx", "2Day", 45, 1835, 212, 2, 0, 19},
	{"FedEx", "Standard Overnight", 15, 3275, 405, 1, 0, 14},
	{"DHL", "eCommerce Ground", 80, 455, 58, 3, 2, 61},
	{"Asendia", "e-PAQ Standard", 40, 510, 66, 4, 2, 72},
}

// outcome is the last state of a shipment that was not delivered.
type outcome struct {
	status string
	weight int
}

var failures = []outcome{{"return_to_sender", 6}, {"failure", 3}, {"cancelled", 2}}

const (
	statusWaiting  = "pre_transit"
	statusUnderway = "in_transit"
)
