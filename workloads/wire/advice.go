package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// advised is an error with what to do about it.
type advised struct {
	error
	advice string
}

func (e advised) Error() string { return e.error.Error() + " (" + e.advice + ")" }
func (e advised) Unwrap() error { return e.error }

// A WayError is trouble on the way to the server, before anything was asked.
type WayError struct {
	kind string
	advised
}

// Kind is the error's name in counts by kind.
func (e *WayError) Kind() string { return e.kind }

// withAdvice adds to a request that got no answer what can be done about it.
func withAdvice(err error) error {
	if kind, advice := adviceOnTLS(err); advice != "" {
		return &WayError{kind, advised{err, advice}}
	}
	var unknown *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return &WayError{"unknown host", advised{err, "check the host's name in the address"}}
	case errors.As(err, &unknown):
		return &WayError{"unknown host", advised{err, "the host's name could not be looked up: check the network"}}
	case errors.Is(err, syscall.ECONNREFUSED):
		return advised{err, "nothing listens there: check host and port, and that the server runs"}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return advised{err, "there is no way to that host: check the network; proxies are not used"}
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return advised{err, "no answer in time: check host and port, and that the server is well; proxies are not used"}
	}
	return err
}

// adviceOnTLS returns the kind of a TLS error and what to do about it; "" for
// other errors.
func adviceOnTLS(err error) (kind, advice string) {
	const certificate, encryption = "certificate", "TLS"
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unverified *tls.CertificateVerificationError
	var alert tls.AlertError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &authority):
		return certificate, "this machine does not trust who signed the server's certificate: for a server of your own, name its certificate as trusted"
	case errors.As(err, &name):
		return certificate, "the certificate is another host's: check the host's name in the address"
	case errors.As(err, &invalid), errors.As(err, &unverified):
		return certificate, "the certificate does not hold: check this machine's clock, and the server's certificate"
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &record):
		return encryption, "the server does not speak TLS there: check the port, or use http:// for a server on this machine"
	case errors.As(err, &alert):
		return encryption, "the two could not agree on an encryption: TLS 1.2 is the least"
	case strings.Contains(err.Error(), `malformed HTTP response "\x15\x03`):
		return encryption, "the server speaks TLS there: use https://"
	}
	return "", ""
}
