package records

// Webhook is where events are sent. The secret that signs them is never answered, as recorded.
type Webhook struct {
	Meta
	DisabledAt    *string  `json:"disabled_at"`
	URL           string   `json:"url"`
	CustomHeaders []Header `json:"custom_headers,omitempty"`
	Secret        string   `json:"-"`
}

// Header is one that is sent with every event.
type Header struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Bounds of a webhook.
const (
	LongestURL  = 2048
	MostHeaders = 20
	// MostWebhooks bounds how many a key of a mode may have: each event is sent to every one of them.
	MostWebhooks = 30
)
