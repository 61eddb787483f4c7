package httpserver

import "sync/atomic"

const (
	mostUnread = 256 << 20 // bytes: of large answers that their clients have not taken yet, all together
	smallReply = 64 << 10  // bytes: smaller answers are not counted; one for each default connection takes mostUnread at the most

	largestList = 4 << 20 // bytes: about the size of a hundred shipments with all optional parts
)

// Outbox bounds the memory of answers that are being sent: clients that do not read keep theirs for readTimeout.
type Outbox struct{ bytes atomic.Int64 }

// Take makes room for an answer, and returns false if there is none.
func (o *Outbox) Take(size int64) bool {
	if size <= smallReply || o.bytes.Add(size) <= mostUnread {
		return true
	}
	o.bytes.Add(-size)
	return false
}

// Full tells whether a long list would hardly find room, so that it need not be rendered.
func (o *Outbox) Full() bool { return o.bytes.Load() > mostUnread-largestList }

// Give gives back the room that Take has made.
func (o *Outbox) Give(size int64) {
	if size > smallReply {
		o.bytes.Add(-size)
	}
}
