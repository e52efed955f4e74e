def step(n, item, k, reservoir, draw):
    if n <= k:
        reservoir.append(item)
        return
    i = draw(1, n - 1)
    if i <= k:
        reservoir[i - 1] = item
