package booktest

import (
	"bufio"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// patience is how long a server may take to be made, to start and to stop.
const patience = time.Minute

// Server says how to start a PostgreSQL server.
type Server struct {
	// Dir is where its files go: a folder that is empty, not there yet, or of a server that was stopped, whose databases are
	// then there again. Its name must be short, since a socket lies in it.
	Dir string
	// Settings are PostgreSQL's, by name; what is not named is as PostgreSQL has it.
	Settings map[string]string
}

// Postgres is a running PostgreSQL server. It listens on a socket in its folder only, and its superuser is postgres.
type Postgres struct {
	dir     string
	command *exec.Cmd
	// ended gives the end of the process, once.
	ended chan error
}

// Start makes a database cluster and starts a server on it. Postgres refuses to run as root: started by root it
// runs as the user postgres, or as nobody. The server also ends when the thread that called Start does (Linux).
func Start(s Server) (*Postgres, error) {
	postgres, err := binary("postgres")
	if err != nil {
		return nil, err
	}
	who, err := unprivileged()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := makeCluster(ctx, who, s.Dir); err != nil {
		return nil, err
	}

	arguments := []string{"-D", s.Dir, "-k", s.Dir, "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"}
	for name, value := range s.Settings {
		arguments = append(arguments, "-c", name+"="+value)
	}
	p := &Postgres{dir: s.Dir, command: exec.Command(postgres, arguments...), ended: make(chan error, 1)}
	who.run(p.command)
	log, err := p.command.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", err)
	}
	ready := make(chan []string, 1)
	go p.read(log, ready)
	select {
	case said := <-ready:
		if said != nil {
			return nil, fmt.Errorf("PostgreSQL ended at once: %s", strings.Join(said, "\n"))
		}
		return p, nil
	case <-ctx.Done():
		return nil, errors.Join(fmt.Errorf("PostgreSQL is not ready after %v", patience), p.Stop())
	}
}

// makeCluster makes the files of a server, if they are not there.
func makeCluster(ctx context.Context, who account, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "PG_VERSION")); err == nil {
		return nil
	}
	initdb, err := binary("initdb")
	if err != nil {
		return err
	}
	if err := who.makeDir(dir); err != nil {
		return fmt.Errorf("make the folder of PostgreSQL: %w", err)
	}
	command := exec.CommandContext(ctx, initdb,
		"-D", dir, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
	who.run(command)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("make a PostgreSQL cluster: %w: %s", err, out)
	}
	return nil
}

// read follows what the server logs until it ends. It gives nil when the server is ready, else its last words.
func (p *Postgres) read(log io.Reader, ready chan<- []string) {
	var said []string
	started := false
	for lines := bufio.NewScanner(log); lines.Scan(); {
		if started {
			continue
		}
		said = append(said, lines.Text())
		if strings.Contains(lines.Text(), "database system is ready to accept connections") {
			started = true
			ready <- nil
		}
	}
	p.ended <- p.command.Wait()
	if !started {
		ready <- append(said, "(its log ends here)")
	}
}

// URL returns the address of a database of the server.
func (p *Postgres) URL(database string) string {
	return "postgres:///" + database + "?" + url.Values{"host": {p.dir}, "user": {"postgres"}}.Encode()
}

// Create makes an empty database and returns its address.
func (p *Postgres) Create(ctx context.Context, database string) (string, error) {
	connection, err := pgx.Connect(ctx, p.URL("postgres"))
	if err != nil {
		return "", fmt.Errorf("reach PostgreSQL: %w", err)
	}
	defer func() { _ = connection.Close(ctx) }()
	if _, err := connection.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{database}.Sanitize()); err != nil {
		return "", fmt.Errorf("make database %s: %w", database, err)
	}
	return p.URL(database), nil
}

// Stop ends the server: connections are cut, and what was committed is on disk. A server that does not end is killed.
func (p *Postgres) Stop() error {
	if err := p.command.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("tell PostgreSQL to stop: %w", err)
	}
	select {
	case err := <-p.ended:
		if err != nil {
			return fmt.Errorf("stop PostgreSQL: %w", err)
		}
		return nil
	case <-time.After(patience):
		return errors.Join(fmt.Errorf("PostgreSQL did not stop within %v", patience), p.command.Process.Kill())
	}
}

// withDatabase returns the address of another database of the same server.
func withDatabase(server, database string) (string, error) {
	address, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	address.Path = "/" + database
	return address.String(), nil
}

func freeName() (string, error) {
	random := make([]byte, 8)
	if _, err := rand.Read(random); err != nil {
		return "", err
	}
	return "test_" + hex.EncodeToString(random), nil
}

// binary finds a program of PostgreSQL: where Debian puts them, the newest version first, else in PATH.
func binary(name string) (string, error) {
	found, err := filepath.Glob(filepath.Join("/usr/lib/postgresql", "*", "bin", name))
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return slices.MaxFunc(found, byVersion), nil
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("PostgreSQL is not installed (there is no %s): run `make postgres`, or set %s to the URL of a server", name, serverVariable)
	}
	return path, nil
}

// byVersion compares .../9/bin/... and .../15/bin/... as numbers.
func byVersion(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
