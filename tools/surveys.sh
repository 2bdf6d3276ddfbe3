#!/usr/bin/env bash
# Makes the results files in tests/surveys again, of the answers in ../shared/surveys and the codebooks in examples/.
source "$(dirname "$0")/steps.sh"

[ -d ../shared/surveys ] || fail "the answers are not in ../shared/surveys" "tests/surveys/README.md says where they are from"
cargo build --quiet --package needs-by-field
# prepared NAME ANSWERS
prepared() {
  target/debug/needs-by-field prepare "../shared/surveys/$2" --codebook "examples/$1/codebook.toml" --quiet -o "tests/surveys/$1.json"
}
for year in 2019 2020 2021; do
  step "prepare the Dask user survey $year" prepared "dask-$year" "dask/$year-user-survey-results.csv"
done
step "prepare the image analysis survey 2022" prepared coba2022 coba2022/data.csv
