package records

// Pickup is a request that a carrier comes for parcels.
type Pickup struct {
	Meta
	Address          Raw          `json:"address"`
	CarrierAccounts  []string     `json:"carrier_accounts"`
	Confirmation     *string      `json:"confirmation"`
	Instructions     *string      `json:"instructions"`
	IsAccountAddress bool         `json:"is_account_address"`
	MaxDatetime      string       `json:"max_datetime"`
	MinDatetime      string       `json:"min_datetime"`
	Messages         []Message    `json:"messages"`
	Rates            []PickupRate `json:"pickup_rates"`
	Reference        *string      `json:"reference"`
	Status           string       `json:"status"`
}

// PickupRate is what a carrier takes for coming.
type PickupRate struct {
	Meta
	Carrier  string `json:"carrier"`
	Currency string `json:"currency"`
	PickupID string `json:"pickup_id"`
	Rate     string `json:"rate"`
	Service  string `json:"service"`
}

// The states of a pickup.
const (
	PickupUnknown   = "unknown"
	PickupScheduled = "scheduled"
	PickupCanceled  = "canceled"
)
