package records

// Refund asks for the postage of a label back. It has no mode, as recorded.
type Refund struct {
	Meta
	Carrier            string  `json:"carrier"`
	ConfirmationNumber *string `json:"confirmation_number"`
	ShipmentID         string  `json:"shipment_id"`
	Status             string  `json:"status"`
	TrackingCode       string  `json:"tracking_code"`
}

// RefundSubmitted is the state of a refund that a carrier looks at.
const RefundSubmitted = "submitted"

// Form is a paper that goes with a shipment.
type Form struct {
	Meta
	FormType                string `json:"form_type"`
	FormURL                 string `json:"form_url"`
	SubmittedElectronically *bool  `json:"submitted_electronically"`
}
