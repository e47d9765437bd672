package dashboard

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"
)

//go:embed assets
var assetFiles embed.FS

// assetsPath is where the stylesheet, the script and the icon are.
const assetsPath = "/assets/"

// The files that every page names.
const (
	styleFile  = "style.css"
	scriptFile = "live.js"
	iconFile   = "icon.svg"
)

// assets are the embedded files, each under a name that changes with its content, so that browsers may keep it for ever.
type assets struct {
	// named is the public name by the embedded one; content goes by the public one.
	named   map[string]string
	content map[string][]byte
}

func readAssets() (*assets, error) {
	a := &assets{named: map[string]string{}, content: map[string][]byte{}}
	for _, name := range []string{styleFile, scriptFile, iconFile} {
		data, err := assetFiles.ReadFile("assets/" + name)
		if err != nil {
			return nil, fmt.Errorf("read the asset %s: %w", name, err)
		}
		sum := sha256.Sum256(data)
		stem, ending, _ := strings.Cut(name, ".")
		public := stem + "." + hex.EncodeToString(sum[:8]) + "." + ending
		a.named[name], a.content[public] = assetsPath+public, data
	}
	return a, nil
}

// asset is GET /assets/{name}.
func (d *Dashboard) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	content, ok := d.assets.content[name]
	if public, plain := d.assets.named[name]; plain {
		// The gate's pages know the plain names only.
		http.Redirect(w, r, public, http.StatusTemporaryRedirect)
		return
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	// The name decides the media type; there is no date that would mean anything.
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}
