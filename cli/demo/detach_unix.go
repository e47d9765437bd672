//go:build unix

package demo

import (
	"os/exec"
	"syscall"
)

// detach keeps a Ctrl-C in the terminal from the process: the demo stops it itself.
func detach(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}
