package dashboard

import "net/http"

func (d *Dashboard) followup(w http.ResponseWriter, r *http.Request) { d.nowhere(w, r) }

func (d *Dashboard) letter(w http.ResponseWriter, r *http.Request) { d.nowhere(w, r) }
