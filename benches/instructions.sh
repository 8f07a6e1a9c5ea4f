#!/usr/bin/env bash
# Counts the instructions of one full build of the repository's own example site, or of the site given:
#
#     benches/instructions.sh [SITE]
#
# The number repeats to within a thousandth on any quiet or busy machine, which seconds do not. Needs valgrind.
# A larger site to count: `cargo bench --bench build -- --size 1000 --rounds 1 --keep` says where it left one.
# Afterwards `callgrind_annotate FILE` lists the functions they were spent in.
set -euo pipefail
cd "$(dirname "$0")/.."
site=$(realpath "${1:-.}")
export CARGO_PROFILE_RELEASE_DEBUG=line-tables-only CARGO_PROFILE_RELEASE_STRIP=none
cargo build --quiet --release
scratch=$(mktemp -d)
# one thread: the same order of work every time
RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file="$scratch/callgrind.out" \
  "${CARGO_TARGET_DIR:-target}/release/stillup" -C "$site" --quiet --now 2026-11-20T14:36:00Z \
  build -o "$scratch/out" 2>&1 | sed -n 's/.*Collected : /instructions: /p'
echo "callgrind_annotate $scratch/callgrind.out"
