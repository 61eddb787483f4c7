package redis

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Expected describes what ParseAddress reads.
const Expected = "a URL such as redis://127.0.0.1:6379, rediss://user@host:6380/0 for TLS, or unix:///run/redis/redis.sock"

// An Address is where a Redis server is, and as whom it is asked. Its text does not
// have the password.
type Address struct {
	Network  string // "tcp" or "unix"
	Host     string // host and port, or the path of the socket
	TLS      bool
	User     string
	Password string
	Database int
}

// ParseAddress reads a URL. Errors do not quote what could be a password.
func ParseAddress(text string) (a Address, err error) {
	u, err := url.Parse(text)
	if err != nil || strings.Contains(text, "#") || u.RawQuery != "" {
		return a, errors.New("that is no address of a Redis server: expected " + Expected)
	}
	if u.User != nil {
		a.User = u.User.Username()
		a.Password, _ = u.User.Password()
	}
	switch u.Scheme {
	case "unix":
		if a.Network, a.Host = "unix", u.Path; u.Path == "" || u.Host != "" {
			return a, errors.New("that is no path of a socket: expected " + Expected)
		}
		return a, nil
	case "redis", "rediss":
		a.Network, a.TLS = "tcp", u.Scheme == "rediss"
	default:
		return a, errors.New("it does not begin with redis://, rediss:// or unix://: expected " + Expected)
	}
	if u.Hostname() == "" {
		return a, errors.New("there is no host: expected " + Expected)
	}
	port := u.Port()
	if port == "" {
		port = "6379"
	}
	a.Host = net.JoinHostPort(u.Hostname(), port)
	if number := strings.Trim(u.Path, "/"); number != "" {
		if a.Database, err = strconv.Atoi(number); err != nil || a.Database < 0 {
			return a, fmt.Errorf("%.20q is no number of a database: expected %s", number, Expected)
		}
	}
	return a, nil
}

// String is the address without the password.
func (a Address) String() string {
	u := url.URL{Scheme: "redis", Host: a.Host}
	switch {
	case a.Network == "unix":
		return "unix://" + a.Host
	case a.TLS:
		u.Scheme = "rediss"
	}
	if a.User != "" {
		u.User = url.User(a.User)
	}
	if a.Database != 0 {
		u.Path = "/" + strconv.Itoa(a.Database)
	}
	return u.String()
}

// Here tells whether only this machine can be meant.
func (a Address) Here() bool {
	host, _, _ := net.SplitHostPort(a.Host)
	ip := net.ParseIP(host)
	return a.Network == "unix" || host == "localhost" || ip != nil && ip.IsLoopback()
}

// readable tells whether everybody on the way could read what is sent.
func (a Address) readable() bool {
	host, _, _ := net.SplitHostPort(a.Host)
	ip := net.ParseIP(host)
	return !a.TLS && !a.Here() && (ip == nil || !ip.IsPrivate())
}

// Check returns what is wrong with asking this server.
func (a Address) Check() error {
	if a.Password != "" && a.readable() {
		return fmt.Errorf("%s: everybody on the way could read the password: expected rediss://", a)
	}
	return nil
}
