# Afterword. `make` lists what can be asked for; every target covers every module of the workspace.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

MODULES := $(shell go work edit -json | sed -n 's|.*"DiskPath": "\./\(.*\)".*|\1|p')
SERVICES := intake workflow notifier portal ledger
BIN := bin
CONTAINER ?= docker
LDFLAGS := -s -w
TOOL = GOWORK=off go tool -modfile=$(CURDIR)/tools/go.mod
LINT = $(TOOL) golangci-lint

# each runs $(2) in every module of the workspace, saying which; it stops at the first failure.
define each
	@for module in $(MODULES); do echo "== $$module: $(1)"; (cd $$module && $(2)); done
endef

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## Build every binary into bin/
	@mkdir -p $(BIN)
	@for service in $(SERVICES); do echo "== bin/$$service"; go build -ldflags '$(LDFLAGS)' -o $(BIN)/$$service ./services/$$service/cmd/$$service; done
	@echo "== bin/afterword"; go build -ldflags '$(LDFLAGS)' -o $(BIN)/afterword ./cli/cmd/afterword
	@echo "== bin/afterword-standalone (the first time this compiles a Temporal server, which takes a few minutes)"
	@go build -ldflags '$(LDFLAGS)' -o $(BIN)/afterword-standalone ./standalone/cmd/afterword-standalone

.PHONY: images
images: ## Build static binaries into dist/ and an image of each with docker, podman or buildah (CONTAINER=podman)
	@mkdir -p dist
	@for name in $(SERVICES); do CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o dist/$$name ./services/$$name/cmd/$$name; done
	@CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o dist/afterword ./cli/cmd/afterword
	@CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o dist/afterword-standalone ./standalone/cmd/afterword-standalone
	@for name in $(SERVICES) afterword afterword-standalone; do \
	  $(CONTAINER) build -f deploy/images/Dockerfile --build-arg BINARY=$$name --build-arg REVISION=$$(git rev-parse HEAD) -t afterword/$$name dist; done

.PHONY: run
run: build ## Run the whole of Afterword on this machine in real time (data in ./data, http://127.0.0.1:8080)
	@$(BIN)/afterword-standalone --data data

.PHONY: demo
demo: build ## Watch five weeks of follow-ups in a few minutes; fails if a reminder is lost or doubled
	@$(BIN)/afterword demo --examples examples

.PHONY: browser
browser: ## Install Chromium if it is missing (Debian), for the browser tests
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium; \
	else \
	  echo "The browser tests need chromium or google-chrome in PATH. Install one; on Debian: sudo make browser" >&2; exit 1; fi

.PHONY: postgres
postgres: ## Install PostgreSQL if it is missing (Debian), for the tests of the ledger; they start a server of their own
	@if ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends postgresql; \
	else \
	  echo "The ledger's tests need PostgreSQL's postgres and initdb. Install them; on Debian: sudo make postgres" >&2; exit 1; fi

.PHONY: prometheus
prometheus: ## Install Prometheus if it is missing (Debian), for the tests of the alerts
	@if command -v prometheus >/dev/null && command -v promtool >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends prometheus; \
	  if [ -d /run/systemd/system ]; then systemctl disable --now prometheus; fi; \
	else \
	  echo "The tests of the alerts need prometheus and promtool in PATH. Install them; on Debian: sudo make prometheus" >&2; exit 1; fi

.PHONY: test
test: build browser postgres prometheus ## Run every test of every module, with the race detector
	$(call each,go test -race,go test -race -timeout 30m $$([ $$module != standalone ] || echo -p 1) ./...)
	@echo "== pkg/followup: 100,000 random follow-ups"; $(MAKE) --no-print-directory soak FOLLOWUPS=100000
	@echo "== deploy/k8s: go test"; cd deploy/k8s && GOWORK=off go test ./...

FOLLOWUPS ?= 1000000
.PHONY: soak
soak: ## Live through a million random follow-ups (FOLLOWUPS=n for another number) and say how many a second one core does
	@cd pkg/followup && go test -run '^TestProperties$$' -followups $(FOLLOWUPS) -timeout 6h -v .

