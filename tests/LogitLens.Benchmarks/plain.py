"""Plain PyTorch loops over a GPT-2 read from a safetensors file, as a script would have them: what interp's own work is timed beside.

python3 plain.py WORK WEIGHTS HEADS THREADS DEVICE DTYPE < INPUT, with WORK one of lens, sweep, generation, training. INPUT is JSON: rows of token ids, and what the work asks for beside
them. Prints a JSON line: seconds, what was computed, and the most memory that was held.
"""
import json
import math
import resource
import struct
import sys
import time

import torch
import torch.nn.functional as F

work, weights_path, heads, threads, device, dtype = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5], getattr(torch, sys.argv[6])
torch.set_num_threads(threads)
wanted = json.load(sys.stdin)
batch_size = wanted["batch"]
training = work == "training"
with open(weights_path, "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    start = file.tell()
    header.pop("__metadata__", None)
    W = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        file.seek(start + begin)
        value = torch.frombuffer(bytearray(file.read(end - begin)), dtype=torch.float32).reshape(entry["shape"])
        W[name.removeprefix("transformer.")] = value.to(device, dtype).clone().requires_grad_(training)
layers = 1 + max(int(name.split(".")[1]) for name in W if name.startswith("h."))
width = W["wte.weight"].shape[1]


def norm(x, name):
    return F.layer_norm(x, x.shape[-1:], W[name + ".weight"], W[name + ".bias"], 1e-5)


def linear(x, name):
    return torch.addmm(W[name + ".bias"], x.reshape(-1, x.shape[-1]), W[name + ".weight"]).view(*x.shape[:-1], -1)


def attend(q, k, v):
    n = q.shape[2]
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, is_causal=n > 1)
    scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
    if n > 1:
        scores = scores.masked_fill(torch.triu(torch.ones(n, n, dtype=torch.bool, device=q.device), 1), -math.inf)
    return scores.softmax(-1) @ v


def run(ids, streams=None, removed=None, past=None):
    """The stream after the last block. streams collects each layer's, removed names a head whose z becomes 0, past keeps keys and values."""
    batch, n = ids.shape
    before = past[0][0].shape[2] if past and past[0] else 0
    x = W["wte.weight"][ids] + W["wpe.weight"][before:before + n]
    for layer in range(layers):
        name = f"h.{layer}."
        q, k, v = (part.view(batch, n, heads, width // heads).transpose(1, 2) for part in linear(norm(x, name + "ln_1"), name + "attn.c_attn").split(width, dim=-1))
        if past is not None:
            if past[layer]:
                k, v = torch.cat((past[layer][0], k), 2), torch.cat((past[layer][1], v), 2)
            past[layer] = (k, v)
        z = attend(q, k, v)
        if removed is not None and removed[0] == layer:
            z = z.clone()
            z[:, removed[1]] = 0
        x = x + linear(z.transpose(1, 2).reshape(batch, n, width), name + "attn.c_proj")
        x = x + linear(F.gelu(linear(norm(x, name + "ln_2"), name + "mlp.c_fc"), approximate="tanh"), name + "mlp.c_proj")
        if streams is not None:
            streams.append(x)
    return x


def unembed(x):
    return (norm(x, "ln_f") @ W["wte.weight"].t()).float()


def batches(rows):
    for first in range(0, len(rows), batch_size):
        chunk = rows[first:first + batch_size]
        longest = max(map(len, chunk))
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in chunk], device=device)
        yield ids, torch.tensor([len(row) - 1 for row in chunk], device=device)


def last(x, ends):
    return x[torch.arange(len(ends), device=device), ends]


def lens(rows):
    found = []
    for ids, ends in batches(rows):
        streams = []
        run(ids, streams=streams)
        read = torch.stack([unembed(last(stream, ends)).log_softmax(-1) for stream in streams], 1)   # [row, layer, token]
        kl = (read[:, -1:].exp() * (read[:, -1:] - read)).sum(-1, keepdim=True)
        entropy = -(read.exp() * read).sum(-1, keepdim=True)
        found += torch.cat((read[..., wanted["labels"]], kl, entropy), -1).flatten().tolist()
    return found


def sweep(rows):
    return [[value for ids, ends in batches(rows) for value in unembed(last(run(ids, removed=head), ends))[:, wanted["labels"]].flatten().tolist()]
            for head in wanted["heads"]]


def generation(rows):
    found = []
    for ids, _ in batches(rows):
        past, written = [None] * layers, []
        next_ids = ids
        for _ in range(wanted["new_tokens"]):
            next_ids = unembed(run(next_ids, past=past)[:, -1]).argmax(-1, keepdim=True)
            written.append(next_ids.flatten().tolist())
        found += [list(row) for row in zip(*written)]
    return found


def train(rows):
    optimizer = torch.optim.AdamW(W.values(), lr=1e-4, weight_decay=0.01)
    ids = torch.tensor(rows, device=device)
    losses, seconds = [], []
    for _ in range(wanted["steps"]):
        begun = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device, torch.bfloat16, enabled=wanted["autocast"]):
            loss = F.cross_entropy(unembed(run(ids[:, :-1])).view(-1, W["wte.weight"].shape[0]), ids[:, 1:].reshape(-1))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        seconds.append(time.perf_counter() - begun)
    return losses, sorted(seconds[1:])[(len(seconds) - 1) // 2]


if training:
    computed, taken = train(wanted["rows"])
else:
    do = {"lens": lens, "sweep": sweep, "generation": generation}[work]
    with torch.no_grad():
        do(wanted["rows"][:batch_size])
        begun = time.perf_counter()
        computed = do(wanted["rows"])
        taken = time.perf_counter() - begun
print(json.dumps({"seconds": taken, "computed": computed, "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
