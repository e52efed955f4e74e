right = values["k"] * values["small"] / (values["large"] + values["small"])
assert abs(from_the_small - right) <= 0.06
