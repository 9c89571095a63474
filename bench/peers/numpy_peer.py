"""NumPy, float32, on whatever BLAS it came with."""
from problem import WARM_UP, read, report

import numpy as np

p = read()
N, m, core = p["N"], p["m"], p["dCore"]
d0 = core + p["dBackground"]
one = np.float32(1)


def run(seed, steps=p["steps"]):
    rng = np.random.default_rng(np.random.SFC64(seed))
    v = rng.standard_normal((m, d0), dtype=np.float32) * np.float32(p["d"] ** -0.5)
    a = rng.choice(np.array([-1, 1], dtype=np.float32), m) / np.float32(m)
    column = a[:, None] * np.float32(p["eta"] / N)
    losses = []
    for _ in range(steps):
        y = rng.integers(0, 2, N, dtype=np.int8).astype(np.float32) * 2 - one
        z = rng.random((N, d0), dtype=np.float32)
        z[:, :core] *= y[:, None]
        s = z @ v.T
        active = s >= 0
        margin = y * (np.maximum(s, 0) @ a)
        gated = active * np.where(margin <= 1, y, np.float32(0))[:, None]
        v += column * (gated.T @ z)
        losses.append(np.maximum(0, one - margin).mean())
    return losses


run(0, WARM_UP)
report(f"NumPy {np.__version__}", p, run)
