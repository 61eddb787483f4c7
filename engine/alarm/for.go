package alarm

import "net"

// For picks the alarm for a listener. Sockets get the sharpest there is; they can't be on a fake clock.
func For(l net.Listener) Alarm {
	if _, ok := l.(*net.TCPListener); ok {
		return Sharp()
	}
	return Runtime{}
}
