#!/usr/bin/env bash
# One part of a large forecast: its share of the blocks, as JSON in its own file. The same for a shell loop, GNU parallel,
# a Slurm array and a Kubernetes indexed Job; only where the index comes from differs.
#
#   SAMPLES=1048576 PARTS=8 OUT=parts task.sh INDEX [options of run…]
#
# HEADWAY is the command of the terminal (default: npm run --silent forecast --).
set -euo pipefail

index=${1:-${SLURM_ARRAY_TASK_ID:-${JOB_COMPLETION_INDEX:?give an index from 0 to PARTS - 1}}}
[ $# -gt 0 ] && shift
: "${SAMPLES:?samples of the whole run}" "${PARTS:?number of parts}" "${OUT:?folder for the parts}"
headway=${HEADWAY:-npm run --silent forecast --}

# A block is 4096 samples. Shares differ by one block at most, and every block has one owner.
blocks=$(((SAMPLES + 4095) / 4096))
from=$((blocks * index / PARTS))
to=$((blocks * (index + 1) / PARTS))
[ "$from" -lt "$to" ] || exit 0

mkdir -p "$OUT"
file=$(printf '%s/part-%05d.json' "$OUT" "$index")
# Written under another name first: a part that is there is whole, so a restarted task costs nothing twice.
[ -s "$file" ] && exit 0
$headway run --samples "$SAMPLES" --blocks "$from..$to" --json "$@" >"$file.writing"
mv "$file.writing" "$file"
