package records

import "time"

// Event is something that happened to an object. It is small, because each tracker makes two of them.
type Event struct {
	Number      uint64
	Made        int64 // milliseconds since 1970
	Description string
	Outcome     *Outcome // nil: there was no webhook to tell
}

// Outcome is how far the webhooks have been told of an event.
type Outcome struct {
	Status             string
	Pending, Completed []string // URLs
}

// EventSerial is the event's serial number.
func EventSerial(e *Event) uint64 { return e.Number }

// EventAnswer is an event as it is answered. Result is in what webhooks are sent alone, as recorded.
type EventAnswer struct {
	CreatedAt          string         `json:"created_at"`
	Description        string         `json:"description"`
	ID                 string         `json:"id"`
	Mode               string         `json:"mode"`
	Object             string         `json:"object"`
	Status             string         `json:"status"`
	UserID             string         `json:"user_id"`
	Result             Raw            `json:"result,omitempty"`
	PreviousAttributes map[string]any `json:"previous_attributes,omitempty"`
	PendingURLs        []string       `json:"pending_urls,omitempty"`
	CompletedURLs      []string       `json:"completed_urls,omitempty"`
}

// Answer renders the event; recorded is a time with milliseconds, and the status pending where nobody was to be told.
func (e *Event) Answer(id, mode, user string) EventAnswer {
	a := EventAnswer{
		CreatedAt: time.UnixMilli(e.Made).UTC().Format("2006-01-02T15:04:05.000Z"), Description: e.Description,
		ID: id, Mode: mode, Object: "Event", Status: "pending", UserID: user,
	}
	if e.Outcome != nil {
		a.Status, a.PendingURLs, a.CompletedURLs = e.Outcome.Status, e.Outcome.Pending, e.Outcome.Completed
	}
	return a
}

// Payload is one attempt to tell a webhook of an event, and what came back.
type Payload struct {
	Meta
	Event           uint64            `json:"-"`
	RequestURL      string            `json:"request_url"`
	RequestHeaders  map[string]string `json:"request_headers"`
	RequestBody     string            `json:"request_body"`
	ResponseHeaders map[string]string `json:"response_headers"`
	ResponseBody    string            `json:"response_body"`
	ResponseCode    int               `json:"response_code"` // 0: there was no answer
	TotalTime       int64             `json:"total_time"`    // milliseconds
}

// MostPayloads is how many of the newest payloads of a mode are kept.
const MostPayloads = 500
