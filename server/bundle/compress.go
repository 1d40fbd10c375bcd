package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
)

// files is a bundle: its files by path, "rules/nginx/autoindex.html".
type files map[string][]byte

// compressor makes the compressed siblings of files. Brotli at its best takes
// half a minute for the wasm, so results are kept by the hash of their input.
type compressor struct {
	cache string // a folder
}

// codec is one content coding.
type codec struct {
	suffix string
	pack   func(to io.Writer) (io.WriteCloser, error)
}

var codecs = []codec{
	{".br", func(to io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterOptions(to, brotli.WriterOptions{Quality: 11, LGWin: 24}), nil
	}},
	{".gz", func(to io.Writer) (io.WriteCloser, error) {
		return gzip.NewWriterLevel(to, gzip.BestCompression)
	}},
}

// addSiblings adds NAME.br and NAME.gz beside every file that they make
// smaller.
func (c compressor) addSiblings(bundle files) error {
	var (
		work  sync.WaitGroup
		lock  sync.Mutex
		first error
		slots = make(chan struct{}, runtime.NumCPU())
		plain = maps.Clone(bundle)
	)
	for _, name := range slices.Sorted(maps.Keys(plain)) {
		for _, with := range codecs {
			slots <- struct{}{}
			work.Go(func() {
				packed, err := c.pack(plain[name], with)
				lock.Lock()
				defer lock.Unlock()
				if err != nil && first == nil {
					first = fmt.Errorf("%s%s: %w", name, with.suffix, err)
				}
				if len(packed) < len(plain[name]) {
					bundle[name+with.suffix] = packed
				}
				<-slots
			})
		}
	}
	work.Wait()
	return first
}

// pack returns the packed body, from the cache where it has it.
func (c compressor) pack(body []byte, with codec) ([]byte, error) {
	kept := filepath.Join(c.cache, fmt.Sprintf("%x%s", sha256.Sum256(body), with.suffix))
	if packed, err := os.ReadFile(kept); err == nil {
		return packed, nil
	}
	var packed bytes.Buffer
	writer, err := with.pack(&packed)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(body); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), keep(kept, packed.Bytes())
}

// keep writes a file whole or not at all: the build may be interrupted, and
// two files may have the same contents.
func keep(name string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(name), "part-")
	if err != nil {
		return err
	}
	_, err = part.Write(body)
	if err = errors.Join(err, part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), name)
}
