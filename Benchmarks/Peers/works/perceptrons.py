"""A multilayer perceptron, one pass through the rows."""

import numpy as np
import torch

from works.measuring import Measurement, read


def network():
    """64-128-10, with the first weights that Lectern draws: He's for the hidden layer, Glorot's for the other."""
    hidden, output = torch.nn.Linear(64, 128), torch.nn.Linear(128, 10)
    torch.nn.init.kaiming_normal_(hidden.weight, nonlinearity="relu")
    torch.nn.init.xavier_uniform_(output.weight)
    for layer in [hidden, output]:
        torch.nn.init.zeros_(layer.bias)
    return torch.nn.Sequential(hidden, torch.nn.ReLU(), output)


def epoch(values):
    torch.set_num_threads(int(values["threads"]))
    torch.manual_seed(int(values["seed"]))
    x = torch.from_numpy(read(values, "features", np.float32, 64))
    y = torch.from_numpy(read(values, "labels", np.int64))
    model = network()
    loss = torch.nn.CrossEntropyLoss()

    def work(model, rows):
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        order = torch.randperm(rows)
        for start in range(0, rows, 128):
            batch = order[start:start + 128]
            optimizer.zero_grad()
            loss(model(x[batch]), y[batch]).backward()
            optimizer.step()
        return model

    work(network(), 256)
    measured = Measurement(lambda: work(model, len(x)))
    test = torch.from_numpy(read(values, "test-features", np.float32, 64, 10_000))
    labels = torch.from_numpy(read(values, "test-labels", np.int64, rows=10_000))
    with torch.no_grad():
        last = loss(model(test), labels).item()
    return measured.report(f"PyTorch {torch.__version__.split('+')[0]}", {}, {"test loss": last})
