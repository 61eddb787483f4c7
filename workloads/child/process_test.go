package child

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/endpoint"
)

// The test binary runs itself again in one of these roles.
const (
	roleVariable = "SIMULATOR_TEST_ROLE"
	roleChild    = "child"  // what a program's hidden subcommand will do
	roleParent   = "parent" // starts a child, says its address, and waits to be killed
	roleSilent   = "silent"
	roleDying    = "dying"
	roleChatty   = "chatty" // prints something else, and stays
	roleRefusing = "refusing"
)

func TestMain(m *testing.M) {
	switch os.Getenv(roleVariable) {
	case roleChild:
		_, err := simulator.Service{}.Run(context.Background(), os.Stdout, os.Stdin)
		exit(err)
	case roleParent:
		exit(parent())
	case roleSilent:
		_, _ = io.Copy(io.Discard, os.Stdin)
	case roleChatty:
		fmt.Println("welcome")
		_, _ = io.Copy(io.Discard, os.Stdin)
	case roleRefusing:
		fmt.Println(`{"error":"the disk is full"}`)
		_, _ = io.Copy(io.Discard, os.Stdin)
	case roleDying:
		fmt.Fprintln(os.Stderr, "no room left")
		os.Exit(3)
	default:
		os.Exit(m.Run())
	}
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func parent() error {
	if err := os.Setenv(roleVariable, roleChild); err != nil {
		return err
	}
	p, err := Start(context.Background(), "simulator", os.Args[:1], os.Environ(), os.Stderr)
	if err != nil {
		return err
	}
	fmt.Println(p.Address())
	<-p.Done()
	return p.Err()
}

func start(t *testing.T, role string) (*Process, error) {
	t.Helper()
	t.Setenv(roleVariable, role)
	return Start(t.Context(), "simulator", os.Args[:1], os.Environ(), nil)
}

func TestProcessServesAndStops(t *testing.T) {
	p, err := start(t, roleChild)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(p.URL() + endpoint.HealthPath)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != 200 || p.PID() == os.Getpid() || p.Err() != nil {
		t.Errorf("status %d, process %d, %v", answer.StatusCode, p.PID(), p.Err())
	}
	for range 2 {
		if err := p.Stop(); err != nil {
			t.Errorf("Stop: %v", err)
		}
	}
	select {
	case <-p.Done():
	default:
		t.Error("stopped and not done")
	}
	if conn, err := net.Dial("tcp", p.Address()); err == nil {
		_ = conn.Close()
		t.Error("the port still answers")
	}
}

func TestProcessThatDiesIsNoticed(t *testing.T) {
	p, err := start(t, roleChild)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.Done()
	if err := p.Err(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("Err: %v", err)
	}
	if p.Stop() == nil {
		t.Error("Stop hides that the process had died")
	}
}

func TestProcessThatDiesAtOnce(t *testing.T) {
	_, err := start(t, roleDying)
	if err == nil || !strings.Contains(err.Error(), "exit status 3") || !strings.Contains(err.Error(), "no room left") {
		t.Errorf("the error %v does not say how the child died", err)
	}
}

// A child that can't serve says why in place of its address, and is not killed before it has ended.
func TestProcessThatSaysAnError(t *testing.T) {
	if _, err := start(t, roleRefusing); err == nil || err.Error() != "simulator process: the disk is full" {
		t.Errorf("got %v", err)
	}
}

func TestProcessThatSaysSomethingElse(t *testing.T) {
	if _, err := start(t, roleChatty); err == nil || !strings.Contains(err.Error(), "standard output") {
		t.Errorf("a welcome is taken for an address: %v", err)
	}
}

func TestProcessThatStaysSilent(t *testing.T) {
	t.Setenv(roleVariable, roleSilent)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Start(ctx, "simulator", os.Args[:1], os.Environ(), nil); err == nil {
		t.Error("a silent child is taken for a server")
	}
}

func TestProcessThatIsNone(t *testing.T) {
	for _, command := range [][]string{nil, {"/nonexistent/simulator"}} {
		if _, err := Start(t.Context(), "simulator", command, nil, nil); err == nil {
			t.Errorf("%v was started", command)
		}
	}
}

// The child ends even when its parent is killed without a chance to stop the child.
func TestChildDiesWithItsParent(t *testing.T) {
	t.Setenv(roleVariable, roleParent)
	middle := exec.Command(os.Args[0])
	middle.Stderr = os.Stderr
	stdout, err := middle.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := middle.Start(); err != nil {
		t.Fatal(err)
	}
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	conn := connected(t, strings.TrimSpace(address))
	if err := middle.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = middle.Wait()
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, conn); err != nil {
		t.Errorf("the child still holds the connection: %d bytes, %v", n, err)
	}
	for deadline := time.Now().Add(5 * time.Second); ; { // it closes its connections a moment before it goes
		again, err := net.Dial("tcp", strings.TrimSpace(address))
		if err != nil {
			return
		}
		_ = again.Close()
		if time.Now().After(deadline) {
			t.Fatal("the port still answers")
		}
	}
}

// connected opens a connection over which one request was answered.
func connected(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil || answer.StatusCode != 200 {
		t.Fatalf("%v, %v", answer, err)
	}
	return conn
}
