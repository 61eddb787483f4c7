package records

// ScanForm is a paper by which a carrier accepts many parcels with one scan. It has no mode, as recorded.
type ScanForm struct {
	Meta
	Address       Raw      `json:"address"`
	BatchID       *string  `json:"batch_id"`
	Confirmation  *string  `json:"confirmation"`
	FormFileType  *string  `json:"form_file_type"`
	FormURL       *string  `json:"form_url"`
	Message       *string  `json:"message"`
	Status        string   `json:"status"`
	TrackingCodes []string `json:"tracking_codes"`
}

// The states of a scan form.
const (
	ScanFormCreating = "creating"
	ScanFormCreated  = "created"
)
