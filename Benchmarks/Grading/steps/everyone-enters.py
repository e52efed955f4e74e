def step(n, item, k, reservoir, draw):
    if len(reservoir) < k:
        reservoir.append(item)
    else:
        reservoir[draw(1, k) - 1] = item
