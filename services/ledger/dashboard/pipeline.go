package dashboard

import "net/http"

func (d *Dashboard) pipeline(w http.ResponseWriter, r *http.Request) { d.nowhere(w, r) }
