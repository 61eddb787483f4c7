package api

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"testing"

	"ep-benchmark/workloads/relay"
)

// A relay passes connections on until its standard input ends, and then ends with
// connections that are open.
func TestRelayEndsWithItsParent(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	go func() {
		for {
			conn, err := server.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
		}
	}()
	stdin, parent := io.Pipe()
	announced, stdout := io.Pipe()
	ended := make(chan int, 1)
	go func() { ended <- RunRelay([]string{server.Addr().String(), "2ms", here}, stdin, stdout) }()
	line, err := bufio.NewReader(announced).ReadBytes('\n')
	var said struct{ Address string }
	if err != nil || json.Unmarshal(line, &said) != nil {
		t.Fatalf("%q, %v", line, err)
	}
	conn, err := relay.Dial(t.Context(), said.Address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	answer := make([]byte, 5)
	_, _ = conn.Write([]byte("hello"))
	if _, err := io.ReadFull(conn, answer); err != nil || string(answer) != "hello" {
		t.Errorf("%q, %v", answer, err)
	}
	_ = parent.Close()
	if code := <-ended; code != 0 {
		t.Errorf("exit code %d", code)
	}
	if _, err := conn.Read(answer); err == nil {
		t.Error("the connection outlives the relay")
	}
	if code := RunRelay(nil, stdin, io.Discard); code == 0 {
		t.Error("a relay to nowhere runs")
	}
}
