package dashboard

import "net/http"

func (d *Dashboard) outcomes(w http.ResponseWriter, r *http.Request) { d.nowhere(w, r) }
