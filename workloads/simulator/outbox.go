package simulator

import "sync/atomic"

const (
	mostUnread = 256 << 20 // bytes: of large answers that their clients have not taken yet, all together
	smallReply = 64 << 10  // bytes: smaller answers are not counted; one for each default connection takes mostUnread at the most

	largestList = 4 << 20 // bytes: about the size of a hundred shipments with all optional parts
)

// outbox bounds the memory of answers that are being sent: clients that do not read keep theirs for readTimeout.
type outbox struct{ bytes atomic.Int64 }

// take makes room for an answer, and returns false if there is none.
func (o *outbox) take(size int64) bool {
	if size <= smallReply || o.bytes.Add(size) <= mostUnread {
		return true
	}
	o.bytes.Add(-size)
	return false
}

// full tells whether a long list would hardly find room, so that it need not be rendered.
func (o *outbox) full() bool { return o.bytes.Load() > mostUnread-largestList }

// give gives back the room that take has made.
func (o *outbox) give(size int64) {
	if size > smallReply {
		o.bytes.Add(-size)
	}
}
