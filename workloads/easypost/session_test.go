package easypost

import (
	"errors"
	"testing"
	"time"
)

// One session carries out many requests over one connection, each with its
// own answer.
func TestManyRequestsOnOneSession(t *testing.T) {
	inMemory(t, Options{Connections: 1}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(1)
		defer traffic.Close()
		session, lines := traffic.Session(0), sampleShipments(t)
		seen := map[string]bool{}
		for i := range lines {
			created, size, err := session.CreateShipment(t.Context(), &lines[i])
			if err != nil {
				t.Fatalf("line %d: %v", i, err)
			}
			if seen[created.ID] || size != len(session.answer) {
				t.Fatalf("line %d: id %s again, or %d bytes of %d", i, created.ID, size, len(session.answer))
			}
			seen[created.ID] = true
			if i%50 == 0 {
				checkStored(t, session, created)
			}
		}
		if e := traffic.Evidence(); e.Connections != 1 {
			t.Errorf("%d connections: expected 1", e.Connections)
		}
	})
}

// checkStored retrieves a shipment, and checks that it is the one that was
// created.
func checkStored(t *testing.T, session *Session, created Shipment) {
	t.Helper()
	found, err := session.Shipment(t.Context(), created.ID)
	if err != nil {
		t.Fatal(err)
	}
	if found.ID != created.ID || found.To != created.To || found.Parcel != created.Parcel || len(found.Rates) != len(created.Rates) {
		t.Errorf("created %+v, found %+v", created, found)
	}
}

func TestShipmentThatIsNotThere(t *testing.T) {
	inMemory(t, Options{}, func(t *testing.T, client *Client) {
		traffic := client.Traffic(1)
		defer traffic.Close()
		_, err := traffic.Session(0).Shipment(t.Context(), "shp_00000000000000000000000000000000")
		var answered *Error
		if !errors.As(err, &answered) || answered.Status != 404 || answered.Kind() != "http 404 NOT_FOUND" {
			t.Errorf("error %v", err)
		}
	})
}

// Sessions that were given back keep only their connections for the next leg.
func TestSessionsAreUsedAgain(t *testing.T) {
	inMemory(t, Options{Connections: 3}, func(t *testing.T, client *Client) {
		first := client.Traffic(3)
		carryOut(t, first, 3, 9, tracking(t))
		if e := first.Evidence(); e.Requests != 9 || e.Connections != 3 {
			t.Errorf("first leg: %+v", e)
		}
		first.Close()
		second := client.Traffic(3)
		if second != first {
			t.Error("the sessions were not used again")
		}
		if e := second.Evidence(); e.Requests+e.Connections+e.Reused+e.InFlightMax+e.ServerTimeCount+int64(len(e.Statuses)) != 0 ||
			e.FirstByteMean+e.ConnectionWait+e.ServerTime != 0 {
			t.Errorf("the second leg begins with %+v", e)
		}
		carryOut(t, second, 3, 6, tracking(t))
		if e := second.Evidence(); e.Requests != 6 || e.Connections != 0 || e.Reused != 6 {
			t.Errorf("second leg: %+v", e)
		}
		second.Close()
	})
}

// Two legs at once never share a session, not even when one was closed twice.
func TestLegsDoNotShareSessions(t *testing.T) {
	client, err := New(Options{BaseURL: "http://nowhere", Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	leg := client.Traffic(2)
	leg.Close()
	leg.Close()
	if a, b := client.Traffic(2), client.Traffic(2); a == b || a.Session(0) == b.Session(0) {
		t.Error("two open legs have the same sessions")
	}
	if other := client.Traffic(3); len(other.sessions) != 3 {
		t.Errorf("%d sessions for three workers", len(other.sessions))
	}
}

func TestSixteenWorkers(t *testing.T) {
	inMemory(t, Options{Connections: 32}, func(t *testing.T, client *Client) {
		creations, trackings := client.Traffic(16), client.Traffic(16)
		began, done := time.Now(), make(chan struct{})
		go func() {
			carryOut(t, trackings, 16, 320, tracking(t))
			close(done)
		}()
		carryOut(t, creations, 16, 160, creating(t))
		<-done
		if took := time.Since(began); took != time.Second {
			t.Errorf("took %v: expected a second", took)
		}
		for name, leg := range map[string]*Traffic{"creation": creations, "tracking": trackings} {
			if n := leg.InFlight(); n != 0 || leg.Evidence().InFlightMax != 16 {
				t.Errorf("%s: %d in flight at the end, %d at most", name, n, leg.Evidence().InFlightMax)
			}
			leg.Close()
		}
	})
}
