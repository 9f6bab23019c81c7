"""A plain PyTorch GPT-2 that reads a Hugging Face folder with no library but torch, and prints what it finds as JSON.

python3 gpt2.py FOLDER IDS, where IDS is a JSON list of token ids: tensors with shapes and types, and the logits of the last position.
"""
import json
import math
import struct
import sys

import torch
import torch.nn.functional as F

DTYPES = {"F32": torch.float32, "F64": torch.float64}


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(data[start:end], dtype=DTYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors


def forward(config, weights, ids):
    def get(name):
        return weights["transformer." + name].double()

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], get(name + ".weight"), get(name + ".bias"), config["layer_norm_epsilon"])

    def linear(x, name):
        return x @ get(name + ".weight") + get(name + ".bias")

    def gelu(x):
        if config["activation_function"] == "gelu_new":
            return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
        return F.gelu(x)

    n, heads = len(ids), config["n_head"]
    width = config["n_embd"]
    x = get("wte.weight")[torch.tensor(ids)] + get("wpe.weight")[:n]
    hidden = torch.triu(torch.ones(n, n, dtype=torch.bool), 1)
    for layer in range(config["n_layer"]):
        name = f"h.{layer}."
        q, k, v = (part.reshape(n, heads, width // heads).transpose(0, 1) for part in linear(norm(x, name + "ln_1"), name + "attn.c_attn").split(width, dim=-1))
        scores = q @ k.transpose(1, 2)
        if config["scale_attn_weights"]:
            scores = scores / math.sqrt(width // heads)
        if config["scale_attn_by_inverse_layer_idx"]:
            scores = scores / (layer + 1)
        pattern = scores.masked_fill(hidden, -math.inf).softmax(-1)
        x = x + linear((pattern @ v).transpose(0, 1).reshape(n, width), name + "attn.c_proj")
        x = x + linear(gelu(linear(norm(x, name + "ln_2"), name + "mlp.c_fc")), name + "mlp.c_proj")
    x = norm(x, "ln_f")[-1]
    if "score.weight" in weights:
        return weights["score.weight"].double() @ x
    return (get("wte.weight") if config["tie_word_embeddings"] else weights["lm_head.weight"].double()) @ x


folder, ids = sys.argv[1], json.loads(sys.argv[2])
with open(folder + "/config.json") as file:
    config = json.load(file)
weights = read(folder + "/model.safetensors")
print(json.dumps({
    "tensors": {name: [str(value.dtype), list(value.shape)] for name, value in weights.items()},
    "logits": forward(config, weights, ids).tolist(),
}))
