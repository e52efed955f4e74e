def gradient_descent(n, steps):
    x = []
    y = []
    for i in range(n):
        value = i / n
        x.append(value)
        y.append(3 * value + 1)
    slope = 0.0
    intercept = 0.0
    for _ in range(steps):
        slope_gradient = 0.0
        intercept_gradient = 0.0
        for i in range(n):
            error = slope * x[i] + intercept - y[i]
            slope_gradient += error * x[i]
            intercept_gradient += error
        slope -= 0.5 * slope_gradient / n
        intercept -= 0.5 * intercept_gradient / n
    return slope
result = gradient_descent(20_000, 50)
