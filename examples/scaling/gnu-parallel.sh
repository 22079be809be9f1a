#!/usr/bin/env bash
# The same under GNU parallel, which can also hand tasks to other machines (--sshlogin) and resume (--joblog, --resume).
#
#   SAMPLES=1048576 PARTS=8 OUT=parts gnu-parallel.sh [options of run…]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
export SAMPLES PARTS OUT
[ -z "${HEADWAY:-}" ] || export HEADWAY
# Arguments are quoted once more: parallel gives them to a shell.
parallel --will-cite --jobs "${JOBS:-100%}" --halt now,fail=1 --retries 3 --quote \
  "$here/task.sh" '{}' "$@" ::: $(seq 0 $((PARTS - 1)))
${HEADWAY:-npm run --silent forecast --} merge "$OUT"/part-*.json --json
