package scratch

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
	"time"
)

// account is whom the programs run as; a credential of nil is this process's own user.
type account struct {
	name       string
	credential *syscall.Credential
}

// unprivileged is whom PostgreSQL's programs run as. They refuse root.
func unprivileged() (*account, error) {
	if os.Geteuid() != 0 {
		return &account{name: "who started this"}, nil
	}
	for _, name := range []string{"postgres", "_postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(found.Uid, 10, 32)
		gid, problem := strconv.ParseUint(found.Gid, 10, 32)
		if err == nil && problem == nil && uid > 0 {
			return &account{name, &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
		}
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody: expected to be started by another user")
}

// own gives a file to the account.
func (a *account) own(path string) error {
	if a.credential == nil {
		return nil
	}
	return os.Lchown(path, int(a.credential.Uid), int(a.credential.Gid))
}

// A daemon is a program that was started.
type daemon struct {
	command *exec.Cmd
	output  bytes.Buffer // where there is no log; to be read after done
	done    chan struct{}
	exit    error // to be read after done
}

// run starts a program in a folder, with an environment that has nothing of ours. What
// it prints is appended to a file, or kept where there is none.
func (a *account) run(folder, log string, line []string) (*daemon, error) {
	d := &daemon{command: exec.Command(line[0], line[1:]...), done: make(chan struct{})}
	d.command.Dir = folder
	d.command.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=/usr/bin:/bin", "TMPDIR=" + folder, "HOME=" + folder}
	d.command.SysProcAttr = attributes(a.credential)
	d.command.WaitDelay = time.Second
	d.command.Stdout, d.command.Stderr = &d.output, &d.output
	if log != "" {
		file, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		d.command.Stdout, d.command.Stderr = file, file
	}
	if err := d.command.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", line[0], err)
	}
	go func() {
		d.exit = d.command.Wait()
		close(d.done)
	}()
	return d, nil
}

// why says how a server ended that should not have.
func (d *daemon) why() string {
	if d.exit == nil {
		return "exit status 0"
	}
	return d.exit.Error()
}

// end has a server end its sessions at once, and kills what is left after a time.
func (d *daemon) end(patience time.Duration) {
	_ = d.command.Process.Signal(syscall.SIGQUIT)
	select {
	case <-d.done:
	case <-time.After(patience):
	}
	d.kill()
}

// kill kills the program with all of its processes.
func (d *daemon) kill() {
	_ = syscall.Kill(-d.command.Process.Pid, syscall.SIGKILL)
	<-d.done
}
