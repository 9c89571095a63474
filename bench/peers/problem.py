"""What the peers share: the problem from the command line, one core, the clock, one line of JSON.

    python3 bench/peers/jax_peer.py '{"N": 512, "dCore": 16, "dBackground": 16, "m": 128, "d": 5793, "h": 0.05, "steps": 800, "rounds": 3, "seed": 1}'

prints {"version", "seconds": [per round], "wall": [per round], "loss": mean hinge loss of the last 20 fresh batches}: seconds of
processor time (all threads) and of the clock. A round is a whole run from fresh weights; compiling and warming up come before.
"""
import json
import os
import sys
import time

# One core, whatever the library would take. Before any of them is imported.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[name] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

LAST = 20
WARM_UP = 100


def read():
    """The problem; eta is in units of the step h = eta d0 / m."""
    problem = json.loads(sys.argv[1])
    d0 = problem["dCore"] + problem["dBackground"]
    problem["eta"] = problem["h"] * problem["m"] / d0
    return problem


def report(version, problem, train):
    """`train(seed)` makes one whole run and returns the hinge loss of every step, finished."""
    first, rounds = problem["seed"], problem["rounds"]
    seconds, wall = [], []
    for seed in range(first, first + rounds):
        start, busy = time.perf_counter(), time.process_time()
        losses = train(seed)
        seconds.append(time.process_time() - busy)
        wall.append(time.perf_counter() - start)
    loss = float(sum(float(x) for x in losses[-LAST:]) / LAST)
    print(json.dumps({"version": version, "seconds": seconds, "wall": wall, "loss": loss}))
