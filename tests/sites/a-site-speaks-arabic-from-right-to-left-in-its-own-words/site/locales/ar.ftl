# The owner's own words.
status-operational = كل شيء على ما يرام

# One slip costs one message.
posted = نُشر { $when }

histori = أرشيف
skip =
