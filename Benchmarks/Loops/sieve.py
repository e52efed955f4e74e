def sieve(limit):
    is_prime = [True] * (limit + 1)
    count = 0
    n = 2
    while n <= limit:
        if is_prime[n]:
            count += 1
            multiple = n * n
            while multiple <= limit:
                is_prime[multiple] = False
                multiple += n
        n += 1
    return count
result = sieve(1_000_000)
