rules = ["fixed-range", "one-too-few", "everyone-enters"]
right = dict(zip(["first", "second", "third"], [rules[place] for place in values["order"]]))
named = sum(bugs[sampler] == rule for sampler, rule in right.items())
assert named > 0
points * named / len(right)  # nbgrader takes the last value of a cell as its partial credit.
