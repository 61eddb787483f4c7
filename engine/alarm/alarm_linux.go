package alarm

import (
	"context"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Sharp returns the sharpest alarm of the system: timers of the kernel, which are late by some tens of microseconds.
func Sharp() Alarm { return &kernelTimers{} }

// kernelTimers waits with timers of the kernel, as files (timerfd). They wake the runtime's poller as a socket does, at
// once and not at the next millisecond, and no goroutine spins. A timer costs three system calls a wait; idle ones are
// kept for the next.
type kernelTimers struct{ idle sync.Pool }

// kernelTimer is one timer. The garbage collector closes the file of one that was dropped.
type kernelTimer struct {
	file *os.File
	raw  syscall.RawConn // to set it; os.File.Fd would make it block a thread
}

// Wait waits with a timer of the kernel, or of the runtime when the kernel gives none.
func (k *kernelTimers) Wait(ctx context.Context, deadline time.Time) bool {
	timer := k.take()
	if timer == nil || timer.set(time.Until(deadline)) != nil {
		return Runtime{}.Wait(ctx, deadline) // for example when the process is out of files: a late answer is better than none
	}
	stop := context.AfterFunc(ctx, func() { _ = timer.set(0) })
	var expirations [8]byte
	_, err := timer.file.Read(expirations[:])
	if !stop() {
		_ = timer.file.Close() // the function above may still set it, so it can't be used again
		return false
	}
	if err != nil {
		_ = timer.file.Close()
		return Runtime{}.Wait(ctx, deadline)
	}
	k.idle.Put(timer)
	return true
}

// take returns an idle timer or a new one, or nil when no timer can be made.
func (k *kernelTimers) take() *kernelTimer {
	if timer, ok := k.idle.Get().(*kernelTimer); ok {
		return timer
	}
	fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return nil
	}
	file := os.NewFile(uintptr(fd), "timerfd")
	raw, err := file.SyscallConn()
	if err != nil {
		_ = file.Close()
		return nil
	}
	return &kernelTimer{file: file, raw: raw}
}

// set makes the timer go off after a while, or at once.
func (t *kernelTimer) set(after time.Duration) error {
	after = max(after, 1) // zero would switch it off
	spec := unix.ItimerSpec{Value: unix.NsecToTimespec(int64(after))}
	var problem error
	err := t.raw.Control(func(fd uintptr) { problem = unix.TimerfdSettime(int(fd), 0, &spec, nil) })
	if err != nil {
		return err
	}
	return problem
}
