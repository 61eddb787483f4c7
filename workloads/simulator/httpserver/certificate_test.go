package httpserver

import (
	"bytes"
	"crypto/x509"
	"os"
	"testing"
	"time"
)

// The certificate is for the names that an address is reached by, and holds no key.
func TestCertificates(t *testing.T) {
	name, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	for address, hosts := range map[string][]string{
		"127.0.0.1:0": {"localhost", "127.0.0.1", "::1"}, "192.0.2.7:443": {"localhost", "192.0.2.7"},
		"example.com:443": {"127.0.0.1", "example.com"}, "0.0.0.0:8080": {"localhost", name}, ":8080": {"127.0.0.1", name},
	} {
		c, err := NewCertificate(address)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(c.PEM(), []byte("PRIVATE")) {
			t.Error("the key is in what is handed out")
		}
		leaf, err := x509.ParseCertificate(c.pair.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, host := range hosts {
			if err := leaf.VerifyHostname(host); err != nil {
				t.Errorf("%s: %v", address, err)
			}
		}
		if life := leaf.NotAfter.Sub(leaf.NotBefore); life > 398*24*time.Hour || time.Now().Before(leaf.NotBefore) {
			t.Errorf("valid from %v for %v", leaf.NotBefore, life)
		}
	}
}
