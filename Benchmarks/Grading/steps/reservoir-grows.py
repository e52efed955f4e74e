def step(n, item, k, reservoir, draw):
    if n <= k:
        reservoir.append(item)
        return
    i = draw(1, n)
    if i <= k:
        reservoir.insert(i - 1, item)
