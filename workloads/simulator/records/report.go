package records

// Report is a file of what happened between two days.
type Report struct {
	Meta
	EndDate         string  `json:"end_date"`
	IncludeChildren bool    `json:"include_children"`
	StartDate       string  `json:"start_date"`
	Status          string  `json:"status"`
	URL             *string `json:"url"`
	URLExpiresAt    *string `json:"url_expires_at"`
}

// The states of a report.
const (
	ReportNew       = "new"
	ReportAvailable = "available"
)
