# make run    installs what is missing, builds, opens the notebook
# make test   installs what is missing, builds, runs every test
# make build  builds only          make bench  measures, prints a table, writes Benchmarks/RESULTS.md
# make format rewrites the sources in the house style
# make bench-peers  measures the library beside its peers; ROWS="csv roc" measures only those rows

.PHONY: run test build bench bench-peers format check-format packages

# Everything is built in one configuration: the notebook, the tests and the benchmarks run the same optimised code.
BUILD = swift build -c release
SOURCES = Package.swift Sources Tests Benchmarks

run: build
	@exec .build/release/lectern

packages:
	@scripts/check-toolchain
	@scripts/system-packages

build: packages
	@echo "Building Lectern (the first time takes a few minutes) …"
	$(BUILD) --product lectern

test: packages
	$(BUILD) --product lectern
	@scripts/run-tests

bench: build
	$(BUILD) --product Benchmarks
	.build/release/Benchmarks

bench-peers: packages
	$(BUILD) --product Benchmarks
	.build/release/Benchmarks peers $(ROWS)

format:
	swift format --in-place --recursive --parallel $(SOURCES)

check-format:
	swift format lint --strict --recursive --parallel $(SOURCES)
