//go:build !linux

package booktest

import (
	"os"
	"os/exec"
)

// account is who PostgreSQL runs as: whoever runs the tests.
type account struct{}

func unprivileged() (account, error) { return account{}, nil }

func (account) makeDir(path string) error { return os.MkdirAll(path, 0o700) }

func (account) run(*exec.Cmd) {}
