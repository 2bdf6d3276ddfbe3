#!/usr/bin/env bash
# Tests the wheel in target/wheels/ as an author would meet it: a fresh Python environment with neither Rust nor Node in
# reach, and the raw answers of a survey become a published site.
source "$(dirname "$0")/steps.sh"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
raw="$work/raw.csv"
make_up() { cargo run --quiet --package needs-by-field --example life-science >"$raw"; }
step "make up the answers of the life-science survey; waits for the Rust compiler" make_up
cp examples/life-science/codebook.toml "$work/"
wheels=(target/wheels/*"$(uname -m)"*.whl)
[ -f "${wheels[0]}" ] || fail "there is no wheel for $(uname -m) in target/wheels/" "run: make wheel"

from=$SECONDS
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index "${wheels[0]}"
# in_venv COMMAND...: in the folder with the answers, with nothing in reach but what the environment holds.
in_venv() { (cd "$work" && env -i HOME="$work" PATH="$work/venv/bin" "$@"); }
for absent in cargo rustc node; do
  if in_venv python -c "import shutil, sys; sys.exit(shutil.which('$absent') is None)"; then
    fail "$absent is in reach of the test"
  fi
done

in_venv needs-by-field inspect raw.csv -o draft.toml
in_venv needs-by-field prepare raw.csv --codebook draft.toml -o draft.json
in_venv needs-by-field prepare raw.csv --codebook codebook.toml -o results.json
in_venv python -m needs_by_field verify results.json
in_venv needs-by-field publish results.json -o site --base-url https://example.org/survey/
took=$((SECONDS - from))

# The site is complete: its page names files that are there, and each is what its manifest says.
in_venv python - <<'END'
import base64, hashlib, json, pathlib, re

site = pathlib.Path("site")
listed = json.loads((site / "site.json").read_text())["files"]
for name, integrity in listed.items():
    digest = base64.b64encode(hashlib.sha384((site / name).read_bytes()).digest()).decode()
    assert integrity == f"sha384-{digest}", name
index = (site / "index.html").read_text()
named = set(re.findall(r'(?:href|src|data-later)="\./([^"?#]+)"', index))
assert any(name.endswith(".wasm") for name in named), named
assert named and all((site / name).is_file() for name in named), named
results = json.loads((site / "results.json").read_text())
assert results["title"] in index and results["respondents"]["published"] > 200
print(f"site: {len(listed)} files, all as its manifest says; {results['respondents']['published']} respondents")
END
code=0
in_venv python -m needs_by_field publish nothing.json -o site 2>/dev/null || code=$?
[ "$code" = 1 ] || fail "python -m needs_by_field ended with $code where the command ends with 1"
say "the wheel holds: from an empty environment and raw answers to a site in $took s"
