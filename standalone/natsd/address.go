package natsd

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"github.com/nats-io/nats-server/v2/server"
)

const loopback = "127.0.0.1"

// address is where the server listens and what lets clients in. It stays the same from start to start, so that
// whoever watches the bus finds it again after a restart.
type address struct {
	Port  int    `json:"port"`
	Token string `json:"token"`
}

// addressIn returns the address of an earlier start; a port that somebody else has taken since is given up. A directory
// without one gets a new token and takes any port.
func addressIn(dir string) (address, error) {
	a := address{Port: server.RANDOM_PORT, Token: rand.Text()}
	text, err := os.ReadFile(addressFile(dir))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return a, nil
	case err != nil:
		return a, fmt.Errorf("read the bus's address: %w", err)
	}
	if err := json.Unmarshal(text, &a); err != nil {
		return a, fmt.Errorf("read the bus's address in %s: %w", addressFile(dir), err)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(loopback, strconv.Itoa(a.Port)))
	if err != nil {
		a.Port = server.RANDOM_PORT
		return a, nil
	}
	return a, listener.Close()
}

// keep writes the address for the next start, in one step and for the owner only.
func (a address) keep(dir string) error {
	text, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encode the bus's address: %w", err)
	}
	next := addressFile(dir) + ".new"
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return fmt.Errorf("keep the bus's address: %w", err)
	}
	if err := os.Rename(next, addressFile(dir)); err != nil {
		return fmt.Errorf("keep the bus's address: %w", err)
	}
	return nil
}

func addressFile(dir string) string { return filepath.Join(dir, "address.json") }
