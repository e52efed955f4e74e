right = values["k"] / values["n"]
assert abs(first_stays - right) <= 1e-4 * right
