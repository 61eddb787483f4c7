//go:build !linux

package sysmon

import (
	"context"
	"net/netip"
	"time"

	"github.com/shirou/gopsutil/v4/net"
)

// socketsStartProcess is true: on macOS gopsutil asks lsof.
const socketsStartProcess = true

// thisSockets lists the TCP sockets of the processes that this user may look
// at.
func thisSockets(ctx context.Context) ([]socket, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	all, err := net.ConnectionsWithContext(ctx, "tcp")
	if err != nil {
		return nil, err
	}
	var sockets []socket
	for i := range all {
		c := &all[i]
		local, ok := addressOf(c.Laddr)
		switch {
		case !ok:
		case c.Status == "LISTEN":
			sockets = append(sockets, socket{pid: int(c.Pid), listening: true, local: local})
		case c.Status == "ESTABLISHED":
			if remote, ok := addressOf(c.Raddr); ok {
				sockets = append(sockets, socket{pid: int(c.Pid), local: local, remote: remote})
			}
		}
	}
	return sockets, nil
}

// addressOf reads an address of gopsutil's, in which "*" stands for all.
func addressOf(a net.Addr) (netip.AddrPort, bool) {
	if a.IP == "*" {
		return netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(a.Port)), true
	}
	ip, err := netip.ParseAddr(a.IP)
	return netip.AddrPortFrom(ip.Unmap().WithZone(""), uint16(a.Port)), err == nil
}
