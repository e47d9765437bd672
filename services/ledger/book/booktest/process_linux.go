package booktest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who PostgreSQL runs as: nil is whoever runs the tests.
type account struct{ credential *syscall.Credential }

// unprivileged returns the account for PostgreSQL, which refuses to run as root.
func unprivileged() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	found, err := user.Lookup("postgres")
	if err != nil {
		found, err = user.Lookup("nobody")
	}
	if err != nil {
		return account{}, fmt.Errorf("find a user for PostgreSQL, which refuses to run as root: %w", err)
	}
	uid, err := strconv.ParseUint(found.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("read the id of user %s: %w", found.Username, err)
	}
	gid, err := strconv.ParseUint(found.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("read the group of user %s: %w", found.Username, err)
	}
	return account{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// makeDir makes a folder that is the account's own; those above it everybody may pass.
func (a account) makeDir(path string) error {
	err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.MkdirAll(path, 0o700))
	if err != nil || a.credential == nil {
		return err
	}
	return os.Chown(path, int(a.credential.Uid), int(a.credential.Gid))
}

// run makes the command run as the account, and end with the thread that starts it.
func (a account) run(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Credential: a.credential, Pdeathsig: syscall.SIGINT}
	c.Dir = "/"
}
