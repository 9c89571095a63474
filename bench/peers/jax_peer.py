"""JAX: the whole run is one jitted scan; fresh batches are drawn inside it (by the default generator, faster on a CPU than XLA's own)."""
import os

from problem import read, report

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp

p = read()
N, m, core = p["N"], p["m"], p["dCore"]
d0 = core + p["dBackground"]


@jax.jit
def run(key):
    k_weights, k_signs, k_batches = jax.random.split(key, 3)
    v = jax.random.normal(k_weights, (m, d0)) * p["d"] ** -0.5
    a = jnp.where(jax.random.bernoulli(k_signs, shape=(m,)), 1.0, -1.0) / m

    def step(v, t):
        key = jax.random.fold_in(k_batches, t)
        bits, strengths = jax.random.split(key)
        y = jnp.where(jax.random.bernoulli(bits, shape=(N,)), 1.0, -1.0)
        u = jax.random.uniform(strengths, (N, d0))
        z = jnp.concatenate([u[:, :core] * y[:, None], u[:, core:]], axis=1)
        s = z @ v.T
        margin = y * (jnp.maximum(s, 0) @ a)
        pull = jnp.where(margin <= 1, y, 0.0)
        gated = jnp.where(s >= 0, pull[:, None], 0.0)
        v = v + (p["eta"] / N) * a[:, None] * (gated.T @ z)
        return v, jnp.maximum(0, 1 - margin).mean()

    return jax.lax.scan(step, v, jnp.arange(p["steps"]))[1]


jax.block_until_ready(run(jax.random.key(0)))
report(f"JAX {jax.__version__}", p, lambda seed: jax.device_get(run(jax.random.key(seed))))
