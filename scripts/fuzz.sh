#!/usr/bin/env bash
# Tries what the property tests hold on cases that `make test` does not have, one group after the other, each for
# SECONDS_EACH (ten minutes), and says for how long and on how many cases each held. A group ends where it fails: the seed is
# printed, and proptest keeps the case in `proptest-regressions/`, which is committed with what mends it.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

each=${SECONDS_EACH:-600}
status=0

# group, how cargo finds its tests, cases in one go, properties that each of them is tried on
groups="text        lib text::properties          4000 7
search      lib query::properties         4000 2
parameters  lib extract::properties       2000 4
csv         lib transfer::properties      4000 1
proofs      lib proof::tests::properties  2000 2
operations  api properties::security_60     50 1"

cargo test --quiet --locked --workspace --lib --test api --no-run || exit
while read -r group where filter cases properties; do
    target=(--lib)
    [ "$where" = lib ] || target=(--test "$where")
    began=$SECONDS tried=0 verdict=held
    while [ $((SECONDS - began)) -lt "$each" ]; do
        seed=$RANDOM$RANDOM
        if ! output=$(PROPTEST_RNG_SEED=$seed PROPTEST_CASES=$cases \
            cargo test --quiet --locked --workspace "${target[@]}" "$filter" 2>&1); then
            printf '%s\n' "$output"
            verdict="FAILED with PROPTEST_RNG_SEED=$seed PROPTEST_CASES=$cases" status=1
            break
        fi
        tried=$((tried + cases * properties))
    done
    printf '%-11s %5d s %10d cases  %s\n' "$group" $((SECONDS - began)) "$tried" "$verdict"
done <<<"$groups"
exit $status
