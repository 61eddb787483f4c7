package sysmon

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/shirou/gopsutil/v4/disk"
	"github.com/shirou/gopsutil/v4/load"
	"github.com/shirou/gopsutil/v4/mem"
	"github.com/shirou/gopsutil/v4/sensors"
	"golang.org/x/sys/unix"
)

func thisPlatform() platform {
	return appleHost{kernel: darwinKernel{}, registry: darwinRegistry, supplies: new(darwinLibraries).supplies}
}

// darwinKernel is the running kernel.
type darwinKernel struct{}

func (darwinKernel) Text(name string) (string, error)   { return unix.Sysctl(name) }
func (darwinKernel) Number(name string) (uint32, error) { return unix.SysctlUint32(name) }

// darwinRegistry prints those objects of the device tree that belong to a
// cluster of CPUs. It is asked once, before anything is measured.
func darwinRegistry(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	ioreg := exec.CommandContext(ctx, "/usr/sbin/ioreg", "-p", "IODeviceTree", "-r", "-d", "1", "-w", "0", "-k", "cluster-type")
	ioreg.Env = []string{} // it needs nothing of ours
	ioreg.WaitDelay = 100 * time.Millisecond
	text, err := ioreg.Output()
	return string(text), err
}

func thisSource() sampleSource {
	return sampleSource{
		cores: new(Cores).Read, ownCPU: OwnCPU, memory: memoryUsed,
		load: darwinLoad, network: darwinInterfaces, disks: darwinDisks,
		vitals: darwinVitals().read,
	}
}

func memoryUsed() (uint64, error) {
	memory, err := mem.VirtualMemory()
	if err != nil {
		return 0, err
	}
	return memory.Used, nil
}

func darwinLoad() (float64, error) {
	mean, err := load.Avg()
	if err != nil {
		return 0, err
	}
	return mean.Load1, nil
}

func darwinInterfaces() ([]transfer, error) {
	const general = 1                                                      // IFDATA_GENERAL
	table, err := unix.SysctlRaw("net.link.generic.ifalldata", 0, general) // 0 is not looked at
	if err != nil {
		return nil, err
	}
	return appleInterfaces(table)
}

// darwinDisks are the disks with a driver of their own: not the volumes and
// containers within them, but mounted disk images too.
func darwinDisks() ([]transfer, error) {
	counters, err := disk.IOCounters()
	if err != nil {
		return nil, err
	}
	disks := make([]transfer, 0, len(counters))
	for name := range counters {
		c := counters[name]
		disks = append(disks, transfer{device: name, in: c.ReadBytes, out: c.WriteBytes})
	}
	return disks, nil
}

// darwinVitals asks a guest for nothing but its power. A guest's thermal
// pressure is never set, so it is always nominal, and a guest has no sensors.
func darwinVitals() *appleVitals {
	libraries := &darwinLibraries{}
	v := &appleVitals{pressure: libraries.pressure, supplies: libraries.supplies, sensors: darwinSensors}
	if appleGuest(darwinKernel{}) {
		v.pressure = func() (uint64, error) { return 0, errors.ErrUnsupported }
		v.sensors = func() ([]appleSensor, error) { return nil, errors.ErrUnsupported }
	}
	return v
}

// darwinSensors uses interfaces that Apple does not guarantee. If one is gone,
// the binding panics. That is recovered, so that a run is not lost over a
// temperature.
func darwinSensors() (list []appleSensor, err error) {
	defer func() {
		if gone := recover(); gone != nil {
			list, err = nil, fmt.Errorf("reading temperatures: %v", gone)
		}
	}()
	temperatures, err := sensors.SensorsTemperatures()
	for _, t := range temperatures {
		list = append(list, appleSensor{name: t.SensorKey, celsius: t.Temperature})
	}
	return list, err
}
