package latency

import "net"

// AlarmFor picks the alarm for a listener. Sockets get the sharpest there is; they can't be on a fake clock.
func AlarmFor(l net.Listener) Alarm {
	if _, ok := l.(*net.TCPListener); ok {
		return sharpAlarm()
	}
	return RuntimeTimer{}
}
