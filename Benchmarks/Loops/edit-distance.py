def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        diagonal = row[0]
        row[0] = i
        for j in range(1, len(b) + 1):
            above = row[j]
            substitution = diagonal + (0 if a[i - 1] == b[j - 1] else 1)
            row[j] = min(substitution, min(above, row[j - 1]) + 1)
            diagonal = above
    return row[len(b)]
result = edit_distance([i * 7 % 11 for i in range(600)], [i * 5 % 13 for i in range(600)])
