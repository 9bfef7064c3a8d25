# The daily commands. Each installs what it needs and is missing (tools/setup), and nothing else.
SHELL := /bin/bash
export CARGO_TARGET_DIR ?= $(CURDIR)/target

.PHONY: help serve build test lint fmt bench fuzz

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

serve: ## build quickly and serve on http://127.0.0.1:8080, rebuilding on change
	@tools/setup serve
	@tools/run trunk serve --cargo-profile serve --dist "$(CARGO_TARGET_DIR)/served"

build: ## leave the release build in dist/, ready for any static host
	@tools/setup build
	@tools/run trunk build --release

test: ## everything that .ci/run checks; one step with ONLY=lint|native|web|build|size|e2e|engines
	@tools/test $(ONLY)

lint: ## rustfmt and clippy, native and wasm, warnings are errors
	@tools/setup lint
	@tools/test lint

fmt: ## format the code
	@tools/run cargo fmt

bench: ## time each indicator natively, algorithms beside Python's libraries, and the release build in a browser beside its peers (ROWS=1000000), with Lighthouse
	@tools/setup bench
	@tools/run cargo bench --quiet --bench indicators
	@tools/run cargo bench --quiet --bench peers
	@tools/run trunk build --release
	@tools/run node benches/browser/run.js

fuzz: ## feed the readers made-up files, SECONDS=60 each target; one with ONLY=splitter|dialect|values|workbook|json
	@tools/setup fuzz
	@tools/fuzz $(or $(SECONDS),60) $(ONLY)
