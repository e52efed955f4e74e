def step(n, item, k, reservoir, draw):
    if n <= k:
        reservoir.append(item)
    else:
        slot = draw(1, n)
        if slot < k:
            reservoir[slot - 1] = item
