// Package records holds the objects that a client has few of: webhooks, events, pickups, claims, reports, scan forms,
// end shippers, insurances, orders and refunds. They are kept as answers have them and rendered by encoding/json,
// because their speed is not measured. As everywhere, an object never changes: a changed copy replaces it.
package records

import (
	"encoding/json"
	"time"
)

// Meta is what every record has. What an answer does not have of it is left empty.
type Meta struct {
	Number    uint64 `json:"-"`
	Made      int64  `json:"-"` // seconds since 1970
	CreatedAt string `json:"created_at"`
	ID        string `json:"id"`
	Mode      string `json:"mode,omitempty"`
	Object    string `json:"object"`
	UpdatedAt string `json:"updated_at,omitempty"`
}

// Head returns the record's Meta, through which every record is numbered and found.
func (m *Meta) Head() *Meta { return m }

// Touch notes a change at a time in seconds since 1970.
func (m *Meta) Touch(now int64) { m.UpdatedAt = Time(now) }

// Time is a time as answers have it, by seconds since 1970.
func Time(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }

// Raw is an object inside another one, rendered.
type Raw = json.RawMessage

// Text is a text that may be absent: null.
func Text(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// Fee is what was charged. The amount has five decimals.
type Fee struct {
	Amount   string `json:"amount"`
	Charged  bool   `json:"charged"`
	Object   string `json:"object"`
	Refunded bool   `json:"refunded"`
	Type     string `json:"type"`
}

// Message is why a carrier offers nothing.
type Message struct {
	Carrier   string `json:"carrier"`
	AccountID string `json:"carrier_account_id"`
	Message   string `json:"message"`
	Type      string `json:"type"`
}
