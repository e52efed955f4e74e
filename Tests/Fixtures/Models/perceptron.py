"""Writes perceptron.json: first steps of small networks by PyTorch, in double precision.

Made with PyTorch 2.13.0 (CPU) and NumPy; run `python perceptron.py` in this folder.

Weights are stored inputs × units, layer after layer, then all biases (for a normalized layer the shift), then the
scales of the normalized layers.
"""

import json
import pathlib

import numpy
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

ACTIVATIONS = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "sigmoid": torch.nn.Sigmoid}
OPTIMIZERS = {
    "sgd": dict(learningRate=0.1, momentum=0.0, nesterov=False),
    "momentum": dict(learningRate=0.05, momentum=0.9, nesterov=False),
    "nesterov": dict(learningRate=0.05, momentum=0.8, nesterov=True),
    "adam": dict(learningRate=0.01, beta1=0.9, beta2=0.99, epsilon=1e-8),
}
SIZES = [5, 6, 4]
BATCH = 7
STEPS = 4


class Net(torch.nn.Module):
    def __init__(self, sizes, activation, normalizes, generator):
        super().__init__()
        self.linears, self.norms = torch.nn.ModuleList(), torch.nn.ModuleList()
        self.activation = ACTIVATIONS[activation]()
        for layer, (inputs, units) in enumerate(zip(sizes, sizes[1:])):
            hidden = layer < len(sizes) - 2
            linear = torch.nn.Linear(inputs, units, bias=not (hidden and normalizes))
            linear.weight.data = torch.randn(units, inputs, generator=generator) * 0.6
            if linear.bias is not None:
                linear.bias.data = torch.randn(units, generator=generator) * 0.3
            self.linears.append(linear)
            if hidden and normalizes:
                norm = torch.nn.BatchNorm1d(units)
                norm.weight.data = 1 + 0.2 * torch.randn(units, generator=generator)
                norm.bias.data = 0.3 * torch.randn(units, generator=generator)
                self.norms.append(norm)

    def forward(self, x):
        for layer, linear in enumerate(self.linears):
            x = linear(x)
            if layer < len(self.linears) - 1:
                if self.norms:
                    x = self.norms[layer](x)
                x = self.activation(x)
        return x

    def shifts(self):
        return [self.norms[i].bias if i < len(self.norms) else linear.bias for i, linear in enumerate(self.linears)]

    def flat(self):
        parts = [linear.weight.detach().T.reshape(-1) for linear in self.linears]
        parts += [shift.detach() for shift in self.shifts()]
        parts += [norm.weight.detach() for norm in self.norms]
        return torch.cat(parts).tolist()


def case(name, optimizer, l2, activation, normalizes, loss, hidden, seed):
    generator = torch.Generator().manual_seed(seed)
    outputs = SIZES[-1] if loss == "classes" else 1
    sizes = [SIZES[0]] + hidden + [outputs]
    net = Net(sizes, activation, normalizes, generator)
    rows = BATCH * STEPS
    x = torch.randn(rows, sizes[0], generator=generator)
    weights = torch.rand(rows, generator=generator) + 0.5
    if loss == "classes":
        targets = torch.randint(0, outputs, (rows,), generator=generator)
    else:
        targets = torch.randn(rows, generator=generator)
    start = net.flat()
    net.eval()
    scores = net(x).detach().reshape(-1).tolist()
    net.train()
    decaying = [linear.weight for linear in net.linears]
    rest = net.shifts() + [norm.weight for norm in net.norms]
    groups = [dict(params=decaying, weight_decay=l2), dict(params=rest, weight_decay=0.0)]
    settings = OPTIMIZERS[optimizer]
    if optimizer == "adam":
        steps = torch.optim.AdamW(
            groups, lr=settings["learningRate"], betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])
    else:
        steps = torch.optim.SGD(
            groups, lr=settings["learningRate"], momentum=settings["momentum"], nesterov=settings["nesterov"])
    losses, parameters = [], []
    for step in range(STEPS):
        batch = slice(step * BATCH, (step + 1) * BATCH)
        output = net(x[batch])
        if loss == "classes":
            each = torch.nn.functional.cross_entropy(output, targets[batch], reduction="none")
        else:
            each = (output[:, 0] - targets[batch]) ** 2
        mean = (weights[batch] * each).mean()
        steps.zero_grad()
        mean.backward()
        steps.step()
        losses.append(mean.item())
        parameters.append(net.flat())
    net.eval()
    return dict(
        name=name, optimizer=optimizer, settings=settings, l2=l2, activation=activation, normalizes=normalizes,
        loss=loss, sizes=sizes, batch=BATCH, features=x.reshape(-1).tolist(), targets=targets.tolist(),
        weights=weights.tolist(), start=start, scores=scores, losses=losses, parameters=parameters,
        runningMeans=[v for norm in net.norms for v in norm.running_mean.tolist()],
        runningVariances=[v for norm in net.norms for v in norm.running_var.tolist()],
        laterScores=net(x).detach().reshape(-1).tolist())


cases = []
for optimizer in OPTIMIZERS:
    for l2 in [0.0, 0.1]:
        cases.append(case(f"{optimizer}, l2 {l2}", optimizer, l2, "tanh", False, "classes", [6], len(cases)))
for activation in ACTIVATIONS:
    for normalizes in [False, True]:
        for loss in ["classes", "numbers"]:
            name = f"{activation}{', normalized' if normalizes else ''}, {loss}"
            cases.append(case(name, "adam", 0.01, activation, normalizes, loss, [6, 3], 100 + len(cases)))

path = pathlib.Path(__file__).with_suffix(".json")
versions = dict(torch=torch.__version__, numpy=numpy.__version__)
path.write_text(json.dumps(dict(versions=versions, cases=cases)) + "\n")
