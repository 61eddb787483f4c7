package simulator

import "net"

// alarmFor picks the alarm for a listener. Sockets get the sharpest there is; they can't be on a fake clock.
func alarmFor(l net.Listener) alarm {
	if _, ok := l.(*net.TCPListener); ok {
		return sharpAlarm()
	}
	return runtimeTimer{}
}
