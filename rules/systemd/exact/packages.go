package exact

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

//go:embed packages.txt
var packageList string

// Packages are the Debian packages whose services are compared.
func Packages() []string {
	return strings.Fields(packageList)
}

// Fetch downloads the packages with apt-get and unpacks them below the folder;
// nothing is installed. What is there already is not fetched again.
func Fetch(folder string, packages []string) error {
	for _, name := range packages {
		root := filepath.Join(folder, name)
		if _, err := os.Stat(root); err == nil {
			continue
		}
		if err := os.MkdirAll(root, 0o755); err != nil {
			return err
		}
		download := exec.Command("apt-get", "download", name)
		download.Dir = root
		if out, err := download.CombinedOutput(); err != nil {
			return fmt.Errorf("apt-get download %s: %w\n%s", name, err, out)
		}
		archives, err := filepath.Glob(filepath.Join(root, "*.deb"))
		if err != nil {
			return err
		}
		for _, archive := range archives {
			if out, err := exec.Command("dpkg-deb", "-x", archive, root).CombinedOutput(); err != nil {
				return fmt.Errorf("dpkg-deb -x %s: %w\n%s", archive, err, out)
			}
		}
	}
	return nil
}

// Services finds the unit files of system services below the folder, in order.
func Services(folder string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(path, ".service") && strings.Contains(path, "/systemd/system/") {
			found = append(found, path)
		}
		return err
	})
	sort.Strings(found)
	return found, err
}
