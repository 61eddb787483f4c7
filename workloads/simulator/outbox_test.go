package simulator

import "testing"

// Small answers always find room.
func TestOutbox(t *testing.T) {
	var o outbox
	o.bytes.Store(mostUnread)
	if !o.take(smallReply) || o.take(smallReply+1) {
		t.Error("small answers are always taken, and large ones are not")
	}
	o.give(smallReply)
	if held := o.bytes.Load(); held != mostUnread {
		t.Errorf("%d bytes are counted", held)
	}
}
