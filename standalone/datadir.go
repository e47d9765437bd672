package standalone

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// dataDir is the directory that keeps everything; see doc.go.
type dataDir string

func (d dataDir) apiKey() string      { return filepath.Join(string(d), "api-key") }
func (d dataDir) linkKeys() string    { return filepath.Join(string(d), "link-keys") }
func (d dataDir) sessionKeys() string { return filepath.Join(string(d), "session-keys") }
func (d dataDir) ledger() string      { return filepath.Join(string(d), "ledger", "ledger.db") }
func (d dataDir) connect() string     { return filepath.Join(string(d), "connect.json") }
func (d dataDir) clock() string       { return filepath.Join(string(d), "clock.json") }
func (d dataDir) outbox() string      { return filepath.Join(string(d), "outbox.jsonl") }
func (d dataDir) nats() string        { return filepath.Join(string(d), "nats") }
func (d dataDir) temporal() string    { return filepath.Join(string(d), "temporal") }
func (d dataDir) lock() string        { return filepath.Join(string(d), "lock") }

// connection is the content of connect.json: where the running process is reached. The address of the bus
// holds its secret.
type connection struct {
	HTTP     string `json:"http"`
	NATS     string `json:"nats"`
	Temporal string `json:"temporal"`
}

func (d dataDir) writeConnection(c connection) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return fmt.Errorf("encode where this process is reached: %w", err)
	}
	return writeSecret(d.connect(), append(text, '\n'))
}

// forgetConnection removes what this or an earlier process has written.
func (d dataDir) forgetConnection() error {
	if err := os.Remove(d.connect()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove where an earlier process was reached: %w", err)
	}
	return nil
}

// writeSecret replaces a file in one step, so that nobody reads half of it, and only the owner reads it at all.
func writeSecret(path string, text []byte) error {
	next := path + ".new"
	file, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(next, path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
