package simulator

import "sync/atomic"

const (
	mostUnread = 256 << 20 // bytes: of large answers that their clients have not taken yet, all together
	smallReply = 64 << 10  // bytes: of an answer that is not counted; as many as there may be connections take no more

	largestList = 4 << 20 // bytes: about what a hundred shipments take that have all that they can
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

// full tells whether there is hardly room for a long list, so that none need be made.
func (o *outbox) full() bool { return o.bytes.Load() > mostUnread-largestList }

// give ends what take began.
func (o *outbox) give(size int64) {
	if size > smallReply {
		o.bytes.Add(-size)
	}
}
