//go:build !unix

package standalone

import (
	"fmt"
	"os"
)

// lock only marks the data directory: this system is not known to release a lock when a process dies.
func lock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the data directory's lock: %w", err)
	}
	return file, nil
}
