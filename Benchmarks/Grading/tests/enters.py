right = values["k"] / values["n"]
assert abs(enters - right) <= 1e-4 * right
