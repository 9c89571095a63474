#!/bin/bash
# A verification without a broker: every task runs a part of the whole budget, and one job judges them together once all are done.
# Shards cannot stop early, so they run about twice the trials of a campaign.
#
#   bash shards.sh 16 out --profile deep --seed 1
# Tried on: slurm-wlm 22.05 of Debian 12, one node (npm run evidence:slurm).
set -euo pipefail
shards=$1
out=$2
shift 2

part=$(sbatch --parsable --job-name=fct-shard --array="1-$shards" --cpus-per-task=4 --mem=6G --time=08:00:00 \
  --requeue --output="$out-%a.log" --wrap \
  "npx fct verify $* --shard \$SLURM_ARRAY_TASK_ID/$shards --jobs \$SLURM_CPUS_PER_TASK --out $out/shard-\$SLURM_ARRAY_TASK_ID")

# The same command goes on where a shard was stopped, so a task that failed may simply be submitted again.
sbatch --parsable --job-name=fct-merge --dependency="afterok:$part" --cpus-per-task=4 --mem=6G --time=02:00:00 \
  --output="$out-merge.log" --wrap \
  "npx fct merge $(seq -s ' ' -f "$out/shard-%g" "$shards") --jobs \$SLURM_CPUS_PER_TASK --out $out/merged"
