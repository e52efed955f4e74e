import random
def reservoir(n, k):
    kept = []
    for item in range(1, n + 1):
        if len(kept) < k:
            kept.append(item)
        else:
            slot = random.randrange(item)
            if slot < k:
                kept[slot] = item
    return len(kept)
result = reservoir(1_000_000, 100)
