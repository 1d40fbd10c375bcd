package web

import (
	"encoding/json"
	"image/png"
	"slices"
	"strings"
	"testing"
)

func TestServed(t *testing.T) {
	want := []string{
		"boot.js", "editor/editor.min.js", "icons/icon-192.png", "icons/icon-512.png", "icons/icon.svg",
		"icons/maskable-512.png", "style.css", "worker.js",
	}
	if got := Served(); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestTheManifestNamesIconsThatAreThere(t *testing.T) {
	var manifest struct {
		Name  string
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes, Type string }
	}
	if err := json.Unmarshal([]byte(Read("manifest.webmanifest")), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Name == "" || manifest.Start != "./" || len(manifest.Icons) != 4 {
		t.Errorf("got %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		path := strings.TrimPrefix(icon.Src, "web/")
		if !slices.Contains(Served(), path) {
			t.Errorf("%s is not served", icon.Src)
			continue
		}
		if icon.Type == "image/png" {
			checkSize(t, path, icon.Sizes)
		}
	}
}

// The installed app opens files by their names alone: no address is called.
func TestTheManifestTakesFiles(t *testing.T) {
	var manifest struct {
		FileHandlers []struct {
			Action string
			Accept map[string][]string
		} `json:"file_handlers"`
		LaunchHandler struct {
			ClientMode string `json:"client_mode"`
		} `json:"launch_handler"`
		ShareTarget any `json:"share_target"`
	}
	if err := json.Unmarshal([]byte(Read("manifest.webmanifest")), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.ShareTarget != nil {
		t.Error("what is shared with the app would be sent to the server")
	}
	if manifest.LaunchHandler.ClientMode != "focus-existing" || len(manifest.FileHandlers) != 1 || manifest.FileHandlers[0].Action != "./" {
		t.Errorf("got %+v", manifest)
	}
	var endings []string
	for _, some := range manifest.FileHandlers[0].Accept {
		endings = append(endings, some...)
	}
	for _, want := range []string{".py", ".conf", ".service", ".env"} {
		if !slices.Contains(endings, want) {
			t.Errorf("%s is not opened: %q", want, endings)
		}
	}
}

func checkSize(t *testing.T, path, sizes string) {
	t.Helper()
	file, err := FS.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	config, err := png.DecodeConfig(file)
	if err != nil || config.Width != config.Height || !strings.HasPrefix(sizes, map[int]string{192: "192x", 512: "512x"}[config.Width]) {
		t.Errorf("%s is %d wide, not %s: %v", path, config.Width, sizes, err)
	}
}

func TestTheServiceWorkerHasItsPlaceholders(t *testing.T) {
	text := Read("service-worker.js")
	for _, word := range []string{`"{{.Version}}"`, "= {{.ResourcesToCache}};"} {
		if strings.Count(text, word) != 1 {
			t.Errorf("%s is not there once", word)
		}
	}
}

func TestTheSealAllowsNothingButTheWorker(t *testing.T) {
	text := strings.ReplaceAll(Read("boot.js"), "\" +\n    \"", "")
	want := `"default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'none'; worker-src blob:; style-src 'self'; img-src data:"`
	if !strings.Contains(text, want) {
		t.Error("the policy of the seal has changed")
	}
}

func TestNothingIsLoadedFromElsewhere(t *testing.T) {
	for _, path := range []string{"style.css", "boot.js", "worker.js", "service-worker.js", "manifest.webmanifest"} {
		for _, word := range []string{"http:", "https:", "//cdn", "@import", "url("} {
			if strings.Contains(Read(path), word) {
				t.Errorf("%s has %q in it", path, word)
			}
		}
	}
}
