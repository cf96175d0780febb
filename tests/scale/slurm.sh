#!/bin/sh
#SBATCH --job-name=grader
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --export=ALL
#
# Grade a file or folder as a Slurm array, one shard a task, and merge what comes out:
#
#     tests/scale/slurm.sh submit INPUT FOLDER SHARDS [SBATCH OPTION]...
#
# INPUT and FOLDER stand on a disk that all nodes share. FOLDER gets a file for each
# shard, the tasks' logs, and in the end graded.jsonl. GRADER names the program.
# A task that lost its node, was pre-empted or killed runs again and goes on where its
# file ends; so do all when the same is submitted again.
set -eu
if [ $# -lt 4 ]; then
    echo "usage: $0 submit INPUT FOLDER SHARDS [SBATCH OPTION]..." >&2
    exit 2
fi
work=$1 input=$2 folder=$3 shards=$4
grader=${GRADER:-grader}

shard_file() { echo "$folder/shard-$1-of-$shards.jsonl"; }

# Two jobs: the array, and the merge that waits until all of it has ended well.
submit() {
    mkdir -p "$folder"
    array=$(sbatch --parsable --array="1-$shards" --output="$folder/shard-%a.log" "$@" \
        "$0" shard "$input" "$folder" "$shards")
    array=${array%%;*}
    sbatch --parsable --job-name=grader-merge --dependency="afterok:$array" --kill-on-invalid-dep=yes \
        --output="$folder/merge.log" "$@" "$0" merge "$input" "$folder" "$shards" >"$folder/merge.job"
    echo "$array $(cat "$folder/merge.job")"
}

# Exit status 3 is no failure: some records could not be graded, and the output says which.
# 137 is SIGKILL, say for want of memory: Slurm takes that for an ordinary failure and would
# not try again.
shard() {
    status=0
    "$grader" score "$input" --format jsonl --shard "$SLURM_ARRAY_TASK_ID/$shards" -j "${SLURM_CPUS_PER_TASK:-1}" \
        -o "$(shard_file "$SLURM_ARRAY_TASK_ID")" --resume || status=$?
    [ "$status" != 3 ] || exit 0
    if [ "$status" = 137 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
        scontrol requeue "$SLURM_JOB_ID"
    fi
    exit "$status"
}

# All by name, so that one that is missing is an error. The result appears whole or not at all.
merge() {
    set --
    for k in $(seq "$shards"); do set -- "$@" "$(shard_file "$k")"; done
    status=0
    "$grader" merge "$@" >"$folder/graded.part" || status=$?
    [ "$status" = 0 ] || [ "$status" = 3 ] || exit "$status"
    mv "$folder/graded.part" "$folder/graded.jsonl"
}

case $work in
submit)
    shift 4
    submit "$@"
    ;;
shard | merge) "$work" ;;
*) exec "$0" ;;
esac
