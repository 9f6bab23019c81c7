"""A plain PyTorch loop over a GPT-2 read from a safetensors file: forward, backward, AdamW. Prints a JSON line of losses, seconds a step and peak memory.

python3 training.py WEIGHTS HEADS IDS STEPS THREADS, where IDS is a JSON file of equally long rows of token ids.
"""
import json
import math
import resource
import struct
import sys
import time

import torch
import torch.nn.functional as F

weights_path, heads, ids_path, steps, threads = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
torch.set_num_threads(threads)
with open(weights_path, "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    start = file.tell()
    header.pop("__metadata__", None)
    W = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        file.seek(start + begin)
        W[name.removeprefix("transformer.")] = torch.frombuffer(bytearray(file.read(end - begin)), dtype=torch.float32).reshape(entry["shape"]).clone().requires_grad_()
layers = 1 + max(int(name.split(".")[1]) for name in W if name.startswith("h."))
width = W["wte.weight"].shape[1]
with open(ids_path) as file:
    ids = torch.tensor(json.load(file))


def norm(x, name):
    return F.layer_norm(x, x.shape[-1:], W[name + ".weight"], W[name + ".bias"], 1e-5)


def linear(x, name):
    return torch.addmm(W[name + ".bias"], x.reshape(-1, x.shape[-1]), W[name + ".weight"]).view(*x.shape[:-1], -1)


def loss_of(ids):
    tokens, targets = ids[:, :-1], ids[:, 1:]
    batch, n = tokens.shape
    hidden = torch.triu(torch.ones(n, n, dtype=torch.bool), 1)
    x = W["wte.weight"][tokens] + W["wpe.weight"][:n]
    for layer in range(layers):
        name = f"h.{layer}."
        q, k, v = (part.view(batch, n, heads, width // heads).transpose(1, 2) for part in linear(norm(x, name + "ln_1"), name + "attn.c_attn").split(width, dim=-1))
        pattern = (q @ k.transpose(2, 3) / math.sqrt(width // heads)).masked_fill(hidden, -math.inf).softmax(-1)
        x = x + linear((pattern @ v).transpose(1, 2).reshape(batch, n, width), name + "attn.c_proj")
        x = x + linear(F.gelu(linear(norm(x, name + "ln_2"), name + "mlp.c_fc"), approximate="tanh"), name + "mlp.c_proj")
    return F.cross_entropy((norm(x, "ln_f") @ W["wte.weight"].t()).view(-1, W["wte.weight"].shape[0]), targets.reshape(-1))


optimizer = torch.optim.AdamW(W.values(), lr=1e-4, weight_decay=0.01)
losses, seconds = [], []
for _ in range(steps):
    begun = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    loss = loss_of(ids)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    seconds.append(time.perf_counter() - begun)
print(json.dumps({"losses": losses, "seconds": seconds, "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
