package records

// Insurance insures a parcel that is tracked by its code, also when its postage was bought elsewhere.
type Insurance struct {
	Meta
	Amount       string   `json:"amount"`
	Fee          Fee      `json:"fee"`
	FromAddress  Raw      `json:"from_address"`
	Messages     []string `json:"messages"`
	Provider     string   `json:"provider"`
	ProviderID   *string  `json:"provider_id"`
	Reference    *string  `json:"reference"`
	ShipmentID   *string  `json:"shipment_id"`
	Status       string   `json:"status"`
	ToAddress    Raw      `json:"to_address"`
	Tracker      Raw      `json:"tracker"`
	TrackingCode string   `json:"tracking_code"`
	Cents        int64    `json:"-"`
}

// The states of an insurance.
const (
	InsurancePending   = "pending"
	InsurancePurchased = "purchased"
	InsuranceCancelled = "cancelled"
)
