# Everything is in tools/, one script a task; this is the list of them.
.DEFAULT_GOAL := help
.PHONY: help serve studio test test-quick test-engines test-fresh build wheel crates bench peers screenshots picture sample setup

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Install what is missing, build the page, serve it with the bundled sample
	@tools/setup.sh rust wasm trunk bindgen wasm-opt
	@tools/serve.sh

studio: ## Install what is missing, build Studio and the page, serve it and open the browser
	@tools/setup.sh rust wasm trunk bindgen wasm-opt
	@tools/build.sh
	@cargo run --quiet --profile command --package needs-by-field -- studio

test: ## Install what is missing; formatting, lints, tests, the page in Chromium
	@tools/setup.sh
	@tools/test.sh

test-quick: ## Formatting, and the tests within the crates
	@tools/setup.sh rust lint
	@tools/test.sh quick

test-engines: ## Install what is missing; what must hold in every engine, in Firefox and WebKitGTK
	@tools/setup.sh rust wasm trunk bindgen wasm-opt hosts firefox webkit
	@tools/test-engines.sh $(ENGINES)

test-fresh: ## Both commands on fresh Debian machines, in directories (root; see tools/test-fresh.sh)
	@tools/test-fresh.sh $(FRESH_OPTIONS)

build: ## The page as a static site, in dist/
	@tools/setup.sh rust wasm trunk bindgen wasm-opt
	@tools/build.sh

wheel: ## The command with the page inside as a Python wheel, in target/wheels/, and its test
	@tools/setup.sh rust wasm trunk bindgen wasm-opt wheel
	@tools/build.sh
	@tools/wheel.sh $(WHEEL_OPTIONS)
	@tools/test-wheel.sh

crates: ## The crates as packages, in target/package/, each compiled from its package
	@tools/setup.sh rust wasm trunk bindgen wasm-opt
	@tools/build.sh
	@tools/crates.sh

bench: ## Bytes over the wire, times, and what stays exact, against the budgets
	@tools/setup.sh rust wasm trunk bindgen wasm-opt chromium
	@tools/bench.sh

peers: ## Bytes and times beside other tools that do the same job (see tools/peers.sh)
	@tools/setup.sh rust chromium
	@tools/peers.sh $(PEERS_OPTIONS)

screenshots: ## The page at three widths, light and dark, in target/screenshots/
	@tools/setup.sh rust wasm trunk bindgen wasm-opt chromium
	@tools/screenshots.sh

picture: ## The README's picture of the real survey, docs/page.png
	@tools/setup.sh rust wasm trunk bindgen wasm-opt chromium
	@tools/build.sh
	@tools/picture.sh

sample: ## The samples, made again from their answers and codebooks
	@tools/setup.sh rust
	@tools/sample.sh

setup: ## Only install what is missing
	@tools/setup.sh
