package portal

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed assets
var assetFiles embed.FS

// The embedded files that pages name.
const (
	styleFile  = "page.css"
	scriptFile = "page.js"
	htmxFile   = "htmx.min.js"
	iconFile   = "icon.svg"
)

// files are the assets, each under a name that changes with its content, so that browsers may keep it for ever.
type files struct {
	// named is the public name by the embedded one, content the other way round.
	named   map[string]string
	content map[string][]byte
}

func readFiles() (*files, error) {
	f := &files{named: map[string]string{}, content: map[string][]byte{}}
	err := fs.WalkDir(assetFiles, "assets", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		base := path.Base(name)
		stem, ending, _ := strings.Cut(base, ".")
		public := stem + "." + hex.EncodeToString(sum[:8]) + "." + ending
		f.named[base], f.content[public] = public, data
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the assets: %w", err)
	}
	for _, needed := range []string{styleFile, scriptFile, htmxFile, iconFile} {
		if f.named[needed] == "" {
			return nil, fmt.Errorf("read the assets: %s is missing", needed)
		}
	}
	return f, nil
}

// assets are the paths of the files for pages in a colour.
func (s *Service) assets(color string) Assets {
	at := func(name string) string { return s.path("f", "assets", name) }
	return Assets{
		Style: at(s.files.named[styleFile]), Script: at(s.files.named[scriptFile]), HTMX: at(s.files.named[htmxFile]),
		Icon: at(s.files.named[iconFile]), Colors: at(colorFile(color)),
	}
}

// serveFile serves an embedded file, or the stylesheet of a colour. What does not exist is refused like any link.
func (s *Service) serveFile(w http.ResponseWriter, r *http.Request, name string) {
	content, ok := s.files.content[name]
	if !ok {
		content, ok = colorSheet(name)
	}
	if !ok {
		s.refuse(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	// The name decides the media type; there is no date that would mean anything.
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}
