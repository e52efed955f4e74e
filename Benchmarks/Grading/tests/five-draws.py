tweets = ["tweet-a", "tweet-b", "tweet-c", "tweet-d", "tweet-e", "tweet-f", "tweet-g", "tweet-h"]
slots = tweets[:3]
for tweet, i in zip(tweets[3:], values["draws"]):
    if i <= 3:
        slots[i - 1] = tweet
assert reservoir == slots
