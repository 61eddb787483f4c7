package courier

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// transport answers requests without a network.
type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

// status is an answer with a status and a body.
func status(code int, body string) (*http.Response, error) {
	return &http.Response{StatusCode: code, Header: http.Header{"X-Name": {"value"}}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

// A letter is tried again, later each time, until it is taken; each attempt is reported.
func TestLettersAreRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var at []time.Duration
		var got []Attempt
		c := New(false)
		c.client.Transport = transport(func(r *http.Request) (*http.Response, error) {
			at = append(at, time.Since(began))
			body, _ := io.ReadAll(r.Body)
			if string(body) != `{"x":1}` || r.Header.Get("X-Own") != "mine" || r.Header.Get("X-Hmac-Signature") != Signature("secret", body) {
				t.Errorf("%s %v", body, r.Header)
			}
			switch len(at) {
			case 1:
				return nil, errors.New("no way")
			case 2:
				return status(500, "later")
			}
			return status(204, "")
		})
		c.Send(Letter{
			URL: "http://127.0.0.1:1/hook", Headers: map[string]string{"X-Own": "mine"}, Secret: "secret", Body: []byte(`{"x":1}`),
			Done: func(a Attempt) { got = append(got, a) },
		})
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(at) != 3 || at[0] != 0 || at[1] != time.Second || at[2] != 3*time.Second {
			t.Fatalf("tried at %v", at)
		}
		if got[0].OK || got[0].Last || !strings.Contains(got[0].Answer, "no way") || got[1].Code != 500 || got[1].Answer != "later" {
			t.Errorf("%+v", got)
		}
		if !got[2].OK || !got[2].Last || got[2].Received["X-Name"] != "value" || got[2].Sent["X-Own"] != "mine" {
			t.Errorf("%+v", got[2])
		}
		c.Close()
	})
}

// An event that no server accepts is given up.
func TestLettersAreGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries, last := 0, false
		c := New(false)
		c.client.Transport = transport(func(*http.Request) (*http.Response, error) { tries++; return status(404, "") })
		c.Send(Letter{URL: "http://localhost/", Done: func(a Attempt) { last = a.Last }})
		time.Sleep(time.Hour)
		synctest.Wait()
		if tries != attempts || !last {
			t.Errorf("%d tries, last %v", tries, last)
		}
		c.Close()
	})
}

// The end of the simulator ends the waiting for another attempt.
func TestCloseGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(false)
		c.client.Transport = transport(func(*http.Request) (*http.Response, error) { return status(500, "") })
		c.Send(Letter{URL: "http://[::1]/", Done: func(Attempt) {}})
		synctest.Wait()
		c.Close()
		given := false
		c.Send(Letter{URL: "http://[::1]/", Done: func(a Attempt) { given = a.Last }})
		if !given {
			t.Error("a closed courier took a letter")
		}
	})
}

// Other machines are not even looked up, and letters for them are not tried again.
func TestOnlyThisMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, url := range []string{"http://example.com/", "http://192.0.2.1/", "http://0.0.0.0/", "http://localhost.example.com/", "http://[::]/"} {
			var got []Attempt
			c := New(false)
			c.client.Transport = transport(func(r *http.Request) (*http.Response, error) {
				t.Errorf("%s was asked", r.URL)
				return status(200, "")
			})
			c.Send(Letter{URL: url, Done: func(a Attempt) { got = append(got, a) }})
			time.Sleep(time.Hour)
			synctest.Wait()
			if len(got) != 1 || !got[0].Last || got[0].Answer != errForbidden.Error() {
				t.Errorf("%s: %+v", url, got)
			}
			c.Close()
		}
	})
}

// A name that stands for another machine's address is refused when it is dialled, and a redirect is not followed.
func TestLoopbackForReal(t *testing.T) {
	if control := dialer(false).Control; control("tcp", "192.0.2.1:80", nil) == nil || control("tcp", "127.0.0.1:80", nil) != nil {
		t.Error("the dialler does not look at addresses")
	}
	server := httptest.NewServer(http.RedirectHandler("http://192.0.2.1/", http.StatusFound))
	defer server.Close()
	c := New(false)
	defer c.Close()
	got, err := c.try(&Letter{URL: server.URL})
	if err != nil || got.Code != http.StatusFound || got.OK {
		t.Errorf("%+v, %v", got, err)
	}
}

// The signature of a known text, which openssl dgst -sha256 -hmac gives too. Letters that Unicode writes in two ways
// give one signature.
func TestSignature(t *testing.T) {
	const want = "hmac-sha256-hex=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
	if got := Signature("key", []byte("The quick brown fox jumps over the lazy dog")); got != want {
		t.Errorf("%s", got)
	}
	if Signature("s\u00e9same", nil) != Signature("se\u0301same", nil) {
		t.Error("two forms of one secret differ")
	}
}
