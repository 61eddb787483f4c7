package records

// Claim is a claim against an insurance. Its times have no zone, as recorded.
type Claim struct {
	Meta
	ApprovedAmount       *string   `json:"approved_amount"`
	Attachments          []string  `json:"attachments"`
	CheckDeliveryAddress *string   `json:"check_delivery_address"`
	ContactEmail         *string   `json:"contact_email"`
	Description          *string   `json:"description"`
	History              []History `json:"history"`
	InsuranceAmount      string    `json:"insurance_amount"`
	InsuranceID          string    `json:"insurance_id"`
	PaymentMethod        string    `json:"payment_method"`
	RecipientName        *string   `json:"recipient_name"`
	Reference            *string   `json:"reference"`
	RequestedAmount      string    `json:"requested_amount"`
	SalvageValue         *string   `json:"salvage_value"`
	ShipmentID           *string   `json:"shipment_id"`
	Status               string    `json:"status"`
	StatusDetail         string    `json:"status_detail"`
	StatusTimestamp      string    `json:"status_timestamp"`
	TrackingCode         string    `json:"tracking_code"`
	Type                 string    `json:"type"`
}

// History is a status that a claim had, the newest first.
type History struct {
	Status       string `json:"status"`
	StatusDetail string `json:"status_detail"`
	Timestamp    string `json:"timestamp"`
}

// The states of a claim.
const (
	ClaimSubmitted = "submitted"
	ClaimCancelled = "cancelled"
)

// Enter gives the claim a status at a time in seconds since 1970.
func (c *Claim) Enter(status, detail string, now int64) {
	at := ClaimTime(now)
	c.Status, c.StatusDetail, c.StatusTimestamp, c.UpdatedAt = status, detail, at, at
	c.History = append([]History{{status, detail, at}}, c.History...)
}

// ClaimTime is a time as claims have it.
func ClaimTime(seconds int64) string {
	at := Time(seconds)
	return at[:len(at)-len("Z")]
}
