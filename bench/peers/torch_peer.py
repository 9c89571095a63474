"""PyTorch, one thread, gradient by hand, nothing tracked for autodiff."""
from problem import WARM_UP, read, report

import torch

torch.set_num_threads(1)
torch.set_grad_enabled(False)
p = read()
N, m, core = p["N"], p["m"], p["dCore"]
d0 = core + p["dBackground"]


def run(seed, steps=p["steps"]):
    torch.manual_seed(seed)
    v = torch.randn(m, d0) * p["d"] ** -0.5
    a = (torch.randint(0, 2, (m,)) * 2 - 1).float() / m
    column = a[:, None] * (p["eta"] / N)
    losses = []
    for _ in range(steps):
        y = (torch.randint(0, 2, (N,)) * 2 - 1).float()
        z = torch.rand(N, d0)
        z[:, :core].mul_(y[:, None])
        s = z @ v.T
        active = s >= 0
        margin = y * (s.clamp_(min=0) @ a)
        gated = active * torch.where(margin <= 1, y, 0.0)[:, None]
        v.add_(column * (gated.T @ z))
        losses.append((1 - margin).clamp_(min=0).mean())
    return torch.stack(losses).tolist()


run(0, WARM_UP)
report(f"PyTorch {torch.__version__}", p, run)
