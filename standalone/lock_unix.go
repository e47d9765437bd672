//go:build unix

package standalone

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock keeps other processes from the data directory until the file is closed, or the process ends in whatever way.
func lock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the data directory's lock: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		err = fmt.Errorf("another process is using this data directory (it holds %s): stop it, or choose another directory", path)
	case err != nil:
		err = fmt.Errorf("lock the data directory: %w", err)
	default:
		return file, nil
	}
	return nil, errors.Join(err, file.Close())
}
