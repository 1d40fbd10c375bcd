package e2e

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"testing"
)

// server is the real server in its own process.
type server struct {
	address string // host:port
	log     *log
	command *exec.Cmd
}

// startServer starts the binary that PREFLIGHT_SERVER names, on a free port.
func startServer(t testing.TB) *server {
	t.Helper()
	binary := os.Getenv("PREFLIGHT_SERVER")
	if binary == "" {
		skip(t, "PREFLIGHT_SERVER is not set: run \"make e2e\"")
	}
	s := &server{log: &log{}, command: exec.Command(binary, "-addr", "127.0.0.1:0")}
	s.command.Stderr = s.log
	out, err := s.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	reader := bufio.NewReader(out)
	line, err := reader.ReadString('\n')
	if err != nil {
		t.Fatalf("the server said nothing: %v %s", err, s.log)
	}
	s.log.Write([]byte(line))
	go reader.WriteTo(s.log)
	s.address = regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(line)
	return s
}

// stop ends the server as a service manager would.
func (s *server) stop() {
	if s.command.ProcessState != nil {
		return
	}
	s.command.Process.Signal(syscall.SIGTERM)
	s.command.Wait()
}

// log collects text from several goroutines.
type log struct {
	lock sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.String()
}

// skip marks a test skipped for lack of something that the machine must have;
// where CI is true, lacking it is a failure.
func skip(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" && os.Getenv("PREFLIGHT_SERVER") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}
