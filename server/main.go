// Command server serves the Preflight bundle that is embedded in it: static
// files, GET and HEAD, nothing else.
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// dist is what server/bundle built; a clean checkout has only its .gitignore.
//
//go:embed all:dist
var dist embed.FS

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the address cannot be listened on
	exitUsage  = 2 // the command line or the build is wrong
)

const usage = `Serves Preflight. It answers GET and HEAD with the files embedded in it.

  -addr HOST:PORT  where to listen (default 127.0.0.1:8000)
  -version         print the version and stop
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path
	}
	os.Exit(run(ctx, os.Args[1:], files, os.Stdout, os.Stderr))
}

// run is the command: it serves until ctx ends, and returns the exit code.
func run(ctx context.Context, args []string, files fs.FS, stdout, stderr io.Writer) int {
	opts, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return exitOK
	}
	if err != nil {
		return fail(stderr, exitUsage, err)
	}
	bundle, err := loadSite(files)
	if opts.version {
		fmt.Fprintf(stdout, "preflight %s %s\n", bundle.version, runtime.Version())
		return exitOK
	}
	if err != nil {
		return fail(stderr, exitUsage, err)
	}
	if err := serve(ctx, opts.addr, bundle, stdout); err != nil {
		return fail(stderr, exitFailed, err)
	}
	return exitOK
}

func fail(stderr io.Writer, code int, err error) int {
	fmt.Fprintln(stderr, "preflight:", err)
	return code
}

// options are the command line, read.
type options struct {
	addr    string
	version bool
}

func parseOptions(args []string) (options, error) {
	var opts options
	flags := flag.NewFlagSet("preflight", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&opts.addr, "addr", "127.0.0.1:8000", "")
	flags.BoolVar(&opts.version, "version", false, "")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	if flags.NArg() > 0 {
		return opts, fmt.Errorf("unexpected argument %q (-h lists the flags)", flags.Arg(0))
	}
	return opts, nil
}

// serve listens until ctx ends, then lets running answers finish.
func serve(ctx context.Context, addr string, handler http.Handler, stdout io.Writer) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Preflight is at http://%s (Ctrl-C stops it)\n", listener.Addr())
	server := newServer(handler)
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(listener) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if server.Shutdown(grace) != nil {
		server.Close() // a client that will not take its answer is left behind
	}
	return nil
}

// newServer limits how long and how much one client may keep the server busy.
// Writing is given time for the uncompressed wasm over a slow line.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:                      handler,
		ReadHeaderTimeout:            5 * time.Second,
		ReadTimeout:                  10 * time.Second,
		WriteTimeout:                 5 * time.Minute,
		IdleTimeout:                  2 * time.Minute,
		MaxHeaderBytes:               16 << 10,
		DisableGeneralOptionsHandler: true, // "OPTIONS *" is refused like every other
	}
}
