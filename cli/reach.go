package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/cli/client"
)

// defaultServer is where standalone listens unless told otherwise.
const defaultServer = "http://127.0.0.1:8080"

// reach says where the running Afterword is: flags first, then the environment,
// then the default. A data directory of standalone answers for itself: it holds
// connect.json and api-key.
type reach struct {
	server  string
	keyFile string
	nats    string
	data    string
	getenv  func(string) string
}

// reachHelp explains the order to people; dataFlag as in serverFlags.
func reachHelp(dataFlag string) string {
	return strings.ReplaceAll(`The server is --server, else the one whose data directory is --DATA, else
AFTERWORD_SERVER, else the one of AFTERWORD_DATA, else `+defaultServer+`.
The API key is in --key-file, else in the file api-key of --DATA, else in
AFTERWORD_API_KEY, else in the file AFTERWORD_API_KEY_FILE, else in AFTERWORD_DATA.`, "--DATA", "--"+dataFlag)
}

// serverFlags adds what is needed to call the HTTP API. dataFlag names the flag
// for the data directory: --data, except where that means something else.
func (a *app) serverFlags(cmd *cobra.Command, dataFlag string) *reach {
	r := &reach{getenv: a.getenv}
	cmd.Flags().StringVar(&r.server, "server", "", "address of the server, such as "+defaultServer)
	cmd.Flags().StringVar(&r.keyFile, "key-file", "", "`file` that holds the API key")
	cmd.Flags().StringVar(&r.data, dataFlag, "", "data `directory` of the standalone server to speak to")
	return r
}

// busFlags adds what is needed to reach the bus.
func (a *app) busFlags(cmd *cobra.Command) *reach {
	r := &reach{getenv: a.getenv}
	cmd.Flags().StringVar(&r.nats, "nats", "", "`URL` of the NATS server (default AFTERWORD_NATS_URL, or of --data)")
	cmd.Flags().StringVar(&r.data, "data", "", "data `directory` of the standalone server (default AFTERWORD_DATA)")
	return r
}

// connectFile is connect.json, which standalone writes into its data directory.
type connectFile struct {
	HTTP string `json:"http"`
	NATS string `json:"nats"`
}

func readConnectFile(dir string) (connectFile, error) {
	path := filepath.Join(dir, "connect.json")
	var c connectFile
	raw, err := os.ReadFile(path)
	if err != nil {
		return c, badInputf("no server has written where it is into %s: %w", dir, err)
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		return c, badInputf("%s is not what a server writes: %w", path, err)
	}
	return c, nil
}

// client opens the API client.
func (r *reach) client() (*client.Client, error) {
	server, err := r.serverURL()
	if err != nil {
		return nil, err
	}
	key, err := r.key()
	if err != nil {
		return nil, err
	}
	c, err := client.New(client.Options{Server: server, Key: key})
	if err != nil {
		return nil, badInput(err)
	}
	return c, nil
}

func (r *reach) serverURL() (string, error) {
	switch {
	case r.server != "":
		return r.server, nil
	case r.data != "":
		c, err := readConnectFile(r.data)
		return c.HTTP, err
	case r.getenv("AFTERWORD_SERVER") != "":
		return r.getenv("AFTERWORD_SERVER"), nil
	case r.getenv("AFTERWORD_DATA") != "":
		c, err := readConnectFile(r.getenv("AFTERWORD_DATA"))
		return c.HTTP, err
	}
	return defaultServer, nil
}

// key returns the API key, and "" if none is configured: the server will say so.
func (r *reach) key() (string, error) {
	switch {
	case r.keyFile != "":
		return readKey(r.keyFile)
	case r.data != "":
		return readKey(filepath.Join(r.data, "api-key"))
	case r.getenv("AFTERWORD_API_KEY") != "":
		return r.getenv("AFTERWORD_API_KEY"), nil
	case r.getenv("AFTERWORD_API_KEY_FILE") != "":
		return readKey(r.getenv("AFTERWORD_API_KEY_FILE"))
	case r.getenv("AFTERWORD_DATA") != "":
		return readKey(filepath.Join(r.getenv("AFTERWORD_DATA"), "api-key"))
	}
	return "", nil
}

func readKey(path string) (string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", badInputf("read the API key: %w", err)
	}
	key := strings.TrimSpace(string(raw))
	if key == "" {
		return "", badInputf("the key file %s is empty", path)
	}
	return key, nil
}

// natsURL returns the address of the bus, which has no default: it usually holds a secret.
func (r *reach) natsURL() (string, error) {
	if r.nats != "" {
		return r.nats, nil
	}
	data := r.data
	if data == "" {
		if u := r.getenv("AFTERWORD_NATS_URL"); u != "" {
			return u, nil
		}
		data = r.getenv("AFTERWORD_DATA")
	}
	if data == "" {
		return "", badInputf("where is the bus? Give --nats URL or --data DIR")
	}
	c, err := readConnectFile(data)
	if err != nil {
		return "", err
	}
	if c.NATS == "" {
		return "", badInputf("%s names no bus", filepath.Join(data, "connect.json"))
	}
	return c.NATS, nil
}
