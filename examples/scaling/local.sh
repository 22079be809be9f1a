#!/usr/bin/env bash
# A large forecast as independent processes on this machine, then merged. The digest is that of the run in one process.
#
#   SAMPLES=1048576 PARTS=8 OUT=parts local.sh [options of run…]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
jobs=${JOBS:-2}
seq 0 $((PARTS - 1)) | xargs -P "$jobs" -I INDEX "$here/task.sh" INDEX "$@"
${HEADWAY:-npm run --silent forecast --} merge "$OUT"/part-*.json --json
