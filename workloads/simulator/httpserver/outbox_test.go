package httpserver

import "testing"

// Small answers always find room.
func TestOutbox(t *testing.T) {
	var o Outbox
	o.bytes.Store(mostUnread)
	if !o.Take(smallReply) || o.Take(smallReply+1) {
		t.Error("small answers are always taken, and large ones are not")
	}
	o.Give(smallReply)
	if held := o.bytes.Load(); held != mostUnread {
		t.Errorf("%d bytes are counted", held)
	}
}
