from math import comb


class Draws:
    """Replays a course of draws, and knows which one comes next."""

    def __init__(self):
        self.course = []
        self.sizes = []

    def start(self):
        self.place = 0
        self.chance = 1.0

    def __call__(self, low, high):
        size = high - low + 1
        if self.place == len(self.course):
            self.course.append(0)
            self.sizes.append(size)
        self.chance /= size
        self.place += 1
        return low + self.course[self.place - 1]

    def next_course(self):
        while self.course and self.course[-1] + 1 == self.sizes[-1]:
            self.course.pop()
            self.sizes.pop()
        if not self.course:
            return False
        self.course[-1] += 1
        return True


def law(k, items):
    """Every reservoir that can come about, with its exact probability."""
    chances = {}
    draws = Draws()
    for _ in range(200_000):
        draws.start()
        reservoir = []
        for place, item in enumerate(items):
            step(place + 1, item, k, reservoir, draws)
        sample = tuple(sorted(reservoir))
        chances[sample] = chances.get(sample, 0) + draws.chance
        if not draws.next_course():
            return chances
    raise AssertionError("more than 200,000 courses")


def near(numbers, right):
    return all(abs(number - right) < 1e-9 for number in numbers)


for seed in (11, 42, 77):
    for k, count in [(2, 6), (2, 4), (3, 5), (1, 5), (4, 4), (4, 3)]:
        items = [100 * number + seed for number in range(1, count + 1)]
        chances = law(k, items)
        taken = min(k, count)
        assert abs(sum(chances.values()) - 1) < 1e-9
        for sample in chances:
            assert len(set(sample)) == len(sample) == taken, "the reservoir has the wrong size"
            assert set(sample) <= set(items), "the reservoir holds a stranger"
        inclusion = [sum(chance for sample, chance in chances.items() if item in sample) for item in items]
        assert near(inclusion, taken / count), "not every element is in with the same probability"
        sets = comb(count, taken)
        assert len(chances) == sets and near(chances.values(), 1 / sets), "some sets are likelier than others"
