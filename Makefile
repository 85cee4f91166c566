# The only commands anyone needs; `make` alone lists them. The work is in scripts/.

.DEFAULT_GOAL := help
.PHONY: help run test check fmt test-sqlite test-postgres test-clients test-peer test-oidc test-pages bench fuzz deb sbom advisories reset drill

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build and start the demo: two instances that federate
	@scripts/need.sh cargo cc
	cargo run --locked --bin rounds -- demo

test: ## Install what is missing, then lint and test everything
	@scripts/test.sh

check: ## Formatting, lints, licences of dependencies
	@scripts/test.sh fmt clippy deny

fmt: ## Format the code
	cargo fmt --all

test-sqlite: ## Every Rust test on SQLite
	@scripts/test.sh sqlite

test-postgres: ## The same tests on a private PostgreSQL
	@scripts/test.sh postgres

test-clients: ## Unmodified Mastodon clients against two servers
	@scripts/test.sh clients

test-peer: ## Fedify, another implementation, federates with a server
	@scripts/test.sh peer

test-oidc: ## A real provider of OpenID Connect logs people in
	@scripts/test.sh oidc

test-pages: ## The pages in a browser: accessibility, no foreign requests
	@scripts/test.sh pages

bench: ## Measure on SQLite and on PostgreSQL; prints the tables of docs/benchmarks.md
	@scripts/need.sh cargo cc postgres
	cargo build --locked --release --bin rounds
	cargo bench --locked --package e2e --bench rounds
	scripts/with-postgres.sh --durable cargo bench --locked --package e2e --bench rounds

drill: ## Kill servers 120 times while they federate; nothing may be lost or doubled
	@scripts/need.sh cargo cc postgres python ffmpeg
	cargo build --locked --release --bin rounds
	cargo bench --locked --package e2e --bench drill
	scripts/with-postgres.sh cargo bench --locked --package e2e --bench drill

fuzz: ## Twenty minutes of other cases for each parser and property; SECONDS_EACH=120 for two
	@scripts/need.sh cargo cc
	scripts/fuzz.sh

deb: ## A Debian package, in target/debian
	@scripts/need.sh cargo cc cargo-deb cargo-cyclonedx
	scripts/sbom.sh
	cargo deb --locked --package rounds --profile dist --deb-revision ""

sbom: ## What the server is made of (CycloneDX), in packaging/rounds.cdx.json
	@scripts/need.sh cargo cc cargo-cyclonedx
	scripts/sbom.sh

advisories: ## Known vulnerabilities in dependencies (needs a network)
	@scripts/need.sh cargo cargo-deny
	cargo deny --locked --workspace check advisories

reset: ## Delete the demo's data
	rm -rf data/demo
