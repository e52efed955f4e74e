def step(n, item, k, reservoir, draw):
    if n <= k:
        reservoir.append(item)
        return
    index = draw(0, n)
    if index < k:
        reservoir[index] = item
