#!/bin/sh
# Grade with GNU parallel, on the cores of this machine or on others by ssh.
#
#     tests/scale/parallel.sh shards INPUT FOLDER SHARDS [PARALLEL OPTION]...
#
# One job a shard. FOLDER gets a file for each shard, a list of the jobs, and in the end
# graded.jsonl. A job that is killed is tried again and goes on where its file ends; so does
# all of it when the same command is given again. `-S ada,bob --wd .` uses other machines
# with the same disk. GRADER names the program.
#
#     tests/scale/parallel.sh pipe INPUT [PARALLEL OPTION]... >graded.jsonl
#
# The bare filter: blocks of whole lines of JSONL through many programs, in order. No disk
# need be shared, but every record needs an id of its own, and a place in an error counts
# lines from the start of a block. When INPUT is "-", a job that is killed is tried again;
# else it makes the exit status 1, and the output is not to be used.
set -eu
usage() {
    sed -n 's/^#     /    /p' "$0" >&2
    exit 2
}
grader=${GRADER:-grader}

# Exit status 3 is no failure: some records could not be graded, and the output says which.
but_3() {
    status=0
    "$@" || status=$?
    [ "$status" = 3 ] || return "$status"
}

# merge FOLDER SHARDS: all by name, so that one that is missing is an error.
merge() {
    folder=$1 shards=$2
    set --
    for k in $(seq "$shards"); do set -- "$@" "$folder/shard-$k-of-$shards.jsonl"; done
    but_3 "$grader" merge "$@" >"$folder/graded.part"
    mv "$folder/graded.part" "$folder/graded.jsonl"
}

work=${1:-}
case $work in
shards)
    [ $# -ge 4 ] || usage
    input=$2 folder=$3 shards=$4
    shift 4
    mkdir -p "$folder"
    seq "$shards" | parallel --retries 3 --joblog "$folder/jobs" --env GRADER "$@" \
        -q "$0" shard "$input" "$folder" "$shards" >&2
    merge "$folder" "$shards"
    ;;
shard)
    but_3 "$grader" score "$2" --format jsonl --shard "$5/$4" -j 1 -o "$3/shard-$5-of-$4.jsonl" --resume
    ;;
pipe)
    [ $# -ge 2 ] || usage
    input=$2
    shift 2
    # With --pipepart, parallel gives a job that it tries again no input, and all seems well.
    if [ "$input" = - ]; then set -- --pipe --retries 3 "$@"; else set -- --pipepart -a "$input" "$@"; fi
    parallel --block 10M --keep-order --env GRADER "$@" -q "$0" block
    ;;
block) but_3 "$grader" score - --format jsonl -j 1 ;;
*) usage ;;
esac
