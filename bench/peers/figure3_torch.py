"""Figure 3 with the defaults of the paper's public code, as recalled, in PyTorch: ambient vectors, autodiff, one thread.

    python3 bench/peers/figure3_torch.py '{"dCore": 32, "dBackground": 32, "d": 256, "width": 256, "rows": 1000, "steps": 20000, "eta": 0.001, "lambda": 0.001, "seed": 1}'

prints {"version", "seconds" of processor time, "train", "id", "ood": logistic losses at the end}. Nothing is shared with the suite: own
draws, own dictionary, PyTorch's own initial weights and AdamW.
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import torch

torch.set_num_threads(1)
p = json.loads(sys.argv[1])
core, background, d, rows = p["dCore"], p["dBackground"], p["d"], p["rows"]
torch.manual_seed(p["seed"])
dictionary = torch.linalg.qr(torch.randn(d, core + background, dtype=torch.float64))[0].float()


def draw(n):
    y = (torch.randint(0, 2, (n,)) * 2 - 1).float()
    direction = torch.randn(n, core)
    radius = torch.where(y > 0, 2.0, 1.0)[:, None]
    return torch.cat([radius * direction / direction.norm(dim=1, keepdim=True), torch.rand(n, background)], 1), y


z, y = draw(rows)
x = z @ dictionary.T
model = torch.nn.Sequential(torch.nn.Linear(d, p["width"]), torch.nn.ReLU(), torch.nn.Linear(p["width"], 1))
optimizer = torch.optim.AdamW(model.parameters(), lr=p["eta"], weight_decay=p["lambda"])


def loss(features, labels):
    return torch.nn.functional.softplus(-labels * model(features @ dictionary.T)[:, 0]).mean()


start = time.process_time()
for _ in range(p["steps"]):
    optimizer.zero_grad()
    torch.nn.functional.softplus(-y * model(x)[:, 0]).mean().backward()
    optimizer.step()
seconds = time.process_time() - start
with torch.no_grad():
    fresh, labels = draw(2048)
    # The sample's own core features with fresh backgrounds, negated.
    shifted = torch.cat([z[:, :core], -torch.rand(rows, background)], 1)
    found = {"train": loss(z, y), "id": loss(fresh, labels), "ood": loss(shifted, y)}
print(json.dumps({"version": torch.__version__, "seconds": seconds, **{k: v.item() for k, v in found.items()}}))