.PHONY: bench
bench: FOLLOWUPS := $(if $(filter command line environment,$(origin FOLLOWUPS)),$(FOLLOWUPS),100000)
bench: postgres ## Load the ledger's record with 100,000 made-up follow-ups (FOLLOWUPS=n for another number) and measure it on both engines
	@mkdir -p $(BIN); go build -o $(BIN)/ledgerbench ./services/ledger/loadgen/cmd/ledgerbench
	@$(BIN)/ledgerbench -followups $(FOLLOWUPS) -json $(BIN)/ledgerbench.json

AUDITED ?= 10000
PER_SECOND ?= 4
.PHONY: audit
audit: ## Let ten thousand follow-ups live in time-lapse (AUDITED=n, PER_SECOND=n) and audit them: 0 lost, 0 doubled
	@cd standalone && go test -run '^TestTheAuditOfAHealthyRunFindsNothing$$' -timeout 6h -v ./e2e -followups $(AUDITED) -per-second $(PER_SECOND)

.PHONY: check
check: check-versions check-format check-lint check-tidy check-alone check-workflow check-links check-alerts ## Run every check that CI runs beside the tests

.PHONY: check-versions
check-versions: ## Every go.mod states the workspace's Go version or the library's, and OpenTelemetry stays within its cap
	@for module in $(MODULES); do \
	  want=1.26.0; case $$module in standalone) want=1.26.8;; esac; \
	  got=$$(sed -n 's/^go //p' $$module/go.mod); \
	  [ "$$got" = "$$want" ] || { echo "$$module/go.mod says go $$got, expected go $$want"; exit 1; }; done
	@go list -m -f '{{.Version}}' go.opentelemetry.io/otel/log | awk -F'[v.]' '{ if ($$3 > 20) { print "otel/log " $$0 " breaks the Temporal server; keep it at v0.20.x"; exit 1 } }'

.PHONY: check-format
check-format: ## Fail when a file is not gofumpt-formatted
	$(call each,format,$(LINT) fmt --diff -c $(CURDIR)/.golangci.yml)

.PHONY: check-lint
check-lint: ## Lint, with the architecture's import rules
	$(call each,lint,$(LINT) run -c $(CURDIR)/.golangci.yml ./...)

.PHONY: check-tidy
check-tidy: ## Fail when a go.mod or go.sum is not tidy
	$(call each,tidy,GOWORK=off go mod tidy -diff)
	@cd deploy/k8s && GOWORK=off go mod tidy -diff

.PHONY: check-alone
check-alone: ## Build and vet every module outside the workspace, as its users would
	$(call each,alone,GOWORK=off go build ./... && GOWORK=off go vet ./...)

.PHONY: check-workflow
check-workflow: ## Fail when workflow code could be non-deterministic
	@cd services/workflow && $(TOOL) workflowcheck ./lifecycle/... ./replan/...

.PHONY: check-links
check-links: ## Fail when a service or the CLI links an embedded server
	@for target in $(addprefix services/,$(SERVICES)) cli; do \
	  name=$${target##*/}; [ $$name = cli ] && name=afterword; \
	  if go list -deps ./$$target/cmd/$$name | grep -E '^(go\.temporal\.io/server|github\.com/nats-io/nats-server)/'; then \
	    echo "$$target links an embedded server; only standalone may"; exit 1; fi; done

.PHONY: check-alerts
check-alerts: prometheus ## Check the Prometheus rules, and that each alert fires on its fault and on nothing else
	@promtool check rules deploy/prometheus/rules/*.yaml
	@promtool test rules deploy/prometheus/tests/*.yaml

.PHONY: fmt
fmt: ## Format every file
	$(call each,format,$(LINT) fmt -c $(CURDIR)/.golangci.yml)

.PHONY: tidy
tidy: ## Tidy every go.mod
	$(call each,tidy,GOWORK=off go mod tidy)
	@cd deploy/k8s && GOWORK=off go mod tidy

.PHONY: k8s
k8s: ## Print the Kubernetes manifests
	@cd deploy/k8s && $(TOOL) kustomize build base

.PHONY: clean
clean: ## Remove what build made
	@rm -rf $(BIN)
